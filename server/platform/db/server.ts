import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readJson, writeJson } from '../data-directory/json-file.ts'
import { type Repeating, repeat } from '../jobs/repeat.ts'
import { databaseAccount } from './account.ts'
import { findBinaries, reachableBinaries } from './binaries.ts'
import { dataFolderOf, makeFolder, spoken } from './cluster.ts'
import { freePort } from './port.ts'
import { findServer, isHeld } from './postmaster.ts'
import { didNotStart, type Outcome, type Programs, runProgram } from './programs.ts'
import { turnServerLog } from './server-log.ts'
import { type Settings, settingArguments } from './settings.ts'

const recoveryTimeoutS = 600
const startAttempts = 20

/** Makes `folder` ready and finds the programs that work on it. */
export async function preparePrograms(folder: string): Promise<Programs> {
  const [account, found] = await Promise.all([databaseAccount(dataFolderOf(folder)), findBinaries()])
  await makeFolder(folder, account)
  const binaries = await reachableBinaries(found, account, folder)
  return { binaries, account, logPath: join(folder, 'postgres.log') }
}

/**
 * Takes over the server that works on this data, or starts one, on `wantedPort` where one is named.
 * Errors: database-did-not-start, disk-full.
 */
export async function serve(
  programs: Programs,
  folder: string,
  settings: Settings,
  wantedPort?: number,
): Promise<{ readonly port: number; readonly adopted: boolean }> {
  const dataFolder = dataFolderOf(folder)
  let outcome: Outcome = { status: -1, output: '' }
  for (let attempt = 0; attempt < startAttempts; attempt++) {
    const running = await findServer(dataFolder, recoveryTimeoutS * 1000)
    if (running !== null) return { port: running, adopted: true }

    await turnServerLog(programs.logPath)
    const port = wantedPort ?? (await rememberedPort(folder))
    const args = ['start', '-w', '-t', String(recoveryTimeoutS), '-D', await spoken(programs.account, dataFolder)]
    const server = settingArguments({ ...settings, port: String(port) }).join(' ')
    outcome = await runProgram(programs, 'pg_ctl', [...args, '-o', server], dataFolder)
    if (outcome.status === 0) return { port, adopted: false }
    if (!mayPass.test(outcome.output)) break
    await pause(100)
  }
  throw didNotStart(programs, folder, outcome)
}

/**
 * What is over in a moment: the last processes of a killed server, a port that was just taken, another start that was
 * quicker.
 */
const mayPass =
  /pre-existing shared memory block|could not bind|could not create any TCP|lock file ".*" (already exists|is empty)/

const lookEveryMs = 2000

/**
 * Starts the server again whenever it has ended by itself, killed for its memory or by a disk that was full, on the port
 * that everybody knows. What fails is tried again, and said once.
 */
export function keepServing(
  programs: Programs,
  folder: string,
  settings: Settings,
  { port, log }: { readonly port: number; readonly log: (message: string) => void },
): Repeating {
  let said = ''
  const say = (message: string) => {
    if (message !== said) log(message)
    said = message
  }
  return repeat(
    lookEveryMs,
    (error) => say(`the database cannot be started again: ${error instanceof Error ? error.message : error}`),
    async () => {
      if (await isHeld(dataFolderOf(folder))) return
      say('the database has ended by itself and is started again')
      await serve(programs, folder, settings, port)
      say(`the database listens again on port ${port}`)
    },
  )
}

async function rememberedPort(folder: string): Promise<number> {
  const path = join(folder, 'port.json')
  const remembered = await readJson(path, parsePort).catch(() => null)
  const port = await freePort(remembered)
  if (port !== remembered) await writeJson(path, { port })
  return port
}

/** Stops the server on this data; no server is none to stop. */
export async function stop(programs: Programs, folder: string): Promise<void> {
  const dataFolder = dataFolderOf(folder)
  const where = await spoken(programs.account, dataFolder)
  for (const mode of ['fast', 'immediate']) {
    if (!(await isHeld(dataFolder))) return
    await runProgram(programs, 'pg_ctl', ['stop', '-w', '-t', '60', '-m', mode, '-D', where], dataFolder)
  }
}

function parsePort(value: unknown): number {
  if (typeof value === 'object' && value !== null && 'port' in value && typeof value.port === 'number') {
    return value.port
  }
  throw new Error('no port')
}
