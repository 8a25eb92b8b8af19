import { holesOf, mayBeginTrack } from '@sifang/domain/patrols'
import { sql } from 'kysely'
import { z } from 'zod'
import { toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, type pageQuery, readCursor } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter, getMatter } from '../../platform/secrets/index.ts'
import { holdRunningConsent } from './consents.ts'
import {
  type EndTrack,
  type TrackPoint,
  type TrackPoints,
  type trackDetail,
  type trackPage,
  trackPoint,
} from './schema.ts'

type StoredTrack = {
  readonly id: string
  readonly beganAt: Date
  readonly endedAt: Date | null
  readonly erased: boolean
}

/** Begins a track, switched on by hand. Errors: track/no-consent, track/not-on-duty. */
export function beginTrack(ctx: Context, id: string, command: { at: string }) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { at } = toldTime(ctx, command.at)
    const beganAt = at > ctx.now() ? ctx.now() : at
    const consentId = await holdRunningConsent(ctx, tx)
    const refusal = mayBeginTrack(ctx.actor.role, {
      consents: consentId !== null,
      shiftRuns: await runsShift(ctx, tx, beganAt),
    })
    if (refusal) fail(refusal)
    await createMatter(tx, ctx, id)
    await sql`
      insert into track (station_id, id, member_id, consent_id, began_at)
      values (${ctx.station.id}, ${id}, ${ctx.actor.memberId}, ${consentId}, ${beganAt})`.execute(tx)
    return { reply: { id }, changed: [] }
  })
}

async function runsShift(ctx: Context, tx: Tx, at: Date): Promise<boolean> {
  const { rows } = await sql`
    select from shift where station_id = ${ctx.station.id} and starts_at <= ${at} and ends_at > ${at} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Adds points to an own track; those outside it are no part of it. Errors: track/not-found. */
export function addPoints(ctx: Context, trackId: string, command: TrackPoints) {
  return once(ctx, { id: command.id, target: trackId, body: command }, async (tx) => {
    const track = await holdTrack(ctx, tx, trackId)
    const within = command.points.filter(([second]) => isWithin(track, second * 1000, ctx.now()))
    if (track.erased || within.length === 0) return { reply: { id: command.id, kept: !track.erased }, changed: [] }
    const matter = await getMatter(tx, ctx, trackId)
    await sql`
      insert into track_points (station_id, id, track_id, received_at, points, sealed)
      values (${ctx.station.id}, ${command.id}, ${trackId}, ${ctx.now()}, ${within.length},
        ${matter.seal(JSON.stringify(within))})`.execute(tx)
    return { reply: { id: command.id, kept: true }, changed: [] }
  })
}

/** A point is dated to the second, and a track to the millisecond. */
const isWithin = ({ beganAt, endedAt }: StoredTrack, at: number, now: Date): boolean =>
  at + 999 >= beganAt.getTime() && at <= (endedAt ?? now).getTime()

/** Ends an own track; one that has ended stays as it is. Errors: track/not-found. */
export function endTrack(ctx: Context, trackId: string, command: EndTrack) {
  return once(ctx, { id: command.id, target: trackId, body: command }, async (tx) => {
    const track = await holdTrack(ctx, tx, trackId)
    const { at } = toldTime(ctx, command.at)
    await sql`
      update track set ended_at = greatest(began_at, least(${at}::timestamptz, ${ctx.now()}::timestamptz))
      where station_id = ${ctx.station.id} and id = ${trackId} and ended_at is null`.execute(tx)
    return { reply: { id: trackId, kept: !track.erased }, changed: [] }
  })
}

/** One's own tracks, the latest first; no position is opened. */
export async function listTracks(ctx: Context, query: z.output<typeof pageQuery>): Promise<z.input<typeof trackPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<StoredTrack & { readonly points: number }>`
    select ${trackColumns}, (select coalesce(sum(x.points), 0)::int from track_points x
      where x.station_id = t.station_id and x.track_id = t.id) as points
    from track t join matter_key k on k.station_id = t.station_id and k.matter_id = t.id
    where t.station_id = ${ctx.station.id} and t.member_id = ${ctx.actor.memberId}
      ${after ? sql`and (t.began_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by t.began_at desc, t.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({ ...asRow(row), points: row.points })),
    next: rows.length > query.limit && last ? cursor([last.beganAt.toISOString(), last.id]) : null,
  }
}

export type OwnTrack = z.output<typeof trackDetail>

/** An own track with its points and holes; the reading is on record. Errors: track/not-found. */
export async function readTrack(ctx: Context, trackId: string): Promise<OwnTrack> {
  const track = await findTrack(ctx, ctx.db, trackId)
  await record(ctx, ctx.db, { action: 'track.read', entity: 'track', entityId: trackId, purpose: 'own-track' })
  const points = track.erased ? [] : await openPoints(ctx, trackId)
  const holes = holesOf(
    points.map(([second]) => second * 1000),
    { beganAt: track.beganAt.getTime(), endedAt: track.endedAt?.getTime() ?? null },
  )
  return {
    ...asRow(track),
    points: [...points],
    holes: track.erased
      ? []
      : holes.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })),
  }
}

/** In order; a second that was sent twice is there once. */
async function openPoints(ctx: Context, trackId: string): Promise<readonly TrackPoint[]> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from track_points where station_id = ${ctx.station.id} and track_id = ${trackId} order by id`.execute(
    ctx.db,
  )
  const matter = await getMatter(ctx.db, ctx, trackId)
  const points = rows.flatMap(({ sealed }) => z.array(trackPoint).parse(JSON.parse(matter.open(sealed).toString())))
  return [...new Map(points.map((point) => [point[0], point])).values()].toSorted(([a], [b]) => a - b)
}

const trackColumns = sql`t.id, t.began_at, t.ended_at, k.wrapped_key is null as erased`

/** Errors: track/not-found, also for somebody else's. */
async function findTrack(ctx: Context, connection: Connection, id: string): Promise<StoredTrack> {
  const { rows } = await sql<StoredTrack>`
    select ${trackColumns} from track t join matter_key k on k.station_id = t.station_id and k.matter_id = t.id
    where t.station_id = ${ctx.station.id} and t.id = ${id} and t.member_id = ${ctx.actor.memberId}`.execute(connection)
  return rows[0] ?? fail('track/not-found')
}

/** The same, and its key is not destroyed until the transaction ends. */
async function holdTrack(ctx: Context, tx: Tx, id: string): Promise<StoredTrack> {
  await sql`
    select from matter_key where station_id = ${ctx.station.id} and matter_id = ${id} for share`.execute(tx)
  return findTrack(ctx, tx, id)
}

const asRow = ({ id, beganAt, endedAt, erased }: StoredTrack) => ({
  id,
  beganAt: beganAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  erased,
})
