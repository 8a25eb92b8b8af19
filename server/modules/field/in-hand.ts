import { zoneOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { findBookingsDue } from '../appointments/index.ts'
import { findOwnFollowUps } from './follow-ups.ts'
import type { partChanges } from './schema.ts'

type InHand = NonNullable<z.input<typeof partChanges>['inHand']>

/** Bookings are made for weeks, not for years. */
const aheadDays = 60

/** Follow-ups, dates and bookings that are this member's own: few, so they are read and told whole. */
export async function findInHand(ctx: Context, villageIds: readonly string[]): Promise<InHand> {
  return {
    followUps: await findOwnFollowUps(ctx, villageIds),
    dates: await findDates(ctx),
    bookings: await findBookings(ctx),
  }
}

/** Rides on follow_up_date_of_owner. */
async function findDates(ctx: Context): Promise<InHand['dates']> {
  const { rows } = await sql<InHand['dates'][number]>`
    select d.follow_up_id, d.kind, d.no, d.due_on as "on", f.subject, f.place_id, p.name as place_name
    from follow_up_date d
    join follow_up f on f.station_id = d.station_id and f.id = d.follow_up_id
    join place p on p.station_id = f.station_id and p.id = f.place_id
    where d.station_id = ${ctx.station.id} and d.owner_id = any(${[ctx.actor.memberId, ...ctx.actor.standsInFor]}::uuid[])
    order by d.due_on, d.follow_up_id, d.kind collate "C", d.no`.execute(ctx.db)
  return [...rows]
}

async function findBookings(ctx: Context): Promise<InHand['bookings']> {
  const zone = zoneOf(ctx.station.timeZone)
  const today = zone.dayOf(ctx.now().getTime())
  const [from, until] = [new Date(zone.startOfDay(today)), new Date(zone.startOfDay(today + aheadDays))]
  const bookings = await findBookingsDue(ctx, ctx.db, { from, until, memberId: ctx.actor.memberId })
  return bookings.map(({ bookingId, appointmentId, kind, startsAt, endsAt, placeId, placeName, villageName }) => ({
    id: bookingId,
    appointmentId,
    kind,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    placeId,
    placeName,
    villageName,
  }))
}
