import { openMachine, serve } from '@sifang/server/main'
import { newFirstRunCode } from '@sifang/server/modules/accounts/index'
import { hasStation } from '@sifang/server/modules/stations/index'
import { dataDirectoryPath } from '@sifang/server/platform/data-directory/index'
import { createLog } from '@sifang/server/platform/log/index'
import { tlsFor } from '@sifang/server/platform/tls/index'
import type { Command } from 'commander'
import { pino } from 'pino'
import { furnishStation, makeDemo } from '../demo-station.ts'
import { sayFailure } from '../failure.ts'

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
  const host = env.HOST || '127.0.0.1'
  const dataDir = dataDirectoryPath(env)
  const https = await tlsFor({ dataDir, host })
  const machine = await openMachine({
    dataDir,
    log: createLog({ to: pino.destination({ dest: `${dataDir}/sifang.log`, mkdir: true, sync: false }) }),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.SIFANG_BACKUP_COPY ? { backupCopyTo: env.SIFANG_BACKUP_COPY } : {}),
    ...(env.SIFANG_CLOCK ? { clockSetting: env.SIFANG_CLOCK } : {}),
  })
  try {
    const isNew = !(await hasStation(machine.db))
    const signIns = isNew && !empty ? await makeDemo(machine, { places: 600 }) : []
    const firstRunCode = isNew && empty ? newFirstRunCode() : undefined
    const running = await serve(machine, {
      host,
      port: readPort(env.PORT),
      furnish: furnishStation(machine),
      ...(https ? { https } : {}),
      ...(firstRunCode ? { firstRunCode } : {}),
      ...(env.SIFANG_METRICS_TOKEN ? { metricsToken: env.SIFANG_METRICS_TOKEN } : {}),
    })
    await machine.announce(running.address)
    say(`四访已启动 · sifang is ready: ${running.address}`)
    if (machine.clock.isSet) say(`时间已设定为 · the clock is set to ${machine.now().toISOString()}`)
    for (const { role, userName, password } of signIns) say(`  ${role.padEnd(14)} ${userName.padEnd(12)} ${password}`)
    if (signIns.length > 0)
      say('以上为演示账号，密码只显示这一次 · demo sign-ins; the passwords are shown only this once')
    if (firstRunCode)
      say(`首次使用，请在网页输入一次性代码 · first run: enter this one-time code on the page: ${firstRunCode}`)
    say('按 Ctrl-C 停止 · Ctrl-C stops it')
    stopOnSignals(async () => {
      await running.stop()
      await machine.stop()
    })
  } catch (error) {
    await machine.stop()
    throw error
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`PORT=${text} 不是有效端口 · is not a port`)
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // a second Ctrl-C while stopping is no reason to leave the database behind
      if (stopping) return
      stopping = true
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          sayFailure(error)
          process.exit(1)
        },
      )
    })
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
