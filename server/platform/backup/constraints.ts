import type pg from 'pg'
import { tableName } from './tables.ts'

export type ForeignKey = {
  readonly schema: string
  readonly name: string
  readonly title: string
  readonly text: string
}

/** Takes the foreign keys away, so that tables can be loaded in any order; answers how to make them again. */
export async function dropForeignKeys(client: pg.ClientBase): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select n.nspname as schema, c.relname as name, k.conname as title, pg_get_constraintdef(k.oid) as text
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname not in ('pg_catalog', 'graphile_worker')
     order by 1, 2, 3`,
  )
  for (const key of rows) await client.query(`alter table ${tableName(key)} drop constraint "${key.title}"`)
  return rows
}

/** Makes them again; the database checks every row. */
export async function restoreForeignKeys(client: pg.ClientBase, keys: readonly ForeignKey[]): Promise<void> {
  for (const key of keys) await client.query(`alter table ${tableName(key)} add constraint "${key.title}" ${key.text}`)
}

/** Numbers that the database gives go on after the highest one loaded. */
export async function restoreSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string; columnName: string; sequence: string }>(
    `select n.nspname as schema, c.relname as name, a.attname as "columnName",
       pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
       and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
       and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null`,
  )
  for (const { columnName, sequence, ...table } of rows) {
    await client.query(
      `select setval($1, (select coalesce(max("${columnName}"), 0) + 1 from ${tableName(table)})::bigint, false)`,
      [sequence],
    )
  }
}
