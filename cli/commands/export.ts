import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { exportLists, exportTo, type Format } from '@sifang/server/modules/exports/index'
import { errorCode, startError } from '@sifang/server/platform/data-directory/start-error'
import { type Station, withStation } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'
import { actAs, inWords } from '../acting.ts'
import { progressLine } from '../progress.ts'

type Options = { filter: string[]; language: string; as?: string }

/** `sifang export <list> <path>`: a list as .xlsx, .csv or .geojson, by the name of the file. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('导出清单 · export a list')
    .argument('<list>', exportLists.map(({ name }) => name).join(' | '))
    .argument('<path>', '文件（.xlsx、.csv、.geojson）或文件夹 · a file, or a folder')
    .option('--filter <name=value>', '筛选，与页面相同，可多次 · a filter of the list, repeatable', gather, [])
    .option('--language <language>', 'zh | en', 'zh')
    .option('--as <user>', '以谁的名义（默认所长） · in whose name; the chief unless told')
    .action(async (list: string, path: string, options: Options) => {
      await withStation(process.env, (station) => write(station, list, path, options)).catch((error: unknown) => {
        throw inWords(error)
      })
    })
}

const gather = (value: string, before: string[]): string[] => [...before, value]

const formats: readonly Format[] = ['xlsx', 'csv', 'geojson']

async function write(station: Station, name: string, path: string, options: Options): Promise<void> {
  const list = exportLists.find((one) => one.name === name)
  if (!list) throw refused(`没有“${name}”这份清单。`, `There is no list called ${name}.`)
  const isFolder = (await stat(resolve(path)).catch(() => null))?.isDirectory() ?? false
  const format = isFolder ? 'xlsx' : formats.find((one) => extname(path) === `.${one}`)
  if (!format)
    throw refused('文件名须以 .xlsx、.csv 或 .geojson 结尾。', 'The file must end in .xlsx, .csv or .geojson.')
  const filters = Object.fromEntries(options.filter.map((text) => text.split('=', 2)))
  const asked = list.filters.safeParse(filters)
  if (!asked.success) throw refused('筛选条件不对。', `A filter is not valid: ${options.filter.join(' ')}`)

  const ctx = await actAs(station, 'export.run', options.as)
  const line = progressLine()
  const language = options.language === 'en' ? 'en' : 'zh'
  const file = await exportTo(ctx, list, asked.data, { format, language }, (done, total) =>
    line.report('导出 exporting', done, total),
  )
  const target = isFolder ? join(resolve(path), file.fileName) : resolve(path)
  const unfinished = `${target}.${randomBytes(4).toString('hex')}.new`
  try {
    // what a list says is for its station: nobody else on the machine reads the file
    await pipeline(file.stream, createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true }), {
      signal: station.stopping,
    })
    await rename(unfinished, target)
    line.report('导出 exporting', 1, 1)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw errorCode(error) === null || station.stopping.aborted ? error : cannotWrite(target)
  } finally {
    line.end()
  }
  await file.recorded
  process.stdout.write(`已导出 · exported: ${target}\n`)
}

const cannotWrite = (path: string) =>
  refused(
    `写不了文件 ${path}，请检查文件夹和磁盘空间。`,
    `The file ${path} cannot be written: check its folder and the room on its disk.`,
  )

const refused = (zh: string, en: string) => startError('refused', { zh, en })
