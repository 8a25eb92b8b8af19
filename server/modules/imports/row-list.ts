import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { namedOfficer } from './known.ts'
import { getRun } from './run.ts'
import { importRow, type importRowPage, type PutChoices, type RowsQuery } from './schema.ts'

type Page = z.input<typeof importRowPage>
type Row = Page['rows'][number]

/** A row as it lies in the database, read strictly: what it holds was written by the check. */
const storedRow = z.object({
  rowNo: z.number(),
  verdict: importRow.shape.verdict,
  choice: importRow.shape.choice,
  problems: z.array(z.record(z.string(), z.json())).nullable(),
  values: z.record(z.string(), z.json()).nullable(),
  twinId: z.uuid().nullable(),
  twinValues: z.record(z.string(), z.json()).nullable(),
})

const twinReason = z.object({
  row: z.number().nullable(),
  why: z.enum(['external-id', 'name', 'near', 'name-and-near']),
  likeness: z.number().nullable(),
  distanceM: z.number().nullable(),
})
const cellProblem = importRow.shape.problems.element

/** Rows of one verdict in the order of the file, duplicates beside their twins. Rides on import_row_by_verdict. */
export async function findRows(ctx: Context, importId: string, query: RowsQuery): Promise<Page> {
  await getRun(ctx.db, ctx, importId)
  const after = readCursor(query.after, 1)
  const { rows } = await sql`
    select r.row_no, r.verdict, r.choice, r.problems, r."row" as values, r.twin_id, coalesce(t."row", ${recordValues}) as twin_values
    from import_row r
    left join import_row t on r.verdict = 'duplicate' and t.station_id = r.station_id and t.import_id = r.import_id
      and t.row_no = (r.problems -> 0 ->> 'row')::int
    left join place p on p.station_id = r.station_id and p.id = r.twin_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    left join lateral (${namedOfficer(ctx, sql.ref('r.twin_id'))}) named on p.kind = 'village'
    left join member o on o.station_id = p.station_id and o.id = named.member_id
    left join member m on m.station_id = r.station_id and m.id = r.twin_id
    left join line l on l.station_id = r.station_id and l.id = r.twin_id
    where r.station_id = ${ctx.station.id} and r.import_id = ${importId} and r.verdict = ${query.verdict}
      and r.row_no > ${Number(after?.[0] ?? 0)}
    order by r.row_no limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map((row) => asRow(storedRow.parse(row)))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.row]) : null }
}

/** The record that a row is likely a duplicate of, in the words of the row. */
const recordValues = sql`case
  when p.id is not null then jsonb_build_object('name', p.name, 'kind', p.kind, 'villageName', v.name, 'latitude', p.latitude,
    'longitude', p.longitude, 'addressHint', p.address_hint, 'externalId', p.external_id, 'code', p.division_code,
    'communityOfficer', o.name, 'vacant', p.facts -> 'vacant' -> 'value', 'largeVehicleAccess', p.facts -> 'largeVehicleAccess' -> 'value')
  when m.id is not null then jsonb_build_object('name', m.name, 'role', m.role, 'userName', m.user_name)
  when l.id is not null then jsonb_build_object('name', l.name, 'lengthKm', l.length_km) end`

/** What only the machine needs. */
const unseen = [
  'villageId',
  'ownerId',
  'communityId',
  'communityGrams',
  'communityOfficerId',
  'lineId',
  'segmentId',
  'segmentGrams',
  'villageIds',
  'postWasThere',
]

function asRow(stored: z.output<typeof storedRow>): Row {
  const { verdict, choice, rowNo, problems, twinId } = stored
  const reason = verdict === 'duplicate' ? twinReason.safeParse(problems?.[0]) : null
  return {
    row: rowNo,
    verdict,
    choice,
    problems: verdict === 'bad' ? (problems ?? []).map((problem) => cellProblem.parse(problem)) : [],
    values: seen(stored.values),
    twin:
      reason?.success && twinId
        ? {
            ...reason.data,
            id: twinId,
            kind: reason.data.row === null ? 'record' : 'row',
            values: seen(stored.twinValues) ?? {},
          }
        : null,
  }
}

function seen(values: z.output<typeof storedRow>['values']): Row['values'] {
  if (values === null) return null
  return Object.fromEntries(Object.entries(values).filter(([key]) => !unseen.includes(key)))
}

/** Errors: import/keep-impossible, request/invalid when a row is no duplicate. */
export async function changeChoices(tx: Tx, ctx: Context, importId: string, command: PutChoices): Promise<void> {
  const wanted = 'all' in command ? null : command.rows
  const only = wanted === null ? sql`true` : sql`r.row_no = any(${wanted.map(({ row }) => row)}::int[])`
  const ours = sql`r.station_id = ${ctx.station.id} and r.import_id = ${importId} and r.verdict = 'duplicate'`
  if (wanted !== null) await refuseKeeping(tx, sql`${ours} and ${only}`, wanted)
  const choice =
    'all' in command
      ? // the same number elsewhere is the same place: kept means filled in
        sql`case when ${command.all}::text = 'keep' and r.problems -> 0 ->> 'why' = 'external-id' then 'merge' else ${command.all}::text end`
      : sql`(select c.choice from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as c("row" int, choice text) where c."row" = r.row_no)`
  const { numAffectedRows } = await sql`update import_row r set choice = ${choice} where ${ours} and ${only}`.execute(
    tx,
  )
  if (wanted !== null && numAffectedRows !== BigInt(new Set(wanted.map(({ row }) => row)).size)) {
    fail('request/invalid', {}, [{ path: 'body.rows', zh: '有的行不是疑似重复', en: 'a row is no duplicate' }])
  }
}

async function refuseKeeping(
  tx: Tx,
  rows: ReturnType<typeof sql>,
  wanted: readonly { row: number; choice: string }[],
): Promise<void> {
  const kept = wanted.filter(({ choice }) => choice === 'keep').map(({ row }) => row)
  const found = await sql<{ rowNo: number }>`
    select r.row_no from import_row r
    where ${rows} and r.row_no = any(${kept}::int[]) and r.problems -> 0 ->> 'why' = 'external-id' limit 1`.execute(tx)
  if (found.rows[0]) fail('import/keep-impossible', { row: found.rows[0].rowNo })
}

/** How many duplicates are to be merged, left out and kept. */
export async function countChoices(
  connection: Connection,
  ctx: Context,
  importId: string,
): Promise<{ merge: number; skip: number; keep: number }> {
  const { rows } = await sql<{ merge: number; skip: number; keep: number }>`
    select count(*) filter (where choice = 'merge')::int as merge, count(*) filter (where choice = 'skip')::int as skip,
      count(*) filter (where choice = 'keep')::int as keep
    from import_row where station_id = ${ctx.station.id} and import_id = ${importId} and verdict = 'duplicate'`.execute(
    connection,
  )
  return rows[0] ?? { merge: 0, skip: 0, keep: 0 }
}

/** Whether members with one of these roles would come in with the import. */
export async function holdsRole(
  connection: Connection,
  ctx: Context,
  importId: string,
  roles: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    select from import_row where station_id = ${ctx.station.id} and import_id = ${importId} and verdict <> 'bad'
      and choice in ('add', 'keep') and "row" ->> 'role' = any(${[...roles]}::text[]) limit 1`.execute(connection)
  return rows.length > 0
}
