import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { append } from '../../platform/records/changes.ts'
import { askJudging } from '../duties/index.ts'
import { holdDivisions, type Live, liveOf, settleTwins, spansOf } from './live.ts'
import { changeRun, findRun, noteProgress, type Run, readSeq } from './run.ts'
import { sheetWays } from './sheets.ts'
import { forgetContacts, removeRows } from './staging.ts'
import { type ImportParts, removeUpload } from './upload.ts'

/** Rows a statement: between two of them a cancellation is seen and progress told. All are one transaction. */
const rowsPerStatement = 2500
/** Places a judging: its job sends its places with each query. */
const placesPerJudging = 2000

/**
 * Everything at once or nothing: the staged rows become the station's records in one transaction that computes nothing
 * and locks the station's counter last, for one range entry. Other commands wait for none of it but the commit.
 */
export async function goLive(
  job: JobContext,
  parts: ImportParts,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const run = await findRun(job.db, job, importId)
  if (run?.state === 'importing') await importRows(job, run, signal)
  const after = await findRun(job.db, job, importId)
  if (after?.state !== 'duties' && after?.state !== 'done') return
  await removeUpload(parts, importId)
  if (after.report.added > rowsPerStatement / 10) await analyze(job)
  // members and posts have no mark of the import that they came with: what it added is read from its rows
  if (run?.sheet === 'places' || run?.sheet === 'divisions') await removeRows(job.db, job, importId, 'live', signal)
  await forgetContacts(job.db, job, importId)
}

/** Many rows at once: what follows plans with the tables as they are now. */
async function analyze(job: JobContext): Promise<void> {
  await sql`analyze place, place_event, place_fact, responsibility, place_contact, tier_change, duty`.execute(job.db)
}

/**
 * Tables that were small a moment ago, and that each added row is checked against, are about to be large. Without this
 * the checks go on by a plan that reads all places of a station for each (measured: 2,500 rows in 4 s instead of 0.1 s).
 */
async function analyzeKeys(tx: Tx): Promise<void> {
  await sql`
    analyze place (station_id, id, kind, village_id, owner_id, import_id), place_event (station_id, id, place_id),
      place_fact (station_id, id, place_id), tier_change (station_id, id, place_id), duty (station_id, place_id, line_id),
      matter_key (station_id, matter_id)`.execute(tx)
}

async function importRows(job: JobContext, run: Run, signal: AbortSignal): Promise<void> {
  const live = liveOf(job, run)
  const way = sheetWays[run.sheet].live
  await job.db
    .transaction()
    .execute(async (tx) => {
      await standAlone(tx, job, run)
      await settleTwins(tx, live)
      if (!(await holdDivisions(tx, live))) fail('import/check-again')
      const spans = await spansOf(tx, live, rowsPerStatement)
      const total = spans.reduce((sum, { rows }) => sum + rows, 0)
      const already = (await way.before?.(tx, live)) ?? []
      let added = already.length
      for (const span of spans) {
        signal.throwIfAborted()
        added += await way.add(tx, live, span, already)
        if (span === spans[0] && total > added) await analyzeKeys(tx)
        await noteProgress(job.db, job, run.id, added, total)
        await stopIfCancelled(job, run)
      }
      if (added !== total) fail('import/check-again')
      const merged = await way.merge(tx, live)
      await close(tx, job, { run, live, added, merged })
    })
    .catch((error: unknown) => {
      if (!(error instanceof Cancelled)) throw error
    })
}

/** Waits for another attempt at this import, and refuses when it went live already or the check is out of date. */
async function standAlone(tx: Tx, job: JobContext, run: Run): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${run.id}, 0))`.execute(tx)
  const now = await findRun(tx, job, run.id)
  if (now?.state !== 'importing') throw new Cancelled()
  const { rows } = await sql<{ stale: boolean }>`
    select exists (
      select from import_run r
      where r.station_id = ${job.station.id} and r.id <> ${run.id} and r.sheet = ${run.sheet}
        and r.state in ('duties', 'done', 'undone')
        and (r.options ->> 'liveSeq')::bigint > ${run.options.checkedSeq ?? 0}::bigint
    ) as stale`.execute(tx)
  if (rows[0]?.stale) fail('import/check-again')
}

async function stopIfCancelled(job: JobContext, run: Run): Promise<void> {
  if ((await findRun(job.db, job, run.id))?.state !== 'importing') throw new Cancelled()
}

/** Nothing of it is wanted any more: the transaction goes back. */
class Cancelled extends Error {}

type Done = { readonly run: Run; readonly live: Live; readonly added: number; readonly merged: number }

/** State, audit, duties to judge, and last the change feed, which locks the station's counter. */
async function close(tx: Tx, job: JobContext, { run, live, added, merged }: Done): Promise<void> {
  const way = sheetWays[run.sheet].live
  const judgingIds = await askInParts(tx, job, await way.toJudge(tx, live))
  const changed = await way.changes(tx, live)
  const skipped = run.report.rows - added - merged
  const isDone = await changeRun(tx, job, run.id, ['importing'], {
    state: judgingIds.length > 0 ? 'duties' : 'done',
    report: { added, merged, skipped },
    options: { liveAt: live.at.toISOString(), judgingIds: [...judgingIds] },
    done: added,
    total: added,
    finishedAt: job.now(),
  })
  if (!isDone) throw new Cancelled()
  await record({ ...job, actor: { memberId: run.startedBy } }, tx, {
    action: 'import.done',
    entity: 'import',
    entityId: run.id,
    details: { sheet: run.sheet, added, merged, skipped },
  })
  await append(tx, job.station.id, changed, job.now())
  // the counter is ours until the commit: exactly where this import stands among all changes
  await changeRun(tx, job, run.id, ['duties', 'done'], {
    options: { liveSeq: await readSeq(tx, job) },
    finishedAt: job.now(),
  })
}

async function askInParts(tx: Tx, job: JobContext, placeIds: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (let at = 0; at < placeIds.length; at += placesPerJudging) {
    ids.push(await askJudging(job, tx, 'import', placeIds.slice(at, at + placesPerJudging)))
  }
  return ids
}
