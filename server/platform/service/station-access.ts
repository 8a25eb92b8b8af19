import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { type ClockState, databaseClockStorage, fileClockStorage } from '../clock/clock-state.ts'
import { type DataDirectory, dataDirectoryPath, openDataDirectory } from '../data-directory/data-directory.ts'
import { runningInstance } from '../data-directory/instance-lock.ts'
import { loadSecrets, type Secrets } from '../data-directory/secrets.ts'
import {
  asStartError,
  databaseUnreachable,
  isStartError,
  type StartError,
  startError,
} from '../data-directory/start-error.ts'
import { type Database, openDatabase } from '../db/connection.ts'
import { startPostgres } from '../db/postgres.ts'
import { findServer } from '../db/postmaster.ts'
import type { Keys } from '../secrets/keys.ts'
import { askedToStop, orStop } from './stopping.ts'

/** A station as a command on its machine sees it, whether it is running or not. */
export type Station = {
  readonly dataDir: string
  readonly url: string
  readonly db: Database
  readonly pool: pg.Pool
  readonly secrets: Secrets
  readonly keys: Keys
  readonly clock: ClockState | null
  /** The station is at work meanwhile. */
  readonly running: boolean
  /** Aborted when somebody wants the command to end: long work stops at the next good moment. */
  readonly stopping: AbortSignal
  now(): Date
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Does something with the station of this machine: beside the running one, or with its database started for as long as
 * it takes, even when it is told to stop. Errors: no-station, stopped, and those of the start.
 */
export async function withStation<T>(environment: Environment, work: Work<T>): Promise<T> {
  const asked = askedToStop()
  try {
    return await onStation(environment, asked.signal, work)
  } finally {
    asked.forget()
  }
}

type Work<T> = (station: Station) => Promise<T>

/** A station that nobody else is at work on, for as long as this takes. */
export type LoneStation = Omit<Station, 'secrets' | 'keys' | 'running'>

/**
 * As {@link withStation} for what must not be done beside a running station; nothing can be started meanwhile. The keys
 * are not read: they may be just being exchanged. Errors: rotation-while-running, no-station, and those of the start.
 */
export async function withStationAlone<T>(
  environment: Environment,
  work: (station: LoneStation) => Promise<T>,
): Promise<T> {
  const dataDir = dataDirectoryPath(environment)
  const own = environment.DATABASE_URL || null
  if (!(await exists(join(dataDir, own ? 'secrets.json' : 'postgres')))) throw noStation(dataDir)
  const directory = (await takeUnlessRunning(dataDir)) ?? refuseBesideRunning()
  const asked = askedToStop()
  try {
    const server = own ? null : await startPostgres({ dataDir: directory.postgres })
    try {
      const url = own ?? server?.url ?? ''
      return await openWithoutKeys({ dataDir, url, own: own !== null, stopping: asked.signal }, work)
    } finally {
      await server?.stop()
    }
  } finally {
    asked.forget()
    await directory.release()
  }
}

function refuseBesideRunning(): never {
  throw startError('rotation-while-running', {
    zh: '四访正在运行；请先停止（Ctrl-C 或停止服务），再更换密钥。什么都没有改动。',
    en: 'sifang is running: stop it first (Ctrl-C, or stop its service), then exchange the key. Nothing was changed.',
  })
}

async function onStation<T>(environment: Environment, stopping: AbortSignal, work: Work<T>): Promise<T> {
  const dataDir = dataDirectoryPath(environment)
  const own = environment.DATABASE_URL || null
  if (!(await exists(join(dataDir, own ? 'secrets.json' : 'postgres')))) throw noStation(dataDir)
  if (own) {
    const running = (await runningInstance(dataDir)) !== null
    return open({ dataDir, url: own, own: true, running, stopping }, work)
  }

  const directory = await takeUnlessRunning(dataDir)
  if (!directory) return open({ dataDir, url: await runningUrl(dataDir), own: false, running: true, stopping }, work)
  try {
    const server = await startPostgres({ dataDir: directory.postgres })
    try {
      return await open({ dataDir, url: server.url, own: false, running: false, stopping }, work)
    } finally {
      await server.stop()
    }
  } finally {
    await directory.release()
  }
}

/** `own`: a server of the station's own, which DATABASE_URL names. */
type Found = Pick<Station, 'dataDir' | 'url' | 'running' | 'stopping'> & { readonly own: boolean }

/** A command that was told to stop may undo what it began; one that does not end is not waited for. */
const stopWithinMs = 20_000
const closeWithinMs = 2000

async function open<T>(found: Found, work: Work<T>): Promise<T> {
  const secrets = await loadSecrets(found.dataDir, false)
  const { running } = found
  return openWithoutKeys(found, (station) => work({ ...station, running, secrets, keys: keysOf(secrets) }))
}

async function openWithoutKeys<T>(
  found: Omit<Found, 'running'>,
  work: (station: LoneStation) => Promise<T>,
): Promise<T> {
  const { dataDir, url, stopping } = found
  const { db, pool, close } = openDatabase(url, 4)
  try {
    await pool.query('select').catch((error: unknown) => {
      throw found.own ? databaseUnreachable(error) : error
    })
    const clock = (await fileClockStorage(dataDir).read()) ?? (await databaseClockStorage(pool).read())
    const offsetMs = clock?.kind === 'set' ? clock.offsetMs : 0
    const now = () => new Date(Date.now() + offsetMs)
    stopping.throwIfAborted()
    return await orStop(stopping, work({ dataDir, url, stopping, db, pool, clock, now }), stopWithinMs)
  } catch (error) {
    // what it broke off says less than that it was told to
    throw stopping.aborted && !isStartError(error) ? stopping.reason : error
  } finally {
    await Promise.race([close(), passed(closeWithinMs)])
  }
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** The keys as the modules take them. */
export function keysOf(secrets: Secrets): Keys {
  return {
    outer: Buffer.from(secrets.outerKey, 'base64'),
    audit: Buffer.from(secrets.auditKey, 'base64'),
    command: Buffer.from(secrets.commandKey, 'base64'),
    session: Buffer.from(secrets.sessionSecret, 'base64'),
  }
}

async function takeUnlessRunning(dataDir: string): Promise<DataDirectory | null> {
  try {
    return await openDataDirectory(dataDir)
  } catch (error) {
    if (isStartError(error) && error.code === 'already-running') return null
    throw error
  }
}

/** Of the server that the running station has started. */
async function runningUrl(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'postgres')
  const password = await readFile(join(folder, 'password'), 'utf8').catch((error: unknown) => {
    throw asStartError(error, folder)
  })
  const port = await findServer(join(folder, 'data'), 30_000)
  if (port === null) throw notYet(dataDir)
  return `postgres://sifang:${password.trim()}@127.0.0.1:${port}/sifang`
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}

const noStation = (dataDir: string): StartError =>
  startError('no-station', {
    zh: `${dataDir} 里没有派出所的数据；请用 SIFANG_DATA 指定数据目录，或先运行 npm start。`,
    en: `There is no station in ${dataDir}: name its data directory with SIFANG_DATA, or run npm start first.`,
  })

const notYet = (dataDir: string): StartError =>
  startError('no-station', {
    zh: `${dataDir} 的四访正在启动或停止，请稍候再试。`,
    en: `The sifang of ${dataDir} is just starting or stopping: try again in a moment.`,
  })
