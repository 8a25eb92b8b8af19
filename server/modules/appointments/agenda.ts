import {
  type AgendaEntry,
  type AgendaItem,
  agendaOf,
  nextAppointmentFor,
  outcomeOfItself,
} from '@sifang/domain/appointments'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter } from '../../platform/secrets/index.ts'
import { findForChief } from '../follow-ups/index.ts'
import {
  findAsked,
  findItems,
  findMatters,
  insertItem,
  lockItem,
  numberItem,
  type StoredItem,
  setOutcome,
  takeItemOff,
} from './agenda-queries.ts'
import type { PutOnAgenda } from './agenda-schema.ts'
import { findBookingStates } from './booking-queries.ts'
import { findComing } from './next.ts'
import { lockAppointment, placeForAppointment, type StoredAppointment } from './queries.ts'
import { appointmentChange, instantsOf } from './service.ts'

/** An item with what is written of it: its row where there is one, what it is about, and where. */
export type Gathered = {
  readonly item: AgendaItem
  readonly row: StoredItem | null
  readonly kind: string
  readonly placeId: string | null
  readonly matterId: string | null
}

/** The agenda as it stands: written down once it was held, before that gathered anew from ladder, bookings and hand. */
export async function gatherAgenda(
  ctx: Context,
  connection: Connection,
  appointment: StoredAppointment,
): Promise<readonly Gathered[]> {
  const rows = await findItems(ctx, connection, appointment.id)
  if (appointment.state === 'held' || appointment.state === 'closed') return rows.map(asWritten)
  if (appointment.state === 'called-off') return []

  const asked = await findAsked(ctx, connection, appointment.id)
  const brought = await broughtByLadder(ctx, connection, appointment)
  const ids = [...rows, ...asked].flatMap(({ followUpId }) => followUpId ?? [])
  const matters = await findMatters(ctx, connection, [...ids, ...brought.map(({ id }) => id)])
  const urgencyOf = (followUpId: string | null) => matters.get(followUpId ?? '')?.urgency ?? 'ordinary'
  const entries: AgendaEntry[] = [
    ...asked.map(
      ({ id, startsAt, followUpId }): AgendaEntry => ({
        followUpId,
        urgency: urgencyOf(followUpId),
        origin: { kind: 'booking', bookingId: id, at: startsAt.getTime() },
      }),
    ),
    ...brought.map(
      ({ id, urgency, reason, since }): AgendaEntry => ({
        followUpId: id,
        urgency,
        origin: { kind: 'ladder', reason, at: since },
      }),
    ),
    ...rows.map(
      ({ id, followUpId, urgency, putAt }): AgendaEntry => ({
        followUpId,
        urgency: followUpId ? urgencyOf(followUpId) : urgency,
        origin: { kind: 'hand', itemId: id, at: putAt?.getTime() ?? 0 },
      }),
    ),
  ]
  return agendaOf(entries).map((item) => {
    const matter = matters.get(item.followUpId ?? '')
    const row = rows.find(({ id }) => item.origins.some((origin) => origin.kind === 'hand' && origin.itemId === id))
    const booking = asked.find(({ id }) => item.origins.some((o) => o.kind === 'booking' && o.bookingId === id))
    return {
      item,
      row: row ?? null,
      kind: matter?.subject ?? row?.kind ?? booking?.kind ?? 'other',
      placeId: matter?.placeId ?? row?.placeId ?? booking?.villageId ?? null,
      matterId: item.followUpId ? null : (row?.matterId ?? booking?.matterId ?? null),
    }
  })
}

const asWritten = (row: StoredItem): Gathered => ({
  item: { followUpId: row.followUpId, urgency: row.urgency, origins: row.origins },
  row,
  kind: row.kind,
  placeId: row.placeId,
  matterId: row.matterId,
})

/**
 * What the ladder brings here: of each village's matters those for which this is the next appointment. One that is over
 * and not marked as held yet still takes up what no appointment has.
 */
async function broughtByLadder(ctx: Context, connection: Connection, appointment: StoredAppointment) {
  const { id, kind, placeId, state } = appointment
  const own = { id, kind, placeId, state, ...instantsOf(appointment) }
  const now = ctx.now().getTime()
  const coming = [own, ...(await findComing(ctx, connection)).filter((other) => other.id !== id)]
  const asOf = Math.min(now, own.endsAt - 1)
  return (await findForChief(ctx, connection)).filter(
    ({ villageId, since }) => nextAppointmentFor(coming, villageId, asOf)?.id === id && since <= own.endsAt,
  )
}

/** Numbers the agenda: from now on it stays as it is. */
export async function freezeAgenda(ctx: Context, tx: Tx, appointment: StoredAppointment): Promise<void> {
  const gathered = await gatherAgenda(ctx, tx, appointment)
  for (const [index, { item, row, kind, placeId, matterId }] of gathered.entries()) {
    const { followUpId, urgency, origins } = item
    const no = index + 1
    if (row) await numberItem(ctx, tx, row.id, { no, urgency, origins })
    else {
      const { id: appointmentId } = appointment
      const made = { id: ctx.newId(), appointmentId, no, followUpId, placeId, kind, urgency, origins, matterId }
      await insertItem(ctx, tx, { ...made, sealedSubject: null, byHand: false })
    }
  }
}

/** Items of people who did not come, and which nothing else asks for, have their outcome of themselves. */
export async function settleAbsent(ctx: Context, tx: Tx, appointmentId: string): Promise<void> {
  const states = new Map((await findBookingStates(ctx, tx, appointmentId)).map(({ id, state }) => [id, state]))
  for (const row of await findItems(ctx, tx, appointmentId)) {
    if (row.outcome !== null || row.no === null) continue
    const outcome = outcomeOfItself(asWritten(row).item, (id) => states.get(id) ?? 'cancelled')
    if (outcome) await setOutcome(ctx, tx, row.id, { outcome })
  }
}

/**
 * Puts something on by hand: a follow-up, or what is none yet, with words that are kept sealed. Errors:
 * appointment/not-found, appointment/not-now, agenda/on-it-already, agenda/not-found, place/not-found.
 */
export function putOnAgenda(ctx: Context, id: string, command: PutOnAgenda) {
  return once(ctx, { id, body: command }, async (tx) => {
    const appointment = await lockAppointment(ctx, tx, command.appointmentId)
    if (appointment.state !== 'planned' && appointment.state !== 'open') fail('appointment/not-now')
    const item = await newItem(ctx, tx, id, command)
    await insertItem(ctx, tx, { ...item, id, appointmentId: appointment.id, no: null, origins: [], byHand: true })
    await record(ctx, tx, { action: 'agenda.put-on', entity: 'appointment', entityId: appointment.id })
    return { reply: { id }, changed: [appointmentChange(appointment.id)] }
  })
}

async function newItem(ctx: Context, tx: Tx, id: string, { appointmentId, about }: PutOnAgenda) {
  if (about.kind === 'follow-up') {
    const matter = (await findMatters(ctx, tx, [about.followUpId])).get(about.followUpId) ?? fail('follow-up/not-found')
    const standing = await findItems(ctx, tx, appointmentId)
    if (standing.some(({ followUpId }) => followUpId === matter.id)) fail('agenda/on-it-already')
    const { subject: kind, urgency, placeId } = matter
    return { followUpId: matter.id, kind, urgency, placeId, matterId: null, sealedSubject: null }
  }
  if (about.placeId) await placeForAppointment(ctx, tx, about.placeId)
  const matter = await createMatter(tx, ctx, id)
  return {
    followUpId: null,
    kind: about.topic,
    urgency: about.urgency,
    placeId: about.placeId ?? null,
    matterId: id,
    sealedSubject: matter.seal(about.words),
  }
}

/** Takes off again what was put on by hand. Errors: agenda/not-found, appointment/not-now. */
export function takeOffAgenda(ctx: Context, itemId: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: itemId, body: command }, async (tx) => {
    const item = await lockItem(ctx, tx, itemId)
    if (item.no !== null) fail('appointment/not-now')
    await takeItemOff(ctx, tx, itemId)
    await record(ctx, tx, { action: 'agenda.taken-off', entity: 'appointment', entityId: item.appointmentId })
    return { reply: { id: itemId }, changed: [appointmentChange(item.appointmentId)] }
  })
}
