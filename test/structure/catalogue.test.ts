import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../server/platform/db/template.ts'

/** Tables of the installation, not of a station (ARCHITECTURE "Data"): reference tables and the machine's own notes. */
const ofNoStation = new Set(['division', 'machine', 'schedule', 'migration'])

type Key = { table: string; name: string; columns: string[]; kind: string; target: string | null; targets: string[] }

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

async function tables(): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
  return rows.map(({ name }) => name).filter((name) => !ofNoStation.has(name))
}

/** Primary keys, unique indexes of any making, and foreign keys of the station's tables, columns in order. */
async function keys(): Promise<readonly Key[]> {
  const { rows } = await client.query<Key>(`
    select t.relname as table, i.relname as name, case when x.indisprimary then 'primary' else 'unique' end as kind,
      null as target, array[]::text[] as targets,
      array(select coalesce(a.attname::text, '(expression)') from unnest(x.indkey::int[]) with ordinality as k (no, at)
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.no and k.no > 0 order by k.at) as columns
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where x.indisunique and t.relnamespace = 'public'::regnamespace
    union all
    select t.relname, c.conname, 'foreign', f.relnamespace::regnamespace::text || '.' || f.relname,
      array(select a.attname::text from unnest(c.confkey) with ordinality as k (no, at)
        join pg_attribute a on a.attrelid = f.oid and a.attnum = k.no order by k.at),
      array(select a.attname::text from unnest(c.conkey) with ordinality as k (no, at)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.no order by k.at)
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace`)
  return rows.filter(({ table }) => !ofNoStation.has(table))
}

test('each table of a station has a primary key that begins with station_id', async () => {
  const primary = (await keys()).filter(({ kind }) => kind === 'primary')
  const led = new Set(primary.filter(({ columns }) => columns[0] === 'station_id').map(({ table }) => table))
  expect((await tables()).filter((table) => !led.has(table))).toEqual([])
  expect(led.size).toBeGreaterThan(20)
})

test('nothing is unique across stations', async () => {
  const across = (await keys()).filter(({ kind, columns }) => kind === 'unique' && columns[0] !== 'station_id')
  expect(across).toEqual([])
})

test('a foreign key leads from a station to the same station', async () => {
  const foreign = (await keys()).filter(({ kind }) => kind === 'foreign')
  const across = foreign.filter(
    ({ columns, targets, target }) =>
      columns[0] !== 'station_id' || targets[0] !== 'station_id' || !target?.startsWith('public.'),
  )
  expect(across).toEqual([])
  expect(foreign.length).toBeGreaterThan(20)
})

test('station_id is never null', async () => {
  const { rows } = await client.query<{ table: string }>(
    `select table_name as table from information_schema.columns
     where table_schema = 'public' and column_name = 'station_id' and is_nullable = 'YES'`,
  )
  expect(rows).toEqual([])
})

test('there are no triggers, rules, or functions of our own', async () => {
  const { rows } = await client.query<{ what: string }>(`
    select tgname as what from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not tgisinternal and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
    union all select rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    union all select proname from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  expect(rows).toEqual([])
})

test('no column holds an instant without its zone, or money', async () => {
  const { rows } = await client.query(
    `select table_name, column_name from information_schema.columns where table_schema = 'public'
     and data_type in ('timestamp without time zone', 'time without time zone', 'money', 'real')`,
  )
  expect(rows).toEqual([])
})
