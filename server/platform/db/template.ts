import { createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate, readMigrations } from './migrate.ts'

/** A database of one test file's own. */
export type TestDatabase = {
  readonly url: string
  /** Optional: the whole server goes away with the test run. */
  drop(): Promise<void>
}

/** Where the test run's server is told; `test-setup.ts` sets it before the workers start. */
export const testServerVariable = 'SIFANG_TEST_DATABASE_URL'

/** Copying files is quicker than the default, which writes each block to the log (measured 73 against 168 ms). */
const copying = 'strategy file_copy'

const ownMigrations = fileURLToPath(new URL('../../migrations', import.meta.url))

/** A fresh database, copied from a template that was migrated once for this text of the migrations. */
export async function testDatabase(options: { migrations?: string } = {}): Promise<TestDatabase> {
  const server = process.env[testServerVariable]
  if (server === undefined) throw new Error('no test server: add server/platform/db/test-setup.ts to globalSetup')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    const template = await ensureTemplate(client, server, options.migrations ?? ownMigrations)
    const name = `test_${randomBytes(8).toString('hex')}`
    await client.query(`create database ${name} template ${template} ${copying}`)
    return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) }
  } finally {
    await client.end()
  }
}

async function ensureTemplate(client: pg.Client, server: string, folder: string): Promise<string> {
  const migrations = await readMigrations(folder)
  const hash = createHash('sha256').update(migrations.map(({ sha256 }) => sha256).join())
  const template = `template_${hash.digest('hex').slice(0, 16)}`
  if (await exists(client, template)) return template

  await client.query('select pg_advisory_lock($1)', [lockKey])
  try {
    if (await exists(client, template)) return template
    const unfinished = `unfinished_${randomBytes(8).toString('hex')}`
    await client.query(`create database ${unfinished}`)
    await migrate(databaseUrl(server, unfinished), folder)
    await client.query(`alter database ${unfinished} rename to ${template}`)
    return template
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey])
  }
}

const lockKey = 7_430_002

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  return rowCount === 1
}

async function dropDatabase(server: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`drop database if exists ${name} with (force)`)
  } finally {
    await client.end()
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
