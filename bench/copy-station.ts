import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'

/** What a copy must not repeat. */
const notCopied = [
  'command',
  'change',
  'change_counter',
  'job_intent',
  'audit',
  'audit_seal',
  'import_run',
  'import_row',
]

/**
 * Copies a station beside itself under other ids: the same members, policy, and the first `places` of its places with
 * all that belongs to them. All ids but the station's stay, since every key begins with the station.
 */
export async function copyStation(
  pool: pg.Pool,
  from: string,
  { times, places }: { times: number; places: number },
): Promise<readonly string[]> {
  return unchecked(pool, async (client) => {
    await client.query(
      `create temporary table chosen as
       select id from place where station_id = $1 and kind in ('village', 'community')
       union all
       (select id from place where station_id = $1 and kind not in ('village', 'community') order by id limit $2)`,
      [from, places],
    )
    await client.query('create temporary table copied (station_id uuid)')
    const ids = Array.from({ length: times }, () => randomUUIDv7())
    await client.query('insert into copied select unnest($1::uuid[])', [ids])
    for (const table of await stationTables(client)) await copyTable(client, table, from)
    await client.query(
      'insert into change_counter (station_id, epoch) select station_id, gen_random_uuid() from copied',
    )
    await client.query('drop table chosen, copied')
    return ids
  })
}

/** Leaves foreign keys unchecked, as a superuser may: what is copied held them. */
export async function unchecked<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('set session_replication_role = replica')
    const result = await work(client)
    await client.query('reset session_replication_role')
    return result
  } finally {
    client.release()
  }
}

export type Column = { readonly name: string; readonly type: string }

/** The columns of a table that may be written, in their order. */
export async function columnsOf(client: pg.PoolClient, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select column_name::text as name, data_type::text as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  )
  return rows
}

async function stationTables(client: pg.PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name::text as name from information_schema.columns join information_schema.tables
       using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'station_id'
       and table_name <> all($1) order by table_name`,
    [notCopied],
  )
  return rows.map(({ name }) => name)
}

async function copyTable(client: pg.PoolClient, table: string, from: string): Promise<void> {
  const columns = await columnsOf(client, table)
  const given = columns.map(({ name }) => (name === 'station_id' ? 'copied.station_id' : `t."${name}"`))
  const key = table === 'place' ? 'id' : columns.some(({ name }) => name === 'place_id') ? 'place_id' : null
  const chosen = key ? ` and (t.${key} is null or t.${key} in (select id from chosen))` : ''
  await client.query(
    `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
     select ${given.join(', ')} from copied cross join "${table}" t where t.station_id = $1${chosen}
     order by copied.station_id`,
    [from],
  )
}
