import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import { withLittleGarbage } from '../../platform/service/small-heap.ts'
import { readSheet } from '../../platform/sheets/index.ts'
import { breathing } from './breath.ts'
import type { JudgedRow } from './judge-row.ts'
import { headingScore, mapHeadings } from './rows/index.ts'
import { changeRun, findRun, type Run, readSeq } from './run.ts'
import { type ImportReport, importReport } from './schema.ts'
import { sheetWays } from './sheets.ts'
import { removeRows, rowsPerCommit, type StagedRow, stageRows } from './staging.ts'
import { type ImportParts, uploadPath } from './upload.ts'

/** The report's counts, while they are counted. */
type Counts = { -readonly [K in keyof ImportReport]: number }

/**
 * Reads the file row by row, judges each, and lays what came out beside the station's records, where nobody sees it.
 * Killed in the middle, the next attempt begins again; cancelled, it stops at the next rows.
 */
export async function checkFile(
  job: JobContext,
  parts: ImportParts,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const run = await findRun(job.db, job, importId)
  if (run?.state !== 'checking') return
  const token = job.newId()
  const checkedSeq = await readSeq(job.db, job)
  if (!(await changeRun(job.db, job, importId, ['checking'], { done: 0, total: null, options: { token, checkedSeq } })))
    return
  await removeRows(job.db, job, importId, 'all')

  const report = await withLittleGarbage(() => judgeRows(job, parts, { run, token, signal }))
  if (report === null) return
  await sql`analyze import_row (station_id, import_id, row_no, verdict, choice, twin_id)`.execute(job.db)
  await changeRun(job.db, job, importId, ['checking'], {
    state: 'checked',
    report,
    done: report.rows,
    total: report.rows,
  })
}

type Attempt = { readonly run: Run; readonly token: string; readonly signal: AbortSignal }

/** Null when the import was cancelled meanwhile. */
async function judgeRows(
  job: JobContext,
  parts: ImportParts,
  { run, token, signal }: Attempt,
): Promise<ImportReport | null> {
  const sheet = await readSheet(uploadPath(parts, run.id), { headingScore: headingScore(run.sheet) })
  const map = mapHeadings(sheet.headings, run.sheet, run.options.mapping)
  const judge = await sheetWays[run.sheet].open({ job, map, options: run.options })
  const counts: Counts = { ...importReport.parse({}) }
  const breathe = breathing()
  let batch: StagedRow[] = []
  // one batch is written while the next is judged
  let writing: Promise<boolean> = Promise.resolve(true)
  for await (const row of sheet.rows) {
    await breathe()
    const judged = judge(row)
    count(counts, judged)
    if (typeof judged === 'object') batch.push(judged.staged)
    if (batch.length < rowsPerCommit) continue
    signal.throwIfAborted()
    if (!(await writing)) return null
    writing = stageRows(job.db, job, { id: run.id, token }, batch)
    writing.catch(() => undefined)
    batch = []
  }
  if (!(await writing)) return null
  if (batch.length > 0 && !(await stageRows(job.db, job, { id: run.id, token }, batch))) return null
  return counts
}

function count(counts: Counts, judged: JudgedRow): void {
  if (typeof judged !== 'object') {
    if (judged === 'example') counts.examples++
    if (judged === 'foot') counts.footRows++
    return
  }
  counts.rows++
  counts[judged.staged.verdict === 'duplicate' ? 'duplicates' : judged.staged.verdict]++
  for (const note of judged.notes) {
    if (note === 'converted-from-gcj02') counts.convertedFromGcj02++
    if (note === 'converted-from-bd09') counts.convertedFromBd09++
    if (note === 'swapped') counts.swapped++
    if (note === 'other-officer') counts.otherOfficers++
  }
}
