import pg from 'pg'
import { asStartError, errorCode, startError } from '../data-directory/start-error.ts'
import { checkVersion, clusterPassword, clusterVersion, dataFolderOf, makeCluster, superuser } from './cluster.ts'
import { isHeld } from './postmaster.ts'
import { keepServing, preparePrograms, serve, stop } from './server.ts'
import { keepLogSmall, type LogLimits } from './server-log.ts'
import type { Settings } from './settings.ts'

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
  /** Of the server's own log; 5 MB with two older files unless told. */
  readonly logLimits?: Partial<LogLimits>
  /** For a station that runs for months: a server that ends by itself is started again. */
  readonly keep?: boolean
}

/**
 * Starts the embedded server, or takes over one that a killed process left running on the same data.
 * Errors: database-not-for-this-machine, database-account, database-too-old, database-too-new, database-did-not-start,
 * database-password-lost, data-directory-not-writable, disk-full.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  try {
    return await start(options)
  } catch (error) {
    throw asStartError(error, options.dataDir)
  }
}

/** Stops a server that a killed process left on `dataDir`, which the caller holds; often there is none. */
export async function stopLeftPostgres(dataDir: string): Promise<void> {
  if (await isHeld(dataFolderOf(dataDir))) await stop(await preparePrograms(dataDir), dataDir)
}

async function start(options: PostgresOptions): Promise<Postgres> {
  const { dataDir: folder, log = () => undefined, settings = {} } = options
  const programs = await preparePrograms(folder)
  const password = await clusterPassword(folder, programs.account)

  const version = await clusterVersion(folder)
  if (version !== null) checkVersion(version, programs.binaries)
  if (version === null) {
    log('making the database')
    await makeCluster(programs, folder)
  }

  const { port, adopted } = await serve(programs, folder, settings)
  log(adopted ? `took over the database on port ${port}` : `the database listens on port ${port}`)
  const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/sifang`
  await proveDatabase(url)
  const watching = [
    keepLogSmall(programs.logPath, options.logLimits),
    ...(options.keep ? [keepServing(programs, folder, settings, { port, log })] : []),
  ]
  return {
    url,
    adopted,
    stop: once(async () => {
      for (const each of watching) await each.stop()
      await stop(programs, folder)
    }),
  }
}

/** Connects as we shall, and makes the database at the first time. */
async function proveDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
  } catch (error) {
    if (errorCode(error) === wrongPassword) throw passwordLost(error)
    if (errorCode(error) !== missingDatabase) throw error
    await makeDatabase(url)
  } finally {
    await client.end()
  }
}

const missingDatabase = '3D000'
const wrongPassword = '28P01'

const passwordLost = (cause: unknown): Error =>
  startError(
    'database-password-lost',
    {
      zh: '数据库的密码文件与数据不符，请从备份恢复整个数据目录。',
      en: "The database's password file does not fit its data: restore the whole data directory from a backup.",
    },
    cause,
  )

async function makeDatabase(url: string): Promise<void> {
  const maintenance = new pg.Client({ connectionString: url.replace(/\/sifang$/, '/postgres') })
  await maintenance.connect()
  try {
    await maintenance.query('create database sifang')
  } finally {
    await maintenance.end()
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= action()
    return done
  }
}
