import { movedAlong, planningRefusal, slotsRefusal } from '@sifang/domain/appointments'
import { zoneOf } from '@sifang/domain/calendar'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { moveBookingsAlong } from './booking-queries.ts'
import { findSlots, lockAppointment, placeForAppointment, removeSlot, roleOf, updateTimes } from './queries.ts'
import type { MoveAppointment } from './schema.ts'
import { appointmentChange, instantsOf, servedBy, timesOf, villagesOf } from './service.ts'

/**
 * Takes one slot of an appointment away that is ahead. A booking in it is never lost: it is moved or cancelled first.
 * Errors: appointment/not-found, appointment/not-now, booking/slot-unknown, appointment/slot-booked.
 */
export function takeSlotAway(ctx: Context, id: string, command: { id: string; slotId: string }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const { state, version } = await lockAppointment(ctx, tx, id)
    if (state !== 'planned' && state !== 'open') fail('appointment/not-now', { state })
    const slot = (await findSlots(ctx, tx, id)).find((one) => one.id === command.slotId)
    if (!slot || slot.capacity === 0) return fail('booking/slot-unknown')
    if (slot.taken > 0) fail('appointment/slot-booked')
    await removeSlot(ctx, tx, slot.id)
    await record(ctx, tx, { action: 'appointment.slot-removed', entity: 'appointment', entityId: id })
    return { reply: { id, state, version }, changed: [appointmentChange(id)] }
  })
}

/**
 * Another day, other hours, another place. Slots keep their distance from the beginning, bookings stay in them and have
 * an entry each; the reply says which, since those who made them must be told. Errors: those of planningRefusal and
 * slotsRefusal, appointment/not-found, appointment/not-now, place/not-found.
 */
export function moveAppointment(ctx: Context, id: string, command: MoveAppointment) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const before = await lockAppointment(ctx, tx, id)
    const { kind, state } = before
    if (state !== 'planned' && state !== 'open') fail('appointment/not-now', { state })
    const { placeId } = command
    const place = placeId ? await placeForAppointment(ctx, tx, placeId) : null
    const hostRole = await roleOf(ctx, tx, before.hostId)
    const now = ctx.now().getTime()
    const [from, to] = [instantsOf(before), timesOf(command)]
    const slots = (await findSlots(ctx, tx, id)).filter(({ capacity }) => capacity > 0).map(instantsOf)
    const moved = slots.map((slot) => movedAlong(slot, from.startsAt, to.startsAt))
    const refusal =
      planningRefusal({ kind, ...to, placeKind: place?.kind ?? null, hostRole }, now, zoneOf(ctx.station.timeZone)) ??
      slotsRefusal(moved, [], to, now)
    if (refusal) fail(refusal)

    const goesElsewhere = kind === 'village-tour' && placeId !== before.placeId
    const version = await updateTimes(ctx, tx, id, {
      startsAt: new Date(to.startsAt),
      endsAt: new Date(to.endsAt),
      placeId,
      serves: goesElsewhere ? await servedBy(ctx, tx, { kind }, place) : before.serves,
      byMs: to.startsAt - from.startsAt,
    })
    const tell = await moveBookingsAlong(ctx, tx, id)
    await record(ctx, tx, { action: 'appointment.moved', entity: 'appointment', entityId: id })
    return { reply: { id, state, version, tell: [...tell] }, changed: [appointmentChange(id, villagesOf(place))] }
  })
}
