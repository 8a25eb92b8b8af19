import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'

/** A booking as a due list has it: codes, times and places alone. */
export type BookingDue = {
  readonly bookingId: string
  readonly appointmentId: string
  readonly kind: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** Where it is held; null: at the station. */
  readonly placeId: string | null
  readonly placeName: string | null
  readonly villageId: string | null
  readonly villageName: string | null
  /** Who receives them, and the volunteer who booked for them. */
  readonly hostId: string
  readonly creditedId: string | null
}

/**
 * Bookings that stand from `from` to `until`, by their times; of one member: those received by them and those they booked
 * for somebody. Rides on appointment_by_time.
 */
export async function findBookingsDue(
  ctx: Pick<Context, 'station'>,
  connection: Connection,
  asked: { readonly from: Date; readonly until: Date; readonly memberId?: string },
): Promise<readonly BookingDue[]> {
  const { from, until, memberId = null } = asked
  const { rows } = await sql<BookingDue>`
    select b.id as booking_id, a.id as appointment_id, b.kind, s.starts_at, s.ends_at, a.place_id, p.name as place_name,
      b.village_id, v.name as village_name, a.host_id, b.credited_id
    from appointment a
    join booking b on b.station_id = a.station_id and b.appointment_id = a.id and b.state = 'booked'
    join appointment_slot s on s.station_id = b.station_id and s.id = b.slot_id
    left join place p on p.station_id = a.station_id and p.id = a.place_id
    left join place v on v.station_id = b.station_id and v.id = b.village_id
    where a.station_id = ${ctx.station.id} and a.state = 'open' and a.starts_at >= ${from}::timestamptz - interval '1 day'
      and a.starts_at < ${until} and s.ends_at > ${from} and s.starts_at < ${until}
      and (${memberId}::uuid is null or a.host_id = ${memberId} or b.credited_id = ${memberId} or b.taken_by = ${memberId})
    order by s.starts_at, b.id limit 500`.execute(connection)
  return rows
}
