import { reach } from '@sifang/domain/permissions'
import { isDivision } from '@sifang/domain/places/kinds'
import { timelineReading } from '@sifang/domain/timeline'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { asPlaceRow, type PlaceRow, selectPlaces } from './list.ts'
import { findResponsible } from './owners.ts'
import type { PresentFact } from './queries.ts'
import { withinReach } from './reach.ts'
import type { placeDetail } from './schema.ts'
import { todayOf } from './service.ts'

type Detail = z.input<typeof placeDetail>
type Aside = {
  readonly addressHint: string | null
  readonly divisionCode: string | null
  readonly externalId: string | null
  readonly line: Detail['line']
  readonly facts: Readonly<Record<string, PresentFact>>
  readonly contact: Detail['contact']
  readonly mergedInto: Detail['mergedInto']
  readonly mergedFrom: Detail['mergedFrom'] | null
  readonly createdAt: Date
}

/**
 * A place's page: what it is, its tier and why, its facts, its owner, what is owed. Who reads no places reads what a
 * village or community is. Errors: place/not-found.
 */
export async function getPlace(ctx: Context, placeId: string): Promise<Detail> {
  const row = await getRow(ctx, placeId)
  const readsPlaces = reach('place.read', ctx.actor.role) !== null
  if (!readsPlaces && !isDivision(row.kind)) fail('place/not-found')
  const [aside, responsible, tierHistory, duties] = await Promise.all([
    getAside(ctx, placeId),
    findResponsible(ctx, ctx.db, placeId),
    findTierHistory(ctx, placeId),
    readsPlaces ? findPresentDuties(ctx, placeId) : [],
  ])
  const reading = timelineReading[ctx.actor.role]
  const history = reading['tier-change'] === 'none' ? [] : tierHistory
  const [latest] = history
  const isNamed = reading['tier-change'] === 'full'
  return {
    ...row,
    ...aside,
    contact: reading.contact === 'full' ? aside.contact : null,
    facts: Object.entries(aside.facts).map(([key, fact]) => ({ key, ...fact })),
    mergedFrom: aside.mergedFrom ?? [],
    createdAt: aside.createdAt.toISOString(),
    responsible,
    tierReason: latest
      ? {
          rule: latest.rule,
          reason: isNamed ? latest.reason : null,
          basisId: isNamed ? latest.basisId : null,
          at: latest.at.toISOString(),
        }
      : null,
    tierHistory: history.map(({ tier, rule, reason, at, byName }) => ({
      tier,
      rule,
      reason: isNamed ? reason : null,
      at: at.toISOString(),
      byName: isNamed ? byName : null,
    })),
    duties: duties.map((duty) => ({ ...duty, from: duty.from.toISOString() })),
  }
}

async function getRow(ctx: Context, placeId: string): Promise<PlaceRow> {
  const { rows } = await sql<Parameters<typeof asPlaceRow>[0]>`
    ${selectPlaces(ctx, sql`place p`)}
    where p.station_id = ${ctx.station.id} and p.id = ${placeId} and ${withinReach(ctx)}`.execute(ctx.db)
  return asPlaceRow(rows[0] ?? fail('place/not-found'))
}

async function getAside(ctx: Context, placeId: string): Promise<Aside> {
  const { rows } = await sql<Aside>`
    select p.address_hint, p.division_code, p.external_id, p.facts, p.created_at,
      case when l.id is null then null else jsonb_build_object('id', l.id, 'name', l.name, 'fromKm', p.from_km, 'toKm', p.to_km) end as line,
      case when k.place_id is null then null else jsonb_build_object('name', k.masked_name, 'phone', k.masked_phone) end as contact,
      case when w.id is null then null else jsonb_build_object('id', w.id, 'name', w.name) end as merged_into,
      (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name)) from place f
        where f.station_id = p.station_id and f.merged_into_id = p.id) as merged_from
    from place p
    left join line l on l.station_id = p.station_id and l.id = p.line_id
    left join place_contact k on k.station_id = p.station_id and k.place_id = p.id
    left join place w on w.station_id = p.station_id and w.id = p.merged_into_id
    where p.station_id = ${ctx.station.id} and p.id = ${placeId}`.execute(ctx.db)
  return rows[0] ?? fail('place/not-found')
}

type StoredTier = Omit<Detail['tierHistory'][number], 'at'> & { readonly at: Date; readonly basisId: string | null }

const mostTierChanges = 50

async function findTierHistory(ctx: Context, placeId: string): Promise<readonly StoredTier[]> {
  const { rows } = await sql<StoredTier>`
    select t.tier, t.rule, t.reason, t.basis_id, t.at, m.name as by_name
    from tier_change t
    left join member m on m.station_id = t.station_id and m.id = t.recorded_by
    where t.station_id = ${ctx.station.id} and t.place_id = ${placeId}
    order by t.at desc, t.ordinal desc limit ${mostTierChanges}`.execute(ctx.db)
  return rows
}

type StoredDuty = Omit<Detail['duties'][number], 'from'> & { readonly from: Date }

/** Duties whose window runs now; on the primary key of `duty`. */
async function findPresentDuties(ctx: Context, placeId: string): Promise<readonly StoredDuty[]> {
  const { rows } = await sql<StoredDuty>`
    select d.line_id, l.name as line_name, d.period, d.period_start, d.from_at as "from", d.until,
      d.until - ${todayOf(ctx)}::date + 1 as days_left, d.visits, d.visits_done, d.state, m.name as owner_name
    from duty d
    join policy_line l on l.station_id = d.station_id and l.id = d.line_id
    left join member m on m.station_id = d.station_id and m.id = d.owner_id
    where d.station_id = ${ctx.station.id} and d.place_id = ${placeId} and d.state <> 'superseded'
      and d.until >= ${todayOf(ctx)}::date and d.from_at <= ${ctx.now()}
    order by d.until, d.from_at`.execute(ctx.db)
  return rows
}
