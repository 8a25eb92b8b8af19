import type pg from 'pg'

export type Table = { readonly schema: string; readonly name: string; readonly columns: readonly string[] }

/** The runner's tables belong to its own version and are made by it; which migrations ran is in the backup's head. */
const leftOut = `n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'graphile_worker')
  and not (n.nspname = 'public' and c.relname = 'migration')`

/** Every table that holds data, with the columns that are stored and not computed, in their order. */
export async function listTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relpersistence = 'p' and ${leftOut}
     group by n.nspname, c.relname order by n.nspname, c.relname`,
  )
  return rows
}

export const tableName = ({ schema, name }: { schema: string; name: string }): string => `"${schema}"."${name}"`

const columnList = (table: Table): string => table.columns.map((column) => `"${column}"`).join(', ')

export const copyOut = (table: Table): string => `copy ${tableName(table)} (${columnList(table)}) to stdout`
export const copyIn = (table: Table): string => `copy ${tableName(table)} (${columnList(table)}) from stdin`

/** Texts mean the same on every server, and a table is read in the order in which its rows lie. */
export async function settleTextForm(client: pg.ClientBase): Promise<void> {
  await client.query(`
    set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'iso_8601';
    set extra_float_digits = 1; set bytea_output = 'hex'; set synchronize_seqscans = off;
    set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`)
}

export type AppliedMigration = { readonly number: number; readonly name: string; readonly sha256: string }

export async function appliedMigrations(client: pg.ClientBase): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>('select number, name, sha256 from migration order by number')
  return rows
}
