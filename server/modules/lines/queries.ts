import { kmLabel } from '@sifang/domain/lines'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import type { CreateLine, lineRow } from './schema.ts'

export type StoredLine = {
  readonly id: string
  readonly name: string
  readonly content: string
  readonly lengthKm: number
  readonly version: number
}

/** Errors: line/not-found. */
export async function lockLine(ctx: Context, tx: Tx, lineId: string): Promise<StoredLine> {
  const { rows } = await sql<StoredLine>`
    select id, name, content, length_km, version from line
    where station_id = ${ctx.station.id} and id = ${lineId} for no key update`.execute(tx)
  return rows[0] ?? fail('line/not-found')
}

/** The line that a segment lies on. Errors: line/segment-unknown. */
export async function lineOfSegment(ctx: Context, tx: Tx, segmentId: string): Promise<string> {
  const { rows } = await sql<{ lineId: string }>`
    select line_id from place
    where station_id = ${ctx.station.id} and id = ${segmentId} and kind = 'segment' and line_id is not null`.execute(tx)
  return rows[0]?.lineId ?? fail('line/segment-unknown')
}

/** Errors: command/conflict. */
export async function insertLine(ctx: Context, tx: Tx, id: string, line: CreateLine): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into line (station_id, id, name, content, length_km)
    values (${ctx.station.id}, ${id}, ${line.name}, ${line.content}, ${line.lengthKm})
    on conflict (station_id, id) do nothing`.execute(tx)
  if (numAffectedRows === 0n) fail('command/conflict')
}

export async function updateLine(ctx: Context, tx: Tx, line: Omit<StoredLine, 'version'>): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update line set name = ${line.name}, content = ${line.content}, length_km = ${line.lengthKm}, version = version + 1
    where station_id = ${ctx.station.id} and id = ${line.id} returning version`.execute(tx)
  return rows[0]?.version ?? fail('line/not-found')
}

export async function replacePosts(ctx: Context, tx: Tx, lineId: string, posts: CreateLine['posts']): Promise<void> {
  await sql`delete from line_post where station_id = ${ctx.station.id} and line_id = ${lineId}`.execute(tx)
  const rows = posts.map((post) => ({ ...post, label: post.label ?? kmLabel(post.km) }))
  await sql`
    insert into line_post (station_id, line_id, km, label, latitude, longitude)
    select ${ctx.station.id}, ${lineId}, x.km, x.label, x.latitude, x.longitude
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(km numeric, label text, latitude double precision, longitude double precision)`.execute(tx)
}

/** A post by its kilometre; its label is what stands on it. */
export async function insertPost(
  ctx: Context,
  tx: Tx,
  lineId: string,
  { km, latitude, longitude }: { km: number; latitude: number; longitude: number },
): Promise<void> {
  await sql`
    insert into line_post (station_id, line_id, km, label, latitude, longitude)
    values (${ctx.station.id}, ${lineId}, ${km}, ${kmLabel(km)}, ${latitude}, ${longitude})`.execute(tx)
}

export async function deletePost(ctx: Context, tx: Tx, lineId: string, km: number): Promise<void> {
  await sql`
    delete from line_post where station_id = ${ctx.station.id} and line_id = ${lineId} and km = ${km}`.execute(tx)
}

export async function findPosts(ctx: Context, connection: Connection, lineId: string) {
  const { rows } = await sql<{ km: number; latitude: number; longitude: number }>`
    select km, latitude, longitude from line_post
    where station_id = ${ctx.station.id} and line_id = ${lineId} order by km`.execute(connection)
  return rows
}

export type StoredSegment = {
  readonly id: string
  readonly fromKm: number
  readonly toKm: number
  readonly villageId: string | null
  readonly latitude: number | null
  readonly longitude: number | null
}

/** Open segments of a line; on place_by_line. */
export async function findSegments(
  ctx: Context,
  connection: Connection,
  lineId: string,
): Promise<readonly StoredSegment[]> {
  const { rows } = await sql<StoredSegment>`
    select id, from_km, to_km, village_id, latitude, longitude from place
    where station_id = ${ctx.station.id} and line_id = ${lineId} and kind = 'segment' and closed_at is null
    order by from_km for no key update`.execute(connection)
  return rows
}

export async function moveSegment(
  ctx: Context,
  tx: Tx,
  id: string,
  position: { latitude: number; longitude: number } | null,
): Promise<void> {
  await sql`
    update place set latitude = ${position?.latitude ?? null}, longitude = ${position?.longitude ?? null}, version = version + 1
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

/** Lines with their posts and open segments; a partner sees own lines, a member with villages the lines through them. */
export async function findLines(ctx: Context, lineId: string | null = null): Promise<z.input<typeof lineRow>[]> {
  const isAll = ctx.scope === 'station'
  const villages = [...ctx.actor.villageIds]
  const { rows } = await sql<z.input<typeof lineRow>>`
    select l.id, l.name, l.content, l.length_km, l.version,
      (select coalesce(jsonb_agg(jsonb_build_object('km', t.km, 'label', t.label, 'latitude', t.latitude, 'longitude', t.longitude) order by t.km), '[]')
        from line_post t where t.station_id = l.station_id and t.line_id = l.id) as posts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'fromKm', p.from_km, 'toKm', p.to_km, 'tier', p.tier,
          'villageId', p.village_id, 'villageName', v.name, 'ownerName', m.name) order by p.from_km, p.id), '[]')
        from place p
        left join place v on v.station_id = p.station_id and v.id = p.village_id
        left join member m on m.station_id = p.station_id and m.id = p.owner_id
        where p.station_id = l.station_id and p.line_id = l.id and p.kind = 'segment' and p.closed_at is null
          and (${isAll}::boolean or l.id = any(${[...ctx.actor.lineIds]}::uuid[]) or p.village_id = any(${villages}::uuid[]))) as segments
    from line l
    where l.station_id = ${ctx.station.id} and (${lineId}::uuid is null or l.id = ${lineId}::uuid)
      and (${isAll}::boolean or l.id = any(${[...ctx.actor.lineIds]}::uuid[]) or exists (
        select from place p where p.station_id = l.station_id and p.line_id = l.id and p.village_id = any(${villages}::uuid[])))
    order by l.name collate "zh-Hans-x-icu", l.id`.execute(ctx.db)
  return [...rows]
}
