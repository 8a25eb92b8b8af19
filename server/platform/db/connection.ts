import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './types.generated.ts'

export type Database = Kysely<DB>
export type Tx = Transaction<DB>
/** Either: a query function that reads runs on both. */
export type Connection = Database | Tx

// Civil dates stay 'YYYY-MM-DD'; numeric and bigint columns fit a double here (km, sequence numbers).
pg.types.setTypeParser(1082, (value) => value)
pg.types.setTypeParser(1700, Number)
pg.types.setTypeParser(20, Number)

/** Query texts are constant apart from lists of unusual length; past this many a process sends them unprepared. */
const maxPreparedTexts = 600
const preparedNames = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = preparedNames.get(text)
  if (known) return known
  if (preparedNames.size >= maxPreparedTexts || text.length > 20_000) return undefined
  const name = `q${preparedNames.size}`
  preparedNames.set(text, name)
  return name
}

/** A client whose plain queries are prepared once a connection. Measured in bench/record-visit. */
function preparing(client: pg.PoolClient) {
  return {
    query(query: unknown, values?: readonly unknown[]): unknown {
      if (typeof query !== 'string') return client.query(query as never)
      const name = values === undefined || values.length === 0 ? undefined : nameOf(query)
      return client.query({ text: query, values: [...(values ?? [])], ...(name ? { name } : {}) })
    },
    release: () => client.release(),
  }
}

/** Opens a pool on the database at `url`. `maxConnections` is per process. */
export function openDatabase(
  url: string,
  maxConnections = 20,
): { db: Database; pool: pg.Pool; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, application_name: 'sifang' })
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  const dialect = new PostgresDialect({
    pool: { connect: async () => preparing(await pool.connect()), end: () => pool.end() } as never,
  })
  const db = new Kysely<DB>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] })
  return { db, pool, close: () => db.destroy() }
}
