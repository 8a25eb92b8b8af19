import { dayOf } from '@sifang/domain/calendar'
import { isFoundLate, isPuncture } from '@sifang/domain/incidents'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { diggingsAt } from '../lines/index.ts'
import type { incidentDetail, incidentPage, incidentQuery, incidentRow } from './schema.ts'

export type Incident = {
  readonly id: string
  readonly category: string
  readonly status: 'reported' | 'verified' | 'rejected'
  readonly occurredAt: Date
  readonly placeId: string | null
  readonly villageId: string | null
  readonly lineId: string | null
  readonly km: number | null
  readonly reportedBy: string
  readonly matterId: string | null
  readonly sealedSummary: Buffer | null
}

export async function insertIncident(
  tx: Tx,
  stationId: string,
  incident: {
    id: string
    category: string
    occurredAt: string
    placeId: string | null
    villageId: string | null
    lineId: string | null
    km: number | null
    source: string
    visitId: string | null
    followUpId: string | null
    matterId: string | null
    sealedSummary: Buffer | null
    reportedBy: string
    reportedAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('incident')
    .values({ stationId, ...incident })
    .execute()
}

/** The incident, locked against a second review at the same moment. Errors: incident/not-found. */
export async function lockIncident(tx: Tx, stationId: string, id: string): Promise<Incident> {
  const { rows } = await sql<Incident>`
    select id, category, status, occurred_at, place_id, village_id, line_id, km, reported_by, matter_id, sealed_summary
    from incident
    where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('incident/not-found')
}

export async function insertReview(
  tx: Tx,
  stationId: string,
  review: {
    id: string
    incidentId: string
    verdict: 'verified' | 'rejected'
    reason: string | null
    at: Date
    by: string
  },
): Promise<void> {
  await tx
    .insertInto('incidentReview')
    .values({ stationId, ...review })
    .execute()
  await tx
    .updateTable('incident')
    .set({ status: review.verdict })
    .where('stationId', '=', stationId)
    .where('id', '=', review.incidentId)
    .execute()
}

export async function insertRedReview(
  tx: Tx,
  stationId: string,
  review: { id: string; placeId: string; reason: string; at: Date; by: string },
): Promise<void> {
  await tx
    .insertInto('redReview')
    .values({ stationId, ...review })
    .execute()
}

/**
 * The village that a place lies in, and the line of a segment; a village or community is no place where something happened.
 * Errors: place/not-found.
 */
export async function surroundingsOf(
  connection: Connection,
  stationId: string,
  placeId: string,
): Promise<{ villageId: string | null; lineId: string | null }> {
  const { rows } = await sql<{ villageId: string | null; lineId: string | null }>`
    select village_id, case when kind = 'segment' then line_id end as line_id from place
    where station_id = ${stationId} and id = ${placeId} and kind not in ('village', 'community')`.execute(connection)
  return rows[0] ?? fail('place/not-found')
}

/** A village, closed or not: what is reported may have happened before it was closed. Errors: place/village-unknown. */
export async function requireVillage(connection: Connection, stationId: string, villageId: string): Promise<void> {
  const { rows } = await sql`
    select from place where station_id = ${stationId} and id = ${villageId} and kind = 'village'`.execute(connection)
  if (rows.length === 0) fail('place/village-unknown')
}

/**
 * Digging that was announced where a puncture is said to have been, on that day: at its post, or anywhere on its segment.
 * Of what is no puncture, none.
 */
export async function announcedDiggings(
  ctx: Context,
  connection: Connection,
  {
    category,
    lineId,
    km,
    placeId,
    occurredAt,
  }: Pick<Incident, 'category' | 'lineId' | 'km' | 'placeId' | 'occurredAt'>,
): Promise<z.input<typeof incidentDetail>['diggings']> {
  if (lineId === null || !isPuncture(category)) return []
  const stretch = km === null ? await stretchOf(connection, ctx.station.id, placeId) : { fromKm: km, toKm: km }
  const day = dayOf(occurredAt, ctx.station.timeZone)
  return [...(await diggingsAt(connection, ctx.station.id, lineId, { ...stretch, day }))]
}

async function stretchOf(connection: Connection, stationId: string, segmentId: string | null) {
  const { rows } = await sql<{ fromKm: number; toKm: number }>`
    select from_km, to_km from place
    where station_id = ${stationId} and id = ${segmentId} and kind = 'segment'`.execute(connection)
  return rows[0] ?? fail('place/not-found')
}

/** Errors: line/not-found. */
export async function requireLine(connection: Connection, stationId: string, lineId: string): Promise<void> {
  const { rows } = await sql`select from line where station_id = ${stationId} and id = ${lineId}`.execute(connection)
  if (rows.length === 0) fail('line/not-found')
}

type Row = z.input<typeof incidentRow>
type Links = Pick<z.input<typeof incidentDetail>, 'lineId' | 'visitId' | 'followUpId'>
type Stored = Omit<Row, 'occurredAt' | 'reportedAt' | 'lastVerdictAt' | 'foundLate'> & {
  occurredAt: Date
  reportedAt: Date
  lastVerdictAt: Date | null
}

/** Rides on incident_by_time: a page reads `limit` rows of one station. */
export async function findIncidents(
  ctx: Context,
  query: z.output<typeof incidentQuery>,
): Promise<z.input<typeof incidentPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Stored>`
    ${selectIncidents(ctx)}
    where i.station_id = ${ctx.station.id}
      and (${query.status ?? null}::text is null or i.status = ${query.status ?? null})
      and (${query.category ?? null}::text is null or i.category = ${query.category ?? null})
      and (${query.villageId ?? null}::uuid is null or i.village_id = ${query.villageId ?? null})
      and (${after?.[0] ?? null}::timestamptz is null
        or (i.occurred_at, i.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by i.occurred_at desc, i.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map(asRow)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.occurredAt, last.id]) : null }
}

/** One incident with its reviews, unopened. Errors: incident/not-found. */
export async function getIncident(ctx: Context, id: string): Promise<z.input<typeof incidentDetail>> {
  const { rows } = await sql<Stored & Links & Pick<Incident, 'sealedSummary'>>`
    ${selectIncidents(ctx)} where i.station_id = ${ctx.station.id} and i.id = ${id}`.execute(ctx.db)
  const stored = rows[0] ?? fail('incident/not-found')
  const reviews = await sql<{
    id: string
    verdict: 'verified' | 'rejected'
    reason: string | null
    at: Date
    byName: string
  }>`
    select r.id, r.verdict, r.reason, r.at, m.name as by_name
    from incident_review r join member m on m.station_id = r.station_id and m.id = r.by
    where r.station_id = ${ctx.station.id} and r.incident_id = ${id} order by r.at, r.ordinal`.execute(ctx.db)
  const { sealedSummary, lineId, visitId, followUpId } = stored
  return {
    ...asRow(stored),
    lineId,
    visitId,
    followUpId,
    hasSummary: sealedSummary !== null,
    diggings: await announcedDiggings(ctx, ctx.db, stored),
    reviews: reviews.rows.map((review) => ({ ...review, at: review.at.toISOString() })),
  }
}

/** Errors: incident/not-found. */
export async function getSealedSummary(
  ctx: Context,
  connection: Connection,
  id: string,
): Promise<Pick<Incident, 'matterId' | 'sealedSummary'>> {
  const { rows } = await sql<Pick<Incident, 'matterId' | 'sealedSummary'>>`
    select matter_id, sealed_summary from incident where station_id = ${ctx.station.id} and id = ${id}`.execute(
    connection,
  )
  return rows[0] ?? fail('incident/not-found')
}

function selectIncidents(ctx: Context) {
  return sql`
    select i.id, i.category, i.occurred_at, i.place_id, p.name as place_name, i.village_id, v.name as village_name,
      l.name as line_name, i.km, i.source, i.status, i.reported_at, i.reported_by = ${ctx.actor.memberId} as reported_by_me,
      i.matter_id, i.sealed_summary, i.line_id, i.visit_id, i.follow_up_id,
      (select max(r.at) from incident_review r where r.station_id = i.station_id and r.incident_id = i.id) as last_verdict_at
    from incident i
    left join place p on p.station_id = i.station_id and p.id = i.place_id
    left join place v on v.station_id = i.station_id and v.id = i.village_id
    left join line l on l.station_id = i.station_id and l.id = i.line_id`
}

function asRow(stored: Stored): Row {
  return {
    id: stored.id,
    category: stored.category,
    occurredAt: stored.occurredAt.toISOString(),
    placeId: stored.placeId,
    placeName: stored.placeName,
    villageId: stored.villageId,
    villageName: stored.villageName,
    lineName: stored.lineName,
    km: stored.km,
    source: stored.source,
    status: stored.status,
    reportedAt: stored.reportedAt.toISOString(),
    foundLate: isFoundLate(stored.occurredAt.getTime(), stored.reportedAt.getTime()),
    reportedByMe: stored.reportedByMe,
    lastVerdictAt: stored.lastVerdictAt?.toISOString() ?? null,
  }
}
