import { fileURLToPath } from 'node:url'
import { dataDirectoryPath } from '@sifang/server/platform/data-directory/data-directory'
import { installService } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'

const program = fileURLToPath(new URL('../sifang.ts', import.meta.url))

/** `sifang service install`: a systemd unit; elsewhere it says what to do. */
export function addService(commands: Command): void {
  const service = commands.command('service').description('开机自动运行 · run at boot')
  service
    .command('install')
    .description('写 systemd 服务 · write a systemd unit')
    .option('--user', '只为当前用户 · for this user only', process.getuid?.() !== 0)
    .action(async ({ user }: { user: boolean }) => {
      const named = process.env.SIFANG_DATA || (user ? '' : '/var/lib/sifang')
      const installed = await installService({
        node: process.execPath,
        program,
        dataDir: dataDirectoryPath({ SIFANG_DATA: named }),
        environment: process.env,
        system: !user,
      })
      process.stdout.write(
        `已写好 ${installed.path}。请运行：\nWritten: ${installed.path}. Now run:\n${installed.next.map((line) => `  ${line}\n`).join('')}`,
      )
    })
}
