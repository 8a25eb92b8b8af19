import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { asStartError, errorCode, startError } from '../data-directory/start-error.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly sha256: string
  readonly sql: string
}

export type MigrateOptions = {
  /** Called once before the first change to a database that holds data, e.g. to back it up; a throw stops the rest. */
  readonly before?: (pending: readonly Migration[]) => Promise<void>
}

type Applied = { readonly number: number; readonly sha256: string }

/**
 * Brings the database to the last migration of `folder`, each in its own transaction, under a lock that makes other
 * starts wait; answers what was applied. Errors: migration-newer, migration-edited, migration-numbering,
 * migration-failed, database-forbidden, disk-full.
 */
export async function migrate(
  database: string | pg.Pool,
  folder: string,
  options: MigrateOptions = {},
): Promise<readonly Migration[]> {
  const migrations = await readMigrations(folder)
  return withClient(database, async (client) => {
    if (pendingOf(migrations, await readApplied(client)).length === 0) return []
    await client.query('select pg_advisory_lock($1)', [lockKey])
    try {
      return await applyPending(client, migrations, options)
    } catch (error) {
      throw errorCode(error) === noRight ? forbidden(error) : error
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockKey])
    }
  })
}

/** What a start would apply, without applying it. Errors as {@link migrate}. */
export async function pendingMigrations(database: string | pg.Pool, folder: string): Promise<readonly Migration[]> {
  const migrations = await readMigrations(folder)
  return withClient(database, async (client) => pendingOf(migrations, await readApplied(client)))
}

/** The migrations of a folder in order. Errors: migration-numbering. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const migrations = await Promise.all(files.map((file) => readMigration(folder, file)))
  migrations.forEach(({ number, name }, index) => {
    if (number !== index + 1) throw misnumbered(name)
  })
  return migrations
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const [, digits, name] = /^(\d{4})_([a-z0-9_-]+)\.sql$/.exec(file) ?? []
  if (digits === undefined || name === undefined) throw misnumbered(file)
  // Git may have written the file with Windows line ends: it is the same migration.
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
  return { number: Number(digits), name, sha256: createHash('sha256').update(sql).digest('hex'), sql }
}

/** One number of our own among those that advisory locks share. */
const lockKey = 7_430_001

async function applyPending(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  options: MigrateOptions,
): Promise<readonly Migration[]> {
  await client.query(`create table if not exists migration (
    number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
  const applied = await readApplied(client)
  const pending = pendingOf(migrations, applied)
  if (pending.length > 0 && applied.length > 0) await options.before?.(pending)
  for (const migration of pending) await apply(client, migration)
  return pending
}

async function apply(client: pg.ClientBase, { number, name, sha256, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [number, name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    const known = asStartError(error, name)
    if (known !== error || errorCode(error) === noRight) throw known
    throw startError(
      'migration-failed',
      {
        zh: `数据库升级步骤 ${number} ${name} 失败，已撤回，数据未变。`,
        en: `Migration ${number} ${name} failed and was undone; the data are as before: ${String(error)}`,
      },
      error,
    )
  }
}

const missingTable = '42P01'
const noRight = '42501'

const forbidden = (cause: unknown): Error =>
  startError(
    'database-forbidden',
    {
      zh: 'DATABASE_URL 中的用户不能在这个数据库里建表；请让它成为该数据库的所有者。',
      en: 'The user in DATABASE_URL may not make tables in this database: let that user own the database.',
    },
    cause,
  )

async function readApplied(client: pg.ClientBase): Promise<readonly Applied[]> {
  try {
    const { rows } = await client.query<Applied>('select number, sha256 from migration order by number')
    return rows
  } catch (error) {
    if (errorCode(error) === missingTable) return []
    throw error
  }
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  if (applied.length > migrations.length) {
    throw startError('migration-newer', {
      zh: '这些数据由更新版本的四访写成，请用该版本启动。',
      en: 'A newer sifang made this data: start it with that version.',
    })
  }
  applied.forEach(({ number, sha256 }, index) => {
    const migration = migrations[index]
    if (migration?.number === number && migration.sha256 === sha256) return
    throw startError('migration-edited', {
      zh: `数据库升级步骤 ${number} 与当初应用的不同，请恢复该文件原样。`,
      en: `Migration ${number} is not what was applied: bring back its file as it was.`,
    })
  })
  return migrations.slice(applied.length)
}

const misnumbered = (name: string): Error =>
  startError('migration-numbering', {
    zh: `数据库升级文件 ${name} 的编号不连续或有误，应为 0001_name.sql、0002_name.sql……`,
    en: `The migration ${name} is out of order: they are numbered 0001_name.sql, 0002_name.sql and so on.`,
  })

async function withClient<T>(database: string | pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  if (typeof database === 'string') {
    const client = new pg.Client({ connectionString: database })
    try {
      await client.connect()
      return await work(client)
    } finally {
      await client.end()
    }
  }
  const client = await database.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}
