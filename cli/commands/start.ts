import { join } from 'node:path'
import { checkAddress, type Machine, openMachine, serve } from '@sifang/server/main'
import { newFirstRunCode } from '@sifang/server/modules/accounts/index'
import { type DemoSignIn, finishDemo, removeUnfinishedDemo } from '@sifang/server/modules/demo/index'
import { hasStation } from '@sifang/server/modules/stations/index'
import { dataDirectoryPath, startError } from '@sifang/server/platform/data-directory/index'
import { createLog, logFile } from '@sifang/server/platform/log/index'
import { askedToStop, orStop } from '@sifang/server/platform/service/index'
import { tlsFor } from '@sifang/server/platform/tls/index'
import type { Command } from 'commander'
import { furnishStation, makeDemo } from '../demo-station.ts'

const defaultPort = 4404

/** `sifang start`: serves until it is told to stop. Reads PORT, HOST, SIFANG_DATA, DATABASE_URL, SIFANG_CLOCK. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('启动 · start serving')
    .option('--empty', '不载入演示派出所，从空白开始 · do not load the demo station')
    .action(async (options: { empty?: boolean }) => start(options.empty ?? false, process.env))
}

async function start(empty: boolean, env: NodeJS.ProcessEnv): Promise<void> {
  const asked = askedToStop(stopped).signal
  const settings = readSettings(env)
  const https = await tlsFor(settings)
  const machine = await openMachine({
    dataDir: settings.dataDir,
    log: createLog({ to: logFile(join(settings.dataDir, 'sifang.log')) }),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.SIFANG_BACKUP_COPY ? { backupCopyTo: env.SIFANG_BACKUP_COPY } : {}),
    ...(env.SIFANG_CLOCK ? { clockSetting: env.SIFANG_CLOCK } : {}),
  })
  try {
    await orStop(asked, checkAddress(settings.host, settings.port))
    const { signIns, firstRunCode } = await orStop(asked, firstStart(machine, empty))
    const running = await serve(machine, {
      ...settings,
      furnish: furnishStation(machine),
      ...(https ? { https } : {}),
      ...(firstRunCode ? { firstRunCode } : {}),
      ...(env.SIFANG_METRICS_TOKEN ? { metricsToken: env.SIFANG_METRICS_TOKEN } : {}),
    })
    try {
      await machine.announce(running.address)
      sayReady(machine, running.address, signIns, firstRunCode)
      if (signIns.length > 0) await finishDemo(machine.db)
      await orStop(asked, new Promise(() => undefined))
    } finally {
      await running.stop()
    }
  } catch (error) {
    if (error !== stopped) throw error
  } finally {
    await machine.stop()
  }
  process.exit(0)
}

function readSettings(env: NodeJS.ProcessEnv) {
  return { host: env.HOST || '127.0.0.1', port: readPort(env.PORT), dataDir: dataDirectoryPath(env) }
}

/** What only a new data directory has: the demonstration station, or the code of the first-run page. */
async function firstStart(
  machine: Machine,
  empty: boolean,
): Promise<{ signIns: readonly DemoSignIn[]; firstRunCode?: string }> {
  await removeUnfinishedDemo(machine.db)
  if (await hasStation(machine.db)) return { signIns: [] }
  return empty
    ? { signIns: [], firstRunCode: newFirstRunCode() }
    : { signIns: await makeDemo(machine, { places: 600 }) }
}

function sayReady(machine: Machine, address: string, signIns: readonly DemoSignIn[], firstRunCode?: string): void {
  say(`四访已启动 · sifang is ready: ${address}`)
  if (machine.clock.isSet) say(`时间已设定为 · the clock is set to ${machine.now().toISOString()}`)
  for (const { role, userName, password } of signIns) say(`  ${role.padEnd(14)} ${userName.padEnd(12)} ${password}`)
  if (signIns.length > 0)
    say('以上为演示账号，密码只显示这一次 · demo sign-ins; the passwords are shown only this once')
  if (firstRunCode)
    say(`首次使用，请在网页输入一次性代码 · first run: enter this one-time code on the page: ${firstRunCode}`)
  say('按 Ctrl-C 停止 · Ctrl-C stops it')
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw startError('address-unusable', {
    zh: `PORT=${text} 不是有效端口，应为 0 到 65535 的整数。`,
    en: `PORT=${text} is no port: a whole number from 0 to 65535 is needed.`,
  })
}

const stopped = Symbol('stopped')

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
