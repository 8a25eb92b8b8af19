import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Connection, Database, Tx } from '../../platform/db/connection.ts'

/** Json that a row or its problems are kept as. */
export type Values = { readonly [key: string]: string | number | boolean | null | readonly string[] }

/** A row of the file, ready to go live: nothing is left to compute then. */
export type StagedRow = {
  readonly rowNo: number
  /** Of what is added when the row is. */
  readonly id: string
  readonly verdict: 'ok' | 'bad' | 'duplicate'
  readonly choice: 'add' | 'skip' | 'merge' | 'keep'
  readonly twinId: string | null
  /** Of a bad row what is wrong; of a duplicate one entry, why it is likely. */
  readonly problems: readonly object[] | null
  readonly row: Values | null
  readonly grams: readonly string[] | null
  /** Sealed under the key that it keeps; never plain. */
  readonly contact: { readonly matterId: string; readonly wrapped: Buffer; readonly sealed: Buffer } | null
}

/** Rows a commit (ARCHITECTURE “Change feed”); two of these are in memory at a time. */
export const rowsPerCommit = 500

const rowsPerRemoval = 5000

type Where = Pick<JobContext, 'station'>

/**
 * Rows a statement. Their JSON is below what V8 keeps as a large object: 500 rows in one text were 1 MB each time, freed
 * only by a full collection (measured with 100,000 rows: 60 MB of them lying around).
 */
const rowsPerStatement = 50

/**
 * Adds rows and the count of them in one transaction. False when the import was cancelled or another attempt has taken
 * over.
 */
export async function stageRows(
  db: Database,
  ctx: Where,
  run: { readonly id: string; readonly token: string },
  rows: readonly StagedRow[],
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numAffectedRows } = await sql`
      update import_run set done = done + ${rows.length}
      where station_id = ${ctx.station.id} and id = ${run.id} and state = 'checking'
        and options ->> 'token' = ${run.token}`.execute(tx)
    if (numAffectedRows !== 1n) return false
    for (let at = 0; at < rows.length; at += rowsPerStatement) {
      await insertRows(tx, ctx, run.id, rows.slice(at, at + rowsPerStatement))
    }
    return true
  })
}

async function insertRows(tx: Tx, ctx: Where, importId: string, rows: readonly StagedRow[]): Promise<void> {
  await sql`
    insert into import_row (station_id, import_id, row_no, id, verdict, choice, twin_id, problems, "row", search_grams,
      matter_id, wrapped_key, sealed)
    select ${ctx.station.id}, ${importId}, x."rowNo", x.id, x.verdict, x.choice, x."twinId", x.problems, x."row", x.grams,
      x."matterId", x.wrapped, x.sealed
    from jsonb_to_recordset(${JSON.stringify(rows.map(asStored))}::jsonb) as x("rowNo" int, id uuid, verdict text,
      choice text, "twinId" uuid, problems jsonb, "row" jsonb, grams text[], "matterId" uuid, wrapped bytea, sealed bytea)`.execute(
    tx,
  )
}

function asStored({ contact, ...row }: StagedRow) {
  if (contact === null) return row
  const { matterId, wrapped, sealed } = contact
  return { ...row, matterId, wrapped: `\\x${wrapped.toString('hex')}`, sealed: `\\x${sealed.toString('hex')}` }
}

/**
 * Removes the rows of an import; all of them, or only what went live. By spans of row numbers, so that each part rides on
 * the primary key whatever the planner knows of the table.
 */
export async function removeRows(
  connection: Connection,
  ctx: Where,
  importId: string,
  which: 'all' | 'live',
  signal?: AbortSignal,
): Promise<void> {
  for (let first = 0; ; ) {
    signal?.throwIfAborted()
    const { rows } = await sql<{ last: number | null }>`
      select max(row_no) as last from (
        select row_no from import_row
        where station_id = ${ctx.station.id} and import_id = ${importId} and row_no >= ${first}
        order by row_no limit ${rowsPerRemoval}
      ) part`.execute(connection)
    const last = rows[0]?.last ?? null
    if (last === null) return
    await sql`
      delete from import_row where station_id = ${ctx.station.id} and import_id = ${importId}
        and row_no between ${first} and ${last} and (${which}::text = 'all' or verdict = 'ok')`.execute(connection)
    first = last + 1
  }
}

/** What is kept of an import to look at and to undo it: no contact. */
export async function forgetContacts(connection: Connection, ctx: Where, importId: string): Promise<void> {
  await sql`
    update import_row set sealed = null, wrapped_key = null, search_grams = null
    where station_id = ${ctx.station.id} and import_id = ${importId} and (sealed is not null or search_grams is not null)`.execute(
    connection,
  )
}
