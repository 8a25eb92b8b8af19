import { policeRoles } from '@sifang/domain/members'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { initialsOf } from '../places/index.ts'
import type { carriedDuty, carriedPlace } from './schema.ts'

export type Place = z.input<typeof carriedPlace>
export type Duty = z.input<typeof carriedDuty>

/**
 * The villages that a member carries: those of their areas, and of whom they stand in for; of police also those where they
 * own a place. Rides on place_by_owner.
 */
export async function carriedVillages(ctx: Context): Promise<readonly string[]> {
  const { memberId, role, villageIds } = ctx.actor
  const owned = policeRoles.includes(role)
    ? sql`or v.id in (select p.village_id from place p
        where p.station_id = ${ctx.station.id} and p.owner_id = ${memberId} and p.closed_at is null)`
    : sql``
  const { rows } = await sql<{ id: string }>`
    select v.id from place v
    where v.station_id = ${ctx.station.id} and v.kind = 'village' and v.closed_at is null
      and (v.id = any(${[...villageIds]}::uuid[]) ${owned}) order by v.id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** A place that was closed, or is another now, is not carried. */
export const isCarried = sql`p.closed_at is null and p.merged_into_id is null`

/** The places `p` that `where` names, in the order of their ids. */
export async function findCarriedPlaces(ctx: Context, where: RawBuilder<unknown>): Promise<Place[]> {
  const { rows } = await sql<Omit<Place, 'initials' | 'createdAt'> & { createdAt: Date }>`
    select p.id, p.version, p.kind, p.name, p.village_id, p.tier, p.latitude, p.longitude, p.address_hint, p.line_id,
      p.from_km, p.to_km, p.owner_id, p.lapses_on, p.created_at,
      (select coalesce(jsonb_object_agg(f.key, f.value -> 'value'), '{}') from jsonb_each(p.facts) f) as facts
    from place p where p.station_id = ${ctx.station.id} and ${isCarried} and ${where} order by p.id`.execute(ctx.db)
  return rows.map(({ createdAt, ...row }) => ({
    ...row,
    initials: initialsOf(row.name),
    createdAt: createdAt.toISOString(),
  }))
}

/** Windows that are over for longer are told by 漏访 alone. */
const lookedBackDays = 31

/** Their duties, forecasts too. Plan: the places of `where`, then duty_by_place for each. */
export async function findCarriedDuties(ctx: Context, where: RawBuilder<unknown>, today: string): Promise<Duty[]> {
  const { rows } = await sql<Omit<Duty, 'from'> & { from: Date }>`
    select d.place_id, d.line_id, d.period, d.period_start, d.from_at as "from", d.until, d.visits, d.visits_done,
      d.failed_attempts, d.state, d.owner_id
    from place p join duty d on d.station_id = p.station_id and d.place_id = p.id
    where p.station_id = ${ctx.station.id} and ${isCarried} and ${where}
      and d.until >= ${today}::date - ${sql.lit(lookedBackDays)}::int
    order by d.place_id, d.line_id, d.period_start, d.period`.execute(ctx.db)
  return rows.map(({ from, ...row }) => ({ ...row, from: from.toISOString() }))
}
