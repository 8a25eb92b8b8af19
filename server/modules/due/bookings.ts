import { type DueAsked, type DueKey, dueClass, dueOrder } from '@sifang/domain/due'
import type { Context } from '../../platform/context.ts'
import { findBookingsDue } from '../appointments/index.ts'
import type { Due } from './sources.ts'

/** Bookings are made for weeks, not for years. */
const aheadDays = 60

/** Bookings that a member receives or made for somebody, from the beginning of today on: few, so they are all read. */
export async function findMemberBookings(ctx: Context, asked: DueAsked): Promise<readonly Due[]> {
  const { memberId, now, zone, after, limit } = asked
  const today = zone.dayOf(now)
  const [from, until] = [new Date(zone.startOfDay(today)), new Date(zone.startOfDay(today + aheadDays))]
  const bookings = await findBookingsDue(ctx, ctx.db, { from, until, memberId })
  return bookings
    .map(({ hostId: _, creditedId: __, kind, startsAt, endsAt, ...booking }): Due => {
      const at = startsAt.getTime()
      const key: DueKey = {
        class: dueClass({ at, byTheHour: true }, now),
        at,
        kind: 'booking',
        tier: null,
        missed: false,
        id: booking.bookingId,
        part: '',
      }
      const row = {
        ...booking,
        kind: 'booking',
        bookingKind: kind,
        endsAt: endsAt.toISOString(),
        placeKind: null,
      } as const
      return { key, row }
    })
    .filter(({ key }) => after === null || dueOrder(key, after) > 0)
    .toSorted((a, b) => dueOrder(a.key, b.key))
    .slice(0, limit)
}
