import { randomUUIDv7 } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { judgeTask } from '@sifang/server/modules/duties/index'
import {
  cancel,
  findRows,
  getRun,
  type ImportView,
  importTasks,
  putChoices,
  sheetName,
  startCheck,
  startImport,
  upload,
  viewOf,
} from '@sifang/server/modules/imports/index'
import type { Context } from '@sifang/server/platform/context'
import { startError } from '@sifang/server/platform/data-directory/start-error'
import { startJobs } from '@sifang/server/platform/jobs/index'
import { createLog } from '@sifang/server/platform/log/index'
import { type Station, withStation } from '@sifang/server/platform/service/index'
import { type Command, Option } from 'commander'
import { actAs, inWords } from '../acting.ts'
import { type ProgressLine, progressLine } from '../progress.ts'

type Options = {
  datum: 'wgs84' | 'gcj02' | 'bd09'
  swap?: boolean
  duplicates?: 'merge' | 'skip' | 'keep'
  skipBad?: boolean
  checkOnly?: boolean
  as?: string
}

/** `sifang import <sheet> <file>`: the same as on the page, on the machine itself, whether the station runs or not. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('导入表格 · import a spreadsheet')
    .argument('<sheet>', `divisions | places | lines | members`)
    .argument('<file>', '.xlsx 或 .csv · .xlsx or .csv')
    .addOption(
      new Option('--datum <datum>', '坐标系 · datum of its positions')
        .choices(['wgs84', 'gcj02', 'bd09'])
        .default('wgs84'),
    )
    .option('--swap', '纬度经度填反的对调 · turn latitude and longitude that are swapped')
    .addOption(
      new Option('--duplicates <choice>', '疑似重复的行 · likely duplicates').choices(['merge', 'skip', 'keep']),
    )
    .option('--skip-bad', '跳过有错的行 · leave bad rows out')
    .option('--check-only', '只检查，不导入 · only check')
    .option('--as <user>', '以谁的名义（默认所长） · in whose name; the chief unless told')
    .action(async (sheet: string, file: string, options: Options) => {
      await withStation(process.env, (station) => importFile(station, sheet, file, options)).catch((error: unknown) => {
        throw inWords(error)
      })
    })
}

async function importFile(station: Station, sheetText: string, file: string, options: Options): Promise<void> {
  const sheet = sheetName.safeParse(sheetText)
  if (!sheet.success) throw refused(`没有“${sheetText}”这种表格。`, `There is no sheet called ${sheetText}.`)
  if (!(await stat(file).catch(() => null))?.isFile()) throw refused(`没有文件 ${file}。`, `There is no file ${file}.`)
  const ctx = await actAs(station, 'import.run', options.as)
  const parts = { uploads: join(station.dataDir, 'uploads'), db: station.db, newId: () => randomUUIDv7() }
  // beside a running station its own jobs do the work
  const jobs = station.running
    ? null
    : await startJobs({
        ...station,
        newId: parts.newId,
        log: createLog({ level: 'silent' }),
        tasks: [judgeTask, ...importTasks(parts)],
      })
  const line = progressLine()
  const id = randomUUIDv7()
  let kept = false
  try {
    const told = {
      sheet: sheet.data,
      datum: options.datum,
      swapped: options.swap ? ('correct' as const) : ('refuse' as const),
    }
    await upload(ctx, parts, id, told, {
      name: basename(file),
      stream: createReadStream(file),
    })
    await startCheck(ctx, id, { id: randomUUIDv7() })
    const checked = await until(ctx, line, id, ['checked', 'failed'], station.stopping)
    line.end()
    await tellChecked(ctx, checked)
    if (options.checkOnly) return void (await giveUp(ctx, parts, id))
    if (options.duplicates) await putChoices(ctx, id, { all: options.duplicates })
    await startImport(ctx, id, { id: randomUUIDv7(), skipBad: options.skipBad ?? false })
    kept = true
    const { state, report, problem } = await until(ctx, line, id, ['done', 'failed'], station.stopping)
    line.end()
    if (state === 'failed') throw refused(problem?.zh ?? '', problem?.en ?? '')
    process.stdout.write(
      `已导入：新增 ${report.added}，合并 ${report.merged}，跳过 ${report.skipped}。走访任务已排好。\n` +
        `Imported: ${report.added} added, ${report.merged} merged, ${report.skipped} left out. The duties stand.\n`,
    )
  } catch (error) {
    line.end()
    const { aborted } = station.stopping
    const givenUp = (!kept || aborted) && (await giveUp(ctx, parts, id))
    throw aborted && kept && !givenUp ? liveAlready() : error
  } finally {
    line.end()
    await jobs?.stop()
  }
}

const liveAlready = () =>
  refused(
    '已停止；表格已经导入，没有排完的走访任务在四访运行时接着排。',
    'Stopped; the sheet is imported, and the rest of its duties are made when sifang runs.',
  )

/** On the machine there is no page to go on with it. False when it is live already, or was never begun. */
const giveUp = (ctx: Context, parts: Parameters<typeof cancel>[1], id: string): Promise<boolean> =>
  cancel(ctx, parts, id, { id: randomUUIDv7() }).then(
    () => true,
    () => false,
  )

const titles: Readonly<Record<string, string>> = {
  checking: '检查 checking',
  importing: '导入 importing',
  duties: '排走访任务 duties',
}

async function until(
  ctx: Context,
  line: ProgressLine,
  id: string,
  states: readonly string[],
  stopping: AbortSignal,
): Promise<ImportView> {
  for (;;) {
    stopping.throwIfAborted()
    const view = viewOf(await getRun(ctx.db, ctx, id))
    if (states.includes(view.state)) return view
    const title = titles[view.state] ?? view.state
    line.report(view.total === null ? `${title} ${view.done}` : title, view.done, view.total ?? 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

const mostShown = 20

/** What the check found, with the first bad rows. */
async function tellChecked(ctx: Context, { id, report, problem, state }: ImportView): Promise<void> {
  if (state === 'failed') throw refused(problem?.zh ?? '', problem?.en ?? '')
  process.stdout.write(
    `共 ${report.rows} 行：可导入 ${report.ok}，有错 ${report.bad}，疑似重复 ${report.duplicates}。\n` +
      `${report.rows} rows: ${report.ok} good, ${report.bad} bad, ${report.duplicates} likely duplicates.\n`,
  )
  if (report.otherOfficers > 0) {
    process.stdout.write(
      `${report.otherOfficers} 个已有的村将换社区民警，从今天起。\n` +
        `${report.otherOfficers} villages get another community officer, from today on.\n`,
    )
  }
  if (report.bad === 0) return
  const { rows } = await findRows(ctx, id, { verdict: 'bad', limit: mostShown })
  for (const { row, problems } of rows) {
    for (const { column, value, zh, en } of problems)
      process.stderr.write(`  ${row} ${column} “${value}”：${zh} ${en}\n`)
  }
}

const refused = (zh: string, en: string) => startError('refused', { zh, en })
