import { basename, dirname } from 'node:path'
import {
  allBackupsIn,
  backupFolder,
  readBackupHead,
  readBackupState,
  sheetText,
} from '@sifang/server/platform/backup/index'
import { type Rotated, rotateKey, withStationAlone } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'
import { confirm } from '../ask.ts'

/** `sifang rotate-key`: a new outer key and its recovery sheet; to be run again where it was broken off. */
export function addRotateKey(program: Command): void {
  program
    .command('rotate-key')
    .description(
      '更换密钥并打印新的恢复单（须先停止四访） · exchange the outer key and print its sheet; stop sifang first',
    )
    .option('--yes', '不再询问 · do not ask')
    .action(async ({ yes }: { yes?: boolean }) => {
      if (!yes) {
        await confirm(
          '将更换密钥并显示新的恢复单；旁边不要有别人。以前的备份仍须用旧的恢复单打开，请不要丢弃。\n' +
            'A new key is made and its sheet shown: nobody else should see it. Earlier backups still need the old sheet: keep it. Go on?',
        )
      }
      await withStationAlone(process.env, async (station) => {
        const rotated = await rotateKey(station)
        say(rotated, station.now())
        const second = process.env.SIFANG_BACKUP_COPY || (await readBackupState(station.dataDir))?.copyTo
        await sayBackups([backupFolder(station.dataDir), ...(second ? [second] : [])], rotated)
      })
    })
}

function say({ stations, resumed, outerKey }: Rotated, at: Date): void {
  process.stdout.write(
    `${resumed ? '上次没有做完的更换已完成' : '密钥已更换'}（${stations} 个派出所）。请打印这张恢复单：\n` +
      `${resumed ? 'The exchange that was broken off is finished' : 'The key was exchanged'} (stations: ${stations}). Print this sheet:\n\n` +
      `${sheetText(outerKey, at)}\n\n`,
  )
}

/** Which sheet each backup opens with that lies here; the oldest ones do not say, and were made under the former key. */
async function sayBackups(folders: readonly string[], { formerNumber, number }: Rotated): Promise<void> {
  const found = (await Promise.all(folders.map(allBackupsIn))).flat()
  if (found.length > 0) {
    process.stdout.write('已有的备份用哪张恢复单打开 · which sheet opens the backups there are:\n')
    for (const path of found) {
      const head = await readBackupHead(path).catch(() => null)
      process.stdout.write(`  ${head?.keyNumber ?? formerNumber}  ${basename(path)}  (${dirname(path)})\n`)
    }
  }
  process.stdout.write(
    `编号 ${formerNumber} 的旧恢复单请保留到这些备份都不再需要为止；现在请再备份一次：sifang backup\n` +
      `Keep the old sheet of number ${formerNumber} as long as those backups are needed; now make a backup under ${number}: sifang backup\n`,
  )
}
