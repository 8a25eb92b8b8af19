import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { readJson, writeJson } from '../data-directory/json-file.ts'
import { asStartError, errorCode } from '../data-directory/start-error.ts'
import { databaseAccount } from './account.ts'
import { findBinaries, reachableBinaries } from './binaries.ts'
import {
  checkVersion,
  clusterPassword,
  clusterVersion,
  dataFolderOf,
  makeCluster,
  makeFolder,
  spoken,
  superuser,
} from './cluster.ts'
import { freePort } from './port.ts'
import { findServer, isHeld } from './postmaster.ts'
import { didNotStart, type Outcome, type Programs, runProgram, turnLog } from './programs.ts'
import { type Settings, settingArguments } from './settings.ts'

export type Postgres = {
  /** Of the database `sifang`, for its owner. */
  readonly url: string
  /** True when the server was there already, left by a process that was killed. */
  readonly adopted: boolean
  /** Stops the server, an adopted one too; a second call does nothing. */
  stop(): Promise<void>
}

export type PostgresOptions = {
  /** The folder for the server's data, password and log; made where absent. */
  readonly dataDir: string
  readonly log?: (message: string) => void
  readonly settings?: Settings
}

const recoveryTimeoutS = 600
const startAttempts = 20

/**
 * Starts the embedded server, or takes over one that a killed process left running on the same data.
 * Errors: database-not-for-this-machine, database-account, database-too-old, database-too-new, database-did-not-start,
 * data-directory-not-writable, disk-full.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  try {
    return await start(options)
  } catch (error) {
    throw asStartError(error, options.dataDir)
  }
}

async function start({ dataDir: folder, log = () => undefined, settings = {} }: PostgresOptions): Promise<Postgres> {
  const dataFolder = dataFolderOf(folder)
  const [account, found] = await Promise.all([databaseAccount(dataFolder), findBinaries()])
  await makeFolder(folder, account)
  const binaries = await reachableBinaries(found, account, folder)
  const programs: Programs = { binaries, account, logPath: join(folder, 'postgres.log') }
  const password = await clusterPassword(folder, account)

  const version = await clusterVersion(folder)
  if (version !== null) checkVersion(version, binaries)
  if (version === null) {
    log('making the database')
    await makeCluster(programs, folder)
  }

  const { port, adopted } = await serve(programs, folder, settings)
  log(adopted ? `took over the database on port ${port}` : `the database listens on port ${port}`)
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/sifang`
  await proveDatabase(url)
  return { url, adopted, stop: once(() => stop(programs, folder)) }
}

async function serve(programs: Programs, folder: string, settings: Settings) {
  const dataFolder = dataFolderOf(folder)
  let outcome: Outcome = { status: -1, output: '' }
  for (let attempt = 0; attempt < startAttempts; attempt++) {
    const running = await findServer(dataFolder, recoveryTimeoutS * 1000)
    if (running !== null) return { port: running, adopted: true }

    await turnLog(programs.logPath)
    const port = await rememberedPort(folder)
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
const mayPass = /pre-existing shared memory block|could not bind|could not create any TCP|lock file ".*" already exists/

async function rememberedPort(folder: string): Promise<number> {
  const path = join(folder, 'port.json')
  const remembered = await readJson(path, parsePort).catch(() => null)
  const port = await freePort(remembered)
  if (port !== remembered) await writeJson(path, { port })
  return port
}

/** Connects as we shall, and makes the database at the first time. */
async function proveDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } catch (error) {
    if (errorCode(error) !== missingDatabase) throw error
    await makeDatabase(url)
  } finally {
    await client.end()
  }
}

const missingDatabase = '3D000'

async function makeDatabase(url: string): Promise<void> {
  const maintenance = new pg.Client({ connectionString: url.replace(/\/sifang$/, '/postgres') })
  await maintenance.connect()
  try {
    await maintenance.query('create database sifang')
  } finally {
    await maintenance.end()
  }
}

async function stop(programs: Programs, folder: string): Promise<void> {
  const dataFolder = dataFolderOf(folder)
  const where = await spoken(programs.account, dataFolder)
  for (const mode of ['fast', 'immediate']) {
    if (!(await isHeld(dataFolder))) return
    await runProgram(programs, 'pg_ctl', ['stop', '-w', '-t', '60', '-m', mode, '-D', where], dataFolder)
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= action()
    return done
  }
}

function parsePort(value: unknown): number {
  if (typeof value === 'object' && value !== null && 'port' in value && typeof value.port === 'number') {
    return value.port
  }
  throw new Error('no port')
}
