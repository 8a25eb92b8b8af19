import type { BookingState } from '@sifang/domain/appointments'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import type { StoredSlot } from './queries.ts'

export type StoredBooking = {
  readonly id: string
  readonly appointmentId: string
  readonly slotId: string
  readonly state: BookingState
  readonly toTell: boolean
  readonly matterId: string
  readonly sealed: Buffer
  readonly villageId: string | null
  readonly followUpId: string | null
  readonly takenBy: string
  readonly creditedId: string | null
}

const columns = sql`id, appointment_id, slot_id, state, to_tell, matter_id, sealed, village_id, follow_up_id, taken_by, credited_id`

/** A booking that the reader may see: a volunteer's own. Errors: booking/not-found. */
export async function getBooking(ctx: Context, connection: Connection, id: string): Promise<StoredBooking> {
  return readBooking(ctx, connection, id, sql``)
}

/** The same, locked against another change at the same moment. */
export async function lockBooking(ctx: Context, tx: Tx, id: string): Promise<StoredBooking> {
  return readBooking(ctx, tx, id, sql`for no key update`)
}

async function readBooking(ctx: Context, connection: Connection, id: string, lock: ReturnType<typeof sql>) {
  const { rows } = await sql<StoredBooking>`
    select ${columns} from booking b where station_id = ${ctx.station.id} and id = ${id} and ${isOwn(ctx)} ${lock}`.execute(
    connection,
  )
  return rows[0] ?? fail('booking/not-found')
}

/** Which bookings `b` somebody sees: police all, a volunteer those taken down by or credited to them. */
export function isOwn(ctx: Pick<Context, 'scope' | 'actor'>) {
  const { memberId } = ctx.actor
  if (ctx.scope === 'station') return sql<boolean>`true`
  return sql<boolean>`(b.taken_by = ${memberId} or b.credited_id = ${memberId})`
}

export async function findBookingStates(
  ctx: Context,
  connection: Connection,
  appointmentId: string,
): Promise<readonly { readonly id: string; readonly state: BookingState }[]> {
  const { rows } = await sql<{ id: string; state: BookingState }>`
    select id, state from booking where station_id = ${ctx.station.id} and appointment_id = ${appointmentId}`.execute(
    connection,
  )
  return rows
}

/**
 * Slots, locked in the order of their ids: who books the last place goes first, who comes at the same moment waits and
 * then finds it taken; two that change places cannot wait for each other. Errors: booking/slot-unknown.
 */
export async function lockSlots(ctx: Context, tx: Tx, ids: readonly string[]): Promise<readonly StoredSlot[]> {
  const { rows } = await sql<StoredSlot>`
    select id, appointment_id, starts_at, ends_at, capacity, taken from appointment_slot
    where station_id = ${ctx.station.id} and id = any(${[...ids]}::uuid[]) order by id for no key update`.execute(tx)
  return rows.length === new Set(ids).size ? rows : fail('booking/slot-unknown')
}

export async function addTaken(ctx: Context, tx: Tx, slotId: string, by: 1 | -1): Promise<void> {
  await sql`
    update appointment_slot set taken = taken + ${by}::int where station_id = ${ctx.station.id} and id = ${slotId}`.execute(
    tx,
  )
}

type NewBooking = Omit<StoredBooking, 'state' | 'toTell' | 'takenBy'> & {
  readonly kind: string
  readonly channel: string
}

export async function insertBooking(ctx: Context, tx: Tx, booking: NewBooking): Promise<void> {
  const { id, appointmentId, slotId, kind, channel, villageId, followUpId, matterId, sealed, creditedId } = booking
  await sql`
    insert into booking (station_id, id, appointment_id, slot_id, state, kind, channel, village_id, follow_up_id,
      matter_id, sealed, taken_by, taken_at, credited_id)
    values (${ctx.station.id}, ${id}, ${appointmentId}, ${slotId}, 'booked', ${kind}, ${channel}, ${villageId},
      ${followUpId}, ${matterId}, ${sealed}, ${ctx.actor.memberId}, ${ctx.now()}, ${creditedId})`.execute(tx)
}

type NewEntry = { readonly id: string; readonly bookingId: string } & (
  | { readonly kind: 'booked' | 'moved'; readonly slotId: string }
  | { readonly kind: 'cancelled'; readonly late: boolean }
  | { readonly kind: 'told' | 'came' | 'did-not-come' }
)

/** Appends an entry; of two at one number the second fails, whatever the lock did. */
export async function insertEntry(ctx: Context, tx: Tx, entry: NewEntry): Promise<void> {
  await sql`
    insert into booking_entry (station_id, id, booking_id, no, kind, slot_id, late, at, by)
    select ${ctx.station.id}, ${entry.id}, ${entry.bookingId}, count(*) + 1, ${entry.kind},
      ${'slotId' in entry ? entry.slotId : null}, ${'late' in entry ? entry.late : null}, ${ctx.now()},
      ${ctx.actor.memberId}
    from booking_entry where station_id = ${ctx.station.id} and booking_id = ${entry.bookingId}`.execute(tx)
}

/** Notes at each booking that stands in an appointment that it moved along with it; answers which they are. */
export async function moveBookingsAlong(ctx: Context, tx: Tx, appointmentId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string; slotId: string }>`
    select id, slot_id from booking
    where station_id = ${ctx.station.id} and appointment_id = ${appointmentId} and state = 'booked'
    order by id for no key update`.execute(tx)
  for (const { id, slotId } of rows)
    await insertEntry(ctx, tx, { id: ctx.newId(), bookingId: id, kind: 'moved', slotId })
  await sql`
    update booking set to_tell = true
    where station_id = ${ctx.station.id} and id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whoever booked knows of the other time or place. */
export async function noteTold(ctx: Context, tx: Tx, id: string): Promise<void> {
  await sql`update booking set to_tell = false where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

/** The present state beside the entries, as the rules computed it: each of these changes is made with those who booked. */
export async function updateBooking(
  ctx: Context,
  tx: Tx,
  id: string,
  now: {
    readonly state: BookingState
    readonly slotId: string
    readonly appointmentId: string
    readonly cancelledLate: boolean
  },
): Promise<void> {
  await sql`
    update booking set state = ${now.state}, slot_id = ${now.slotId}, appointment_id = ${now.appointmentId},
      cancelled_late = ${now.cancelledLate}, to_tell = false
    where station_id = ${ctx.station.id} and id = ${id}`.execute(tx)
}

/** Slots that still take a booking, of one appointment or of all that are open; at most 20, the next first. */
export async function findFreeSlots(ctx: Context, connection: Connection, appointmentId: string | null) {
  const { rows } = await sql<{ id: string; appointmentId: string; startsAt: Date; left: number }>`
    select s.id, s.appointment_id, s.starts_at, s.capacity - s.taken as left
    from appointment a join appointment_slot s on s.station_id = a.station_id and s.appointment_id = a.id
    where a.station_id = ${ctx.station.id} and a.state = 'open' and a.ends_at > ${ctx.now()} and s.ends_at > ${ctx.now()}
      and s.taken < s.capacity and (${appointmentId}::uuid is null or a.id = ${appointmentId})
    order by s.starts_at, s.id limit 20`.execute(connection)
  return rows.map(({ startsAt, ...slot }) => ({ ...slot, startsAt: startsAt.toISOString() }))
}

export async function isMemberHere(ctx: Context, connection: Connection, memberId: string): Promise<boolean> {
  const { rows } = await sql`
    select from member where station_id = ${ctx.station.id} and id = ${memberId} and left_on is null`.execute(
    connection,
  )
  return rows.length > 0
}
