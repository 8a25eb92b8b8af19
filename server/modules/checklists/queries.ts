import type { Checklist } from '@sifang/domain/checklists'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import {
  checklistContent,
  type checklistDetail,
  type checklistPage,
  type checklistQuery,
  type checklistRow,
} from './schema.ts'

export type StoredVersion = {
  readonly checklistId: string
  readonly version: number
  readonly title: string
  readonly content: Checklist
}

/** One version. Errors: checklist/not-found. */
export async function getVersion(
  connection: Connection,
  stationId: string,
  checklistId: string,
  version: number,
): Promise<StoredVersion> {
  const { rows } = await sql<StoredVersion>`
    select checklist_id, version, title, content from checklist_version
    where station_id = ${stationId} and checklist_id = ${checklistId} and version = ${version}`.execute(connection)
  return rows[0] ?? fail('checklist/not-found')
}

/** The version that stands. Errors: checklist/not-found. */
export async function getLatest(connection: Connection, stationId: string, id: string): Promise<StoredVersion> {
  const { rows } = await sql<StoredVersion>`
    select v.checklist_id, v.version, v.title, v.content
    from checklist c
    join checklist_version v on v.station_id = c.station_id and v.checklist_id = c.id and v.version = c.version
    where c.station_id = ${stationId} and c.id = ${id}`.execute(connection)
  return rows[0] ?? fail('checklist/not-found')
}

/** All that stand, the newest first; a station has some dozens. */
export async function findLatestChecklists(
  ctx: Context,
): Promise<{ id: string; version: number; checklist: z.input<typeof checklistContent> }[]> {
  const { rows } = await sql<{ id: string; version: number; checklist: z.input<typeof checklistContent> }>`
    select c.id, c.version, v.content as checklist
    from checklist c
    join checklist_version v on v.station_id = c.station_id and v.checklist_id = c.id and v.version = c.version
    where c.station_id = ${ctx.station.id} order by c.created_at desc, c.id desc`.execute(ctx.db)
  return [...rows]
}

/** The number of the version that stands, locked against another saving. Errors: checklist/not-found. */
export async function lockChecklist(tx: Tx, stationId: string, id: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from checklist where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return (rows[0] ?? fail('checklist/not-found')).version
}

type NewVersion = {
  readonly id: string
  readonly version: number
  readonly checklist: Checklist
  readonly questions: number
  readonly source: 'app' | 'xlsform'
}

export async function insertChecklist(tx: Tx, ctx: Context, made: NewVersion): Promise<void> {
  await sql`
    insert into checklist (station_id, id, version, title, created_at, created_by)
    values (${ctx.station.id}, ${made.id}, ${made.version}, ${made.checklist.title}, ${ctx.now()},
      ${ctx.actor.memberId})`.execute(tx)
  await insertVersion(tx, ctx, made)
}

export async function insertVersion(tx: Tx, ctx: Context, made: NewVersion): Promise<void> {
  await sql`
    insert into checklist_version (station_id, checklist_id, version, title, content, questions, source, made_at, made_by)
    values (${ctx.station.id}, ${made.id}, ${made.version}, ${made.checklist.title}, ${JSON.stringify(made.checklist)},
      ${made.questions}, ${made.source}, ${ctx.now()}, ${ctx.actor.memberId})`.execute(tx)
  await sql`
    update checklist set version = ${made.version}, title = ${made.checklist.title}
    where station_id = ${ctx.station.id} and id = ${made.id}`.execute(tx)
}

type Row = z.input<typeof checklistRow>

/** Checklists, the newest first; a station has some dozens. Rides on checklist_by_time. */
export async function findChecklists(
  ctx: Context,
  query: z.output<typeof checklistQuery>,
): Promise<z.input<typeof checklistPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Omit<Row, 'changedAt'> & { changedAt: Date; createdAt: Date }>`
    select c.id, c.title, c.version, c.created_at, v.questions, v.made_at as changed_at, m.name as changed_by_name,
      (select count(*)::int from targeted_check t where t.station_id = c.station_id and t.checklist_id = c.id) as checks
    from checklist c
    join checklist_version v on v.station_id = c.station_id and v.checklist_id = c.id and v.version = c.version
    join member m on m.station_id = v.station_id and m.id = v.made_by
    where c.station_id = ${ctx.station.id}
      and (${after?.[0] ?? null}::timestamptz is null
        or (c.created_at, c.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by c.created_at desc, c.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ createdAt: _, ...row }) => ({ ...row, changedAt: row.changedAt.toISOString() })),
    next: rows.length > query.limit && last ? cursor([last.createdAt.toISOString(), last.id]) : null,
    total: after ? null : await countChecklists(ctx),
  }
}

async function countChecklists(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from checklist where station_id = ${ctx.station.id}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

type Versions = z.input<typeof checklistDetail>['versions'][number]

/** A checklist in one of its versions, the one that stands unless told. Errors: checklist/not-found. */
export async function getChecklist(
  ctx: Context,
  id: string,
  version: number | undefined,
): Promise<z.input<typeof checklistDetail>> {
  const latest = await getLatest(ctx.db, ctx.station.id, id)
  const shown = version === undefined ? latest : await getVersion(ctx.db, ctx.station.id, id, version)
  const { rows } = await sql<Omit<Versions, 'madeAt'> & { madeAt: Date }>`
    select v.version, v.title, v.questions, v.source, v.made_at, m.name as made_by_name,
      (select count(*)::int from targeted_check t where t.station_id = v.station_id
        and t.checklist_id = v.checklist_id and t.checklist_version = v.version) as checks
    from checklist_version v join member m on m.station_id = v.station_id and m.id = v.made_by
    where v.station_id = ${ctx.station.id} and v.checklist_id = ${id} order by v.version desc limit 200`.execute(ctx.db)
  return {
    id,
    latest: latest.version,
    version: shown.version,
    checklist: checklistContent.parse(shown.content),
    versions: rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() })),
  }
}
