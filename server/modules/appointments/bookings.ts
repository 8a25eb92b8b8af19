import { bookingRefusal, cancelsLate, changeRefusal } from '@sifang/domain/appointments'
import { zoneOf } from '@sifang/domain/calendar'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter, getMatter } from '../../platform/secrets/index.ts'
import { requireReadable } from '../follow-ups/index.ts'
import {
  addTaken,
  findFreeSlots,
  getBooking,
  insertBooking,
  insertEntry,
  isMemberHere,
  lockBooking,
  lockSlots,
  noteTold,
  type StoredBooking,
  updateBooking,
} from './booking-queries.ts'
import { bookingOpened, type MakeBooking } from './booking-schema.ts'
import { getAppointment, type StoredAppointment, type StoredSlot, shareAppointment } from './queries.ts'
import { appointmentChange, isOfVillages } from './service.ts'

/**
 * Takes a booking down: at the desk, by telephone, through a volunteer. Who asks, and what for, is sealed at once.
 * Errors: those of bookingRefusal (booking/slot-full says which slots stand), booking/slot-unknown,
 * booking/outside-villages, member/not-found, follow-up/not-found.
 */
export function makeBooking(ctx: Context, id: string, command: MakeBooking) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { slotId, kind } = command
    const [slot = fail('booking/slot-unknown')] = await lockSlots(ctx, tx, [slotId])
    const appointment = await shareAppointment(ctx, tx, slot.appointmentId)
    const how = await allowedBooking(ctx, tx, appointment, command)
    await requireFree(ctx, tx, appointment, slot)

    const { followUpId = null } = command
    if (followUpId) await requireReadable(ctx, tx, followUpId)
    const matter = followUpId ? await getMatter(tx, ctx, followUpId) : await createMatter(tx, ctx, id)
    const { name, phone, about } = command
    await insertBooking(ctx, tx, {
      id,
      appointmentId: appointment.id,
      slotId,
      kind,
      ...how,
      followUpId,
      matterId: matter.id,
      sealed: matter.seal(JSON.stringify({ name, phone: phone || null, about: about || null })),
    })
    await insertEntry(ctx, tx, { id: ctx.newId(), bookingId: id, kind: 'booked', slotId })
    await addTaken(ctx, tx, slotId, 1)
    await record(ctx, tx, { action: 'booking.made', entity: 'booking', entityId: id, details: { slotId } })
    return {
      reply: { id, state: 'booked' as const, slotId, late: false },
      changed: [bookingChange(id, how.villageId), appointmentChange(appointment.id)],
    }
  })
}

const bookingChange = (id: string, villageId: string | null): Change => ({
  op: 'put',
  entity: 'booking',
  id,
  villagesAfter: villageId ? [villageId] : [],
})

type Asked = Pick<MakeBooking, 'channel'> & {
  readonly villageId?: string | null | undefined
  readonly creditedId?: string | null | undefined
}

/** A volunteer books for people of own villages, and is credited; who was told by one at the desk credits them. */
async function allowedBooking(
  ctx: Context,
  tx: Tx,
  appointment: StoredAppointment,
  { villageId = null, creditedId = null, channel }: Asked,
) {
  const { memberId, villageIds } = ctx.actor
  if (ctx.scope === 'station') {
    if (creditedId && !(await isMemberHere(ctx, tx, creditedId))) fail('member/not-found')
    return { villageId, creditedId, channel: creditedId ? ('volunteer' as const) : channel }
  }
  if (!isOfVillages(appointment, villageIds)) fail('booking/slot-unknown')
  if (!villageId || !villageIds.includes(villageId)) fail('booking/outside-villages')
  return { villageId, creditedId: memberId, channel: 'volunteer' as const }
}

async function requireFree(ctx: Context, tx: Tx, appointment: StoredAppointment, slot: StoredSlot): Promise<void> {
  const { capacity, taken, endsAt } = slot
  const bookable = { appointmentState: appointment.state, endsAt: endsAt.getTime(), capacity, taken }
  const refusal = bookingRefusal(bookable, ctx.now().getTime())
  if (refusal) fail(refusal, { free: await findFreeSlots(ctx, tx, appointment.id) })
}

/** To another slot, of this appointment or another. Errors: those of changeRefusal and bookingRefusal, booking/not-found. */
export function moveBooking(ctx: Context, id: string, command: { id: string; slotId: string }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const booking = await lockBooking(ctx, tx, id)
    if (booking.slotId === command.slotId) fail('booking/not-now', { state: booking.state })
    const slots = await lockSlots(ctx, tx, [booking.slotId, command.slotId])
    const to = slots.find((slot) => slot.id === command.slotId) ?? fail('booking/slot-unknown')
    await requireChange(ctx, tx, booking, 'moved')
    const appointment = await shareAppointment(ctx, tx, to.appointmentId)
    if (ctx.scope !== 'station' && !isOfVillages(appointment, ctx.actor.villageIds)) fail('booking/slot-unknown')
    await requireFree(ctx, tx, appointment, to)

    await insertEntry(ctx, tx, { id: command.id, bookingId: id, kind: 'moved', slotId: to.id })
    await updateBooking(ctx, tx, id, {
      state: 'booked',
      slotId: to.id,
      appointmentId: to.appointmentId,
      cancelledLate: false,
    })
    await addTaken(ctx, tx, booking.slotId, -1)
    await addTaken(ctx, tx, to.id, 1)
    await record(ctx, tx, { action: 'booking.moved', entity: 'booking', entityId: id, details: { slotId: to.id } })
    return {
      reply: { id, state: 'booked' as const, slotId: to.id, late: false },
      changed: changesOf(booking, [booking.appointmentId, to.appointmentId]),
    }
  })
}

const changesOf = ({ id, villageId }: StoredBooking, appointmentIds: readonly string[]): readonly Change[] => [
  bookingChange(id, villageId),
  ...[...new Set(appointmentIds)].map((appointmentId) => appointmentChange(appointmentId)),
]

/** Frees its place, late or not. Errors: those of changeRefusal, booking/not-found. */
export function cancelBooking(ctx: Context, id: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const booking = await lockBooking(ctx, tx, id)
    const slot = await requireChange(ctx, tx, booking, 'cancelled')
    const late = cancelsLate(slot.startsAt.getTime(), ctx.now().getTime(), zoneOf(ctx.station.timeZone))
    const { slotId, appointmentId } = booking
    await insertEntry(ctx, tx, { id: command.id, bookingId: id, kind: 'cancelled', late })
    await updateBooking(ctx, tx, id, { state: 'cancelled', slotId, appointmentId, cancelledLate: late })
    await addTaken(ctx, tx, slotId, -1)
    await record(ctx, tx, { action: 'booking.cancelled', entity: 'booking', entityId: id, details: { late } })
    return { reply: { id, state: 'cancelled' as const, slotId, late }, changed: changesOf(booking, [appointmentId]) }
  })
}

/** Ticks off that whoever booked was told of the move. Errors: booking/not-found, booking/not-now. */
export function tellOfMove(ctx: Context, id: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const booking = await lockBooking(ctx, tx, id)
    if (!booking.toTell) fail('booking/not-now', { state: booking.state })
    const { state, slotId, appointmentId } = booking
    await insertEntry(ctx, tx, { id: command.id, bookingId: id, kind: 'told' })
    await noteTold(ctx, tx, id)
    await record(ctx, tx, { action: 'booking.told', entity: 'booking', entityId: id })
    return { reply: { id, state, slotId, late: false }, changed: changesOf(booking, [appointmentId]) }
  })
}

/** Whether somebody came; may be put right until the appointment is closed. Errors: those of changeRefusal, booking/not-found. */
export function markBooking(ctx: Context, id: string, command: { id: string; came: boolean }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const booking = await lockBooking(ctx, tx, id)
    const state = command.came ? ('came' as const) : ('did-not-come' as const)
    await requireChange(ctx, tx, booking, state)
    const { slotId, appointmentId } = booking
    await insertEntry(ctx, tx, { id: command.id, bookingId: id, kind: state })
    await updateBooking(ctx, tx, id, { state, slotId, appointmentId, cancelledLate: false })
    await record(ctx, tx, { action: `booking.${state}`, entity: 'booking', entityId: id })
    return { reply: { id, state, slotId, late: false }, changed: changesOf(booking, [appointmentId]) }
  })
}

/** Locks the slot too; answers it. */
async function requireChange(
  ctx: Context,
  tx: Tx,
  booking: StoredBooking,
  change: 'moved' | 'cancelled' | 'came' | 'did-not-come',
): Promise<StoredSlot> {
  const [slot = fail('booking/slot-unknown')] = await lockSlots(ctx, tx, [booking.slotId])
  const { state: appointmentState } = await getAppointment(ctx, tx, booking.appointmentId)
  const standing = { state: booking.state, slotStartsAt: slot.startsAt.getTime(), appointmentState }
  const refusal = changeRefusal(standing, change, ctx.now().getTime(), zoneOf(ctx.station.timeZone))
  if (refusal) fail(refusal, { state: booking.state })
  return slot
}

/** Who asked, and what for, for a purpose; the reading is on record before the answer. Errors: booking/not-found, secret/erased. */
export async function readBooking(
  ctx: Context,
  id: string,
  { purpose }: { purpose: string },
): Promise<z.output<typeof bookingOpened>> {
  return ctx.db.transaction().execute(async (tx) => {
    const booking = await getBooking(ctx, tx, id)
    await record(ctx, tx, { action: 'booking.read', entity: 'booking', entityId: id, purpose })
    const matter = await getMatter(tx, ctx, booking.matterId)
    return bookingOpened.parse(JSON.parse(matter.open(booking.sealed).toString()))
  })
}
