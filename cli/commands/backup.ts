import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { keepBackup, makeBackup, noteBackup, type Progress, sheetText } from '@sifang/server/platform/backup/index'
import { startError } from '@sifang/server/platform/data-directory/start-error'
import { createLog } from '@sifang/server/platform/log/index'
import { programVersion, type Station, withStation } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'
import { confirm } from '../ask.ts'
import { type ProgressLine, progressLine } from '../progress.ts'

type Options = { out?: string; copyTo?: string; recoverySheet?: boolean; yes?: boolean }

/** `sifang backup`: one checked file while the station works; also prints the recovery sheet. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('备份 · make a backup while the station works')
    .option('--out <path>', '写到这个文件或文件夹 · write to this file or folder')
    .option('--copy-to <folder>', '以后每次都再存一份到这里 · keep a second copy here from now on')
    .option('--recovery-sheet', '打印恢复单（密钥） · print the recovery sheet with the key')
    .option('--yes', '不再询问 · do not ask')
    .action(async (options: Options) => {
      if (options.recoverySheet) await printSheet(options)
      else await withStation(process.env, (station) => backUp(station, options))
    })
}

async function backUp(station: Station, options: Options): Promise<void> {
  const parts = { ...station, version: programVersion, log: createLog({ level: 'silent' }) }
  if (options.copyTo) await noteBackup(station.dataDir, station.now(), { copyTo: resolve(options.copyTo) })
  const line = progressLine()
  const onProgress = reporting(line)
  try {
    if (options.out) {
      const made = await makeBackup(parts, {
        to: await pathOf(options.out, station.now()),
        onProgress,
        signal: station.stopping,
      })
      line.end()
      say(made)
      return
    }
    const copyTo = process.env.SIFANG_BACKUP_COPY || undefined
    const made = await keepBackup({ ...parts, copyTo }, 'manual', { onProgress, signal: station.stopping })
    line.end()
    say(made)
    if (made.copy) process.stdout.write(`副本 · copy: ${made.copy}\n`)
    if (made.copyProblem) {
      process.stderr.write(`副本没有存成（${made.copyProblem}）。\nThe copy was not made (${made.copyProblem}).\n`)
      process.exitCode = 1
    }
  } finally {
    line.end()
  }
}

/** A folder gets a file with the day's name. What is there already stays. */
async function pathOf(out: string, now: Date): Promise<string> {
  const path = resolve(out)
  const found = await stat(path).catch(() => null)
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '')
  if (found?.isDirectory()) return join(path, `sifang-${stamp}.sifang`)
  if (found === null) return path
  throw startError('refused', {
    zh: `已有 ${path}，请换一个文件名，或只写文件夹。`,
    en: `There is a ${path} already: give another name, or only a folder.`,
  })
}

function say(made: { path: string; bytes: number; rows: number; attachments: number; durationMs: number }): void {
  const size = `${(made.bytes / 1e6).toFixed(1)} MB`
  process.stdout.write(
    `已备份并核对：${made.path}（${size}，${made.rows} 行，${made.attachments} 个附件，${(made.durationMs / 1000).toFixed(1)} 秒）\n` +
      `Backed up and read back: ${made.path} (${size}, ${made.rows} rows, ${made.attachments} attachments)\n`,
  )
}

async function printSheet({ yes }: Options): Promise<void> {
  if (!yes) {
    await confirm(
      '恢复单上的密钥能解开备份中的个人信息；请确认打印机或屏幕旁没有别人。\n' +
        'Its key opens the personal matters in any backup: nobody else should see it. Go on?',
    )
  }
  await withStation(process.env, async ({ secrets }) => {
    process.stdout.write(`${sheetText(Buffer.from(secrets.outerKey, 'base64'), new Date())}\n`)
  })
}

const titles: Readonly<Record<Progress['stage'], string>> = {
  writing: '写入 writing',
  checking: '核对 checking',
  restoring: '恢复 restoring',
  comparing: '比对 comparing',
  indexing: '检查关联 proving links',
}

export function reporting(line: ProgressLine): (progress: Progress) => void {
  return ({ stage, done, total }) => line.report(titles[stage], done, total)
}
