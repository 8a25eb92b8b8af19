import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Restored, restoreBackup } from '@sifang/server/platform/backup/index'
import { dataDirectoryPath } from '@sifang/server/platform/data-directory/data-directory'
import { askedToStop } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'
import { ask } from '../ask.ts'
import { progressLine } from '../progress.ts'
import { readText } from '../read-text.ts'
import { reporting } from './backup.ts'

const migrations = fileURLToPath(new URL('../../server/migrations', import.meta.url))

/** `sifang restore <file>`: into an empty data directory; done only when all of it was compared. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('恢复到空的数据目录 · restore into an empty data directory')
    .argument('<file.sifang>')
    .option('--sheet <file>', '抄有恢复单密钥的文件 · a file with the key of the recovery sheet')
    .option(
      '--ledger <folder>',
      '销毁台账所在文件夹，默认与备份同处 · folder of erasures.json; beside the backup unless told',
    )
    .action(async (file: string, options: { sheet?: string; ledger?: string }) => {
      const from = resolve(file)
      const asked = askedToStop()
      const line = progressLine()
      try {
        const restored = await restoreBackup({
          from,
          dataDir: dataDirectoryPath(process.env),
          migrations,
          databaseUrl: process.env.DATABASE_URL || undefined,
          ledgerFolder: resolve(options.ledger ?? dirname(from)),
          askSheet: async (number) => {
            line.end()
            const which = number === null ? '' : `（编号 ${number} · number ${number}）`
            return options.sheet ? readText(options.sheet) : ask(`恢复单上的密钥 · key of the recovery sheet${which}: `)
          },
          onProgress: reporting(line),
          signal: asked.signal,
        })
        line.end()
        say(restored)
      } finally {
        line.end()
        asked.forget()
      }
    })
}

function say(restored: Restored): void {
  const { rows, tables, attachments, at, erasedAgain, migrated, brokenAudits } = restored
  process.stdout.write(
    `已恢复并逐表核对：${tables} 张表，${rows} 行，${attachments} 个附件；备份时间 ${at}。\n` +
      `Restored and compared: ${tables} tables, ${rows} rows, ${attachments} attachments; the backup is of ${at}.\n`,
  )
  if (erasedAgain > 0) process.stdout.write(`再次销毁 ${erasedAgain} 项 · ${erasedAgain} matters erased again\n`)
  if (migrated > 0) process.stdout.write(`已升级 ${migrated} 步 · ${migrated} migrations applied\n`)
  if (brokenAudits.length > 0) {
    process.stderr.write(
      '注意：操作日志在备份之前已被改动过，详见 sifang doctor。\n' +
        'Note: the audit log had been altered before the backup was made; see sifang doctor.\n',
    )
  }
  process.stdout.write('现在可以运行 npm start · now run npm start\n')
}
