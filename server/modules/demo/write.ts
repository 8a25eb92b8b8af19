import type { Pool } from 'pg'

/** Rows of one table, keys in snake_case as the columns are. */
export type Rows = readonly Readonly<Record<string, unknown>>[]

const rowsPerStatement = 2000

/** Inserts many rows of one table. Columns that the rows leave out get their defaults. */
export async function insertRows(pool: Pool, table: string, rows: Rows): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const list = columns.map((column) => `"${column}"`).join(', ')
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await pool.query(
      `insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::public.${table}, $1::jsonb)`,
      [JSON.stringify(rows.slice(start, start + rowsPerStatement))],
    )
  }
}
