import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db/connection.ts'

const rowsPerFetch = 1000

/**
 * Reads a query of any length through a cursor of the database, in constant memory and as of one moment. Its connection
 * is held until the last row is read or the reader stops.
 */
export async function* readByCursor<T>(db: Database, query: RawBuilder<T>): AsyncGenerator<T> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  try {
    // all rows are wanted, not the first ones soon
    await sql`set local cursor_tuple_fraction = 1`.execute(tx)
    await sql`declare exported no scroll cursor for ${query}`.execute(tx)
    for (;;) {
      const { rows } = await sql<T>`fetch ${sql.lit(rowsPerFetch)} from exported`.execute(tx)
      yield* rows
      if (rows.length < rowsPerFetch) return
    }
  } finally {
    await tx.rollback().execute()
  }
}
