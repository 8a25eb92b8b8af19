import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { pipelinedClient } from './pipelined-client.ts'
import type { DB } from './types.generated.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>
/** Either: a query function that reads runs on both. */
export type Connection = Database | Tx

// Civil dates stay 'YYYY-MM-DD'; numeric and bigint columns fit a double here (km, sequence numbers).
pg.types.setTypeParser(1082, (value) => value)
pg.types.setTypeParser(1700, Number)
pg.types.setTypeParser(20, Number)

/** Opens a pool on the database at `url`. `maxConnections` is per process. */
export function openDatabase(
  url: string,
  maxConnections = 20,
): { db: Database; pool: pg.Pool; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, application_name: 'sifang' })
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // One lost while it is in use fails what uses it; that alone is no reason to end either.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const dialect = new PostgresDialect({
    pool: { connect: async () => pipelinedClient(await pool.connect()), end: () => pool.end() } as never,
  })
  const db = new Kysely<DB>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })
  return { db, pool, close: () => db.destroy() }
}
