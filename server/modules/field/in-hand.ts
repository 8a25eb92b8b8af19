import { dayOf, zoneOf } from '@sifang/domain/calendar'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { findBookingsDue } from '../appointments/index.ts'
import { withinReach } from '../places/index.ts'
import { findCarriedDuties, findCarriedPlaces } from './carried.ts'
import { findOwnFollowUps } from './follow-ups.ts'
import type { partChanges } from './schema.ts'

type InHand = NonNullable<z.input<typeof partChanges>['inHand']>

/** Bookings are made for weeks, not for years. */
const aheadDays = 60

/** What is this member's own and in no part of a village: little, so it is read and told whole. */
export async function findInHand(ctx: Context, villageIds: readonly string[]): Promise<InHand> {
  const followUps = await findOwnFollowUps(ctx, villageIds)
  const dates = await findDates(ctx)
  const bookings = await findBookings(ctx)
  const elsewhere = outside(ctx, villageIds, [...followUps, ...dates, ...bookings])
  return {
    places: await findCarriedPlaces(ctx, elsewhere),
    duties: await findCarriedDuties(ctx, elsewhere, dayOf(ctx.now(), ctx.station.timeZone)),
    followUps,
    dates,
    bookings,
  }
}

type Standing = readonly { readonly placeId: string | null }[]

/** Places `p` in none of these villages: owned communities, what lies on own lines, and where something in hand stands. */
function outside(ctx: Context, villageIds: readonly string[], standing: Standing): RawBuilder<unknown> {
  const { memberId, lineIds } = ctx.actor
  const ids = [...new Set(standing.flatMap(({ placeId }) => placeId ?? []))]
  return sql`(p.village_id is null or not (p.village_id = any(${[...villageIds]}::uuid[]))) and (
    (p.village_id is null and p.owner_id = ${memberId}) or p.line_id = any(${[...lineIds]}::uuid[])
    or (p.id = any(${ids}::uuid[]) and ${withinReach(ctx)}))`
}

/** Rides on follow_up_date_of_owner. */
async function findDates(ctx: Context): Promise<InHand['dates']> {
  const { rows } = await sql<InHand['dates'][number]>`
    select d.follow_up_id, d.kind, d.no, d.due_on as "on", f.subject, f.place_id
    from follow_up_date d
    join follow_up f on f.station_id = d.station_id and f.id = d.follow_up_id
    where d.station_id = ${ctx.station.id} and d.owner_id = any(${[ctx.actor.memberId, ...ctx.actor.standsInFor]}::uuid[])
    order by d.due_on, d.follow_up_id, d.kind collate "C", d.no`.execute(ctx.db)
  return [...rows]
}

async function findBookings(ctx: Context): Promise<InHand['bookings']> {
  const zone = zoneOf(ctx.station.timeZone)
  const today = zone.dayOf(ctx.now().getTime())
  const [from, until] = [new Date(zone.startOfDay(today)), new Date(zone.startOfDay(today + aheadDays))]
  const bookings = await findBookingsDue(ctx, ctx.db, { from, until, memberId: ctx.actor.memberId })
  return bookings.map(({ bookingId, appointmentId, kind, startsAt, endsAt, placeId, villageId }) => ({
    id: bookingId,
    appointmentId,
    kind,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    placeId,
    villageId,
  }))
}
