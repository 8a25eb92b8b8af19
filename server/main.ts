import { randomUUIDv7 } from 'node:crypto'
import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import { type AccountRouteParts, authenticator, registerAccountRoutes } from './modules/accounts/index.ts'
import { meetDevices, registerDeviceRoutes, withDevices } from './modules/devices/index.ts'
import { backupBeforeMigration, finishRestore, type KeepParts } from './platform/backup/index.ts'
import { type Clock, createClock, databaseClockStorage, fileClockStorage } from './platform/clock/index.ts'
import {
  asListenError,
  type DataDirectory,
  databaseUnreachable,
  loadSecrets,
  openDataDirectory,
} from './platform/data-directory/index.ts'
import { type Database, openDatabase } from './platform/db/connection.ts'
import { checkServerVersion, migrate, startPostgres } from './platform/db/index.ts'
import { createServer } from './platform/http/server.ts'
import { serveWeb } from './platform/http/web.ts'
import { startJobs } from './platform/jobs/index.ts'
import { registerOperations } from './platform/metrics/index.ts'
import { keepYoungSpaceSmall, keysOf, programVersion } from './platform/service/index.ts'
import { routesOf } from './routes.ts'
import { schedules, tasksOf } from './tasks.ts'

export type MachineOptions = {
  readonly dataDir: string
  /** A PostgreSQL of one's own instead of the embedded one. */
  readonly databaseUrl?: string
  /** SIFANG_CLOCK */
  readonly clockSetting?: string
  /** SIFANG_BACKUP_COPY: a second folder for backups. */
  readonly backupCopyTo?: string
  readonly log: Logger
}

export type ServeOptions = {
  readonly host: string
  readonly port: number
  readonly https?: { readonly cert: string; readonly key: string }
  /** The one-time code of the first-run page, where this start may make the first station. */
  readonly firstRunCode?: string
  readonly furnish?: AccountRouteParts['furnish']
  readonly metricsToken?: string
}

/** What a started machine consists of, before it serves. */
export type Machine = {
  readonly db: Database
  readonly pool: pg.Pool
  readonly databaseUrl: string
  readonly keys: ReturnType<typeof keysOf>
  readonly clock: Clock
  readonly log: Logger
  readonly dataDir: string
  /** Where uploaded spreadsheets wait to be imported. */
  readonly uploads: string
  readonly backup: KeepParts & { readonly pool: pg.Pool }
  now(): Date
  newId(): string
  /** Tells a second start where this one answers. */
  announce(address: string): Promise<void>
  stop(): Promise<void>
}

const migrations = fileURLToPath(new URL('migrations', import.meta.url))
const webFolder = fileURLToPath(new URL('../web/dist', import.meta.url))
const clockTickMs = 5000
/** For answers that are under way when the machine is told to stop. */
const answerWithinMs = 2000

/**
 * Opens everything but HTTP, in order: data directory, database, clock, migrations, keys. What was opened is closed again
 * when a later step fails. Errors: every StartErrorCode.
 */
export async function openMachine(options: MachineOptions): Promise<Machine> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const directory = await openDataDirectory(options.dataDir)
    undo.push(() => directory.release())
    await finishRestore(options.dataDir)
    return { ...(await open(options, directory, undo)), announce: (address) => directory.announce(address), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function open(
  options: MachineOptions,
  directory: DataDirectory,
  undo: (() => Promise<void>)[],
): Promise<Omit<Machine, 'announce' | 'stop'>> {
  const embedded = options.databaseUrl
    ? null
    : await startPostgres({ dataDir: directory.postgres, keep: true, log: (message) => options.log.info(message) })
  if (embedded) undo.push(() => embedded.stop())
  const databaseUrl = options.databaseUrl ?? embedded?.url ?? ''
  const { db, pool, close } = openDatabase(databaseUrl)
  undo.push(close)
  if (!embedded) await makeReady(pool)
  const clock = await createClock({
    setting: options.clockSetting,
    storage: embedded ? fileClockStorage(options.dataDir) : databaseClockStorage(pool),
    realNow: Date.now,
  })
  const now = () => new Date(clock.now())
  const secrets = await loadSecrets(options.dataDir, await isNew(pool))
  const { dataDir, log } = options
  const backup = {
    url: databaseUrl,
    dataDir,
    secrets,
    version: programVersion,
    clock: clock.isSet ? { kind: 'set' as const, offsetMs: clock.offsetMs, lastSeenMs: clock.now() } : null,
    now,
    log,
    pool,
    ...(options.backupCopyTo ? { copyTo: options.backupCopyTo } : {}),
  }
  await migrate(pool, migrations, { before: () => backupBeforeMigration(backup) })
  undo.push(await keepTicking(clock))
  const keys = keysOf(secrets)
  const uploads = join(dataDir, 'uploads')
  return { db, pool, databaseUrl, keys, clock, log, dataDir, uploads, backup, now, newId: () => randomUUIDv7() }
}

/** Errors: database-unreachable, database-too-old, and as migrations have. */
async function makeReady(pool: pg.Pool): Promise<void> {
  await pool.query('select').catch((error: unknown) => {
    throw databaseUnreachable(error)
  })
  await checkServerVersion(pool)
  // an empty database has no table yet to keep the clock in, and nothing to back up
  if (await isNew(pool)) await migrate(pool, migrations)
}

/** Whether nothing was ever kept here: only then may new keys be made. */
async function isNew(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ table: string | null }>(`select to_regclass('public.station')::text as table`)
  if (rows[0]?.table === null) return true
  const stations = await pool.query('select from station limit 1')
  return stations.rowCount === 0
}

async function keepTicking(clock: Clock): Promise<() => Promise<void>> {
  const ticking = setInterval(() => void clock.tick().catch(() => undefined), clockTickMs)
  return async () => {
    clearInterval(ticking)
    await clock.tick()
  }
}

/** Serves API and web on one port and runs the jobs. Errors: port-taken. */
export async function serve(
  machine: Machine,
  options: ServeOptions,
): Promise<{ address: string; stop(): Promise<void> }> {
  keepYoungSpaceSmall()
  const app = await createServer(
    {
      ...machine,
      authenticate: withDevices(machine, authenticator(machine)),
      ...(options.https ? { https: options.https } : {}),
    },
    routesOf(machine),
    (bare) => {
      registerOperations(bare, { ...machine, metricsToken: options.metricsToken })
      meetDevices(bare, machine)
    },
  )
  await registerAccountRoutes(app, {
    ...machine,
    ...(options.firstRunCode ? { firstRunCode: options.firstRunCode } : {}),
    ...(options.furnish ? { furnish: options.furnish } : {}),
  })
  await registerDeviceRoutes(app, machine)
  await serveWeb(app, webFolder)
  const jobs = await startJobs({ ...machine, url: machine.databaseUrl, tasks: tasksOf(machine), schedules })
  const stop = async () => {
    // a page that is open, or somebody who reads an answer slowly or not at all, does not keep the machine from ending
    const late = setTimeout(() => app.server.closeAllConnections(), answerWithinMs)
    await app.close()
    clearTimeout(late)
    await jobs.stop()
  }
  try {
    await app.listen({ host: options.host, port: options.port })
  } catch (error) {
    await stop()
    throw asListenError(error, options.host, options.port)
  }
  return { address: addressOf(options, app), stop }
}

/** Whether a start may hope to listen there, asked before the long work of a first start. Errors: as of `serve`. */
export async function checkAddress(host: string, port: number): Promise<void> {
  const probe = createProbe()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(asListenError(error, host, port)))
    probe.listen({ host, port }, () => probe.close(() => resolve()))
  })
}

function addressOf(options: ServeOptions, app: FastifyInstance): string {
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port
  const host = options.host === '0.0.0.0' || options.host === '::' ? 'localhost' : options.host
  return `${options.https ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
