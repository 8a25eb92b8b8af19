import { planningRefusal, type SlotTimes, slotsRefusal, stepRefusal } from '@sifang/domain/appointments'
import { zoneOf } from '@sifang/domain/calendar'
import { leaderRoles } from '@sifang/domain/members'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter } from '../../platform/secrets/index.ts'
import { enterVisit } from '../visits/index.ts'
import { freezeAgenda, settleAbsent } from './agenda.ts'
import { findOutcomes } from './agenda-queries.ts'
import { findBookingStates } from './booking-queries.ts'
import {
  countDivisions,
  findCommunities,
  findSlots,
  getAppointment,
  insertAppointment,
  insertSlots,
  lockAppointment,
  placeForAppointment,
  roleOf,
  type StoredAppointment,
  updateState,
} from './queries.ts'
import type { HoldAppointment, PlanAppointment } from './schema.ts'

/** What the feed says of an appointment: everybody who may read appointments reads when it is. */
export const appointmentChange = (id: string, villages: readonly string[] = []): Change => ({
  op: 'put',
  entity: 'appointment',
  id,
  villagesAfter: villages,
})

/**
 * Plans an appointment with its slots, and opens it for bookings at once where wanted. Errors: those of planningRefusal
 * and slotsRefusal, place/not-found, member/not-found, appointment/not-served, appointment/rhythm-taken.
 */
export function planAppointment(ctx: Context, id: string, command: PlanAppointment) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { kind, slots, rhythm } = command
    const within = timesOf(command)
    const place = command.placeId ? await placeForAppointment(ctx, tx, command.placeId) : null
    const hostRole = await roleOf(ctx, tx, command.hostId)
    const plan = { kind, ...within, placeKind: place?.kind ?? null, hostRole }
    const refusal =
      planningRefusal(plan, ctx.now().getTime(), zoneOf(ctx.station.timeZone)) ??
      slotsRefusal(slots.map(timesOf), [], within, ctx.now().getTime())
    if (refusal) fail(refusal)

    const state = command.open ? ('open' as const) : ('planned' as const)
    await insertAppointment(ctx, tx, {
      id,
      kind,
      state,
      startsAt: new Date(within.startsAt),
      endsAt: new Date(within.endsAt),
      placeId: command.placeId ?? null,
      serves: await servedBy(ctx, tx, command, place),
      hostId: command.hostId,
      rhythm: rhythm ?? null,
    })
    await insertSlots(ctx, tx, id, slots)
    await record(ctx, tx, { action: 'appointment.planned', entity: 'appointment', entityId: id })
    return { reply: { id, state, version: 1 }, changed: [appointmentChange(id, villagesOf(place))] }
  })
}

export const timesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): SlotTimes => ({
  startsAt: Date.parse(startsAt),
  endsAt: Date.parse(endsAt),
})

type Where = { readonly villageId: string | null; readonly communityId: string | null }
export const villagesOf = (place: Where | null): readonly string[] => (place?.villageId ? [place.villageId] : [])

/** Communities and villages that it is for: those named, else a tour's village and its community, a fixed day's all. */
export async function servedBy(
  ctx: Context,
  tx: Tx,
  { kind, serves }: Pick<PlanAppointment, 'kind' | 'serves'>,
  place: Where | null,
): Promise<readonly string[]> {
  if (serves) {
    const ids = [...new Set(serves)]
    if ((await countDivisions(ctx, tx, ids)) !== ids.length) fail('appointment/not-served')
    return ids
  }
  if (kind === 'fixed-day') return findCommunities(ctx, tx)
  return [place?.villageId, place?.communityId].filter((id) => id !== null && id !== undefined)
}

/** Lets people book a planned appointment. Errors: appointment/not-found, appointment/not-now. */
export function openAppointment(ctx: Context, id: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    await requireStep(ctx, tx, await lockAppointment(ctx, tx, id), 'open')
    const version = await updateState(ctx, tx, id, 'open')
    await record(ctx, tx, { action: 'appointment.opened', entity: 'appointment', entityId: id })
    return { reply: { id, state: 'open' as const, version }, changed: [appointmentChange(id)] }
  })
}

/** Adds slots to an appointment that is ahead. Errors: those of slotsRefusal, appointment/not-found, appointment/not-now. */
export function addSlots(ctx: Context, id: string, command: { id: string; slots: PlanAppointment['slots'] }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const { state, version, ...appointment } = await lockAppointment(ctx, tx, id)
    if (state !== 'planned' && state !== 'open') fail('appointment/not-now', { state })
    const standing = (await findSlots(ctx, tx, id)).filter(({ capacity }) => capacity > 0).map(instantsOf)
    const refusal = slotsRefusal(command.slots.map(timesOf), standing, instantsOf(appointment), ctx.now().getTime())
    if (refusal) fail(refusal)
    await insertSlots(ctx, tx, id, command.slots)
    await record(ctx, tx, { action: 'appointment.slots-added', entity: 'appointment', entityId: id })
    return { reply: { id, state, version }, changed: [appointmentChange(id)] }
  })
}

export const instantsOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): SlotTimes => ({
  startsAt: startsAt.getTime(),
  endsAt: endsAt.getTime(),
})

/** It does not take place. Errors: appointment/not-found, appointment/not-now, appointment/bookings-stand. */
export function callOff(ctx: Context, id: string, command: { id: string; reason: string }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    await requireStep(ctx, tx, await lockAppointment(ctx, tx, id), 'called-off')
    const version = await updateState(ctx, tx, id, 'called-off', { reason: command.reason })
    await record(ctx, tx, {
      action: 'appointment.called-off',
      entity: 'appointment',
      entityId: id,
      details: { reason: command.reason },
    })
    return { reply: { id, state: 'called-off' as const, version }, changed: [appointmentChange(id)] }
  })
}

/**
 * It took place: a visit of kind appointment at each community and village that it served, which settles what is owed
 * there; the agenda is numbered and stays as it is. Errors: appointment/not-found, appointment/not-now,
 * appointment/not-begun, appointment/needs-leader, appointment/not-served, visit/unknown-participant.
 */
export function holdAppointment(ctx: Context, id: string, command: HoldAppointment) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const appointment = await lockAppointment(ctx, tx, id)
    await requireStep(ctx, tx, appointment, 'held')
    const { visits, presentIds } = command
    const served = new Set([...appointment.serves, appointment.placeId])
    if (visits.some(({ placeId }) => !served.has(placeId))) fail('appointment/not-served')

    const present = await Promise.all(presentIds.map((memberId) => roleOf(ctx, tx, memberId)))
    if (!present.some((role) => leaderRoles.includes(role))) fail('appointment/needs-leader')
    await freezeAgenda(ctx, tx, appointment)
    const visited = await enterVisits(ctx, tx, appointment, visits, presentIds)
    const version = await updateState(ctx, tx, id, 'held', {
      present: [...new Set(presentIds)],
      visitIds: visits.map((visit) => visit.id),
    })
    await record(ctx, tx, { action: 'appointment.held', entity: 'appointment', entityId: id })
    return {
      reply: { id, state: 'held' as const, version, fulfilled: visited.fulfilled },
      changed: [appointmentChange(id), ...visited.changed],
    }
  })
}

async function enterVisits(
  ctx: Context,
  tx: Tx,
  { startsAt }: StoredAppointment,
  visits: HoldAppointment['visits'],
  participants: readonly string[],
) {
  let fulfilled = 0
  const changed: Change[] = []
  const shared = { kind: 'appointment', outcome: 'met', at: startsAt.toISOString() } as const
  // in the order of the places' ids, so that two appointments held at once cannot wait for each other
  for (const { id, placeId } of visits.toSorted((a, b) => (a.placeId < b.placeId ? -1 : 1))) {
    const entered = await enterVisit(
      ctx,
      tx,
      { ...shared, id, placeId, participants: [...participants], observed: [] },
      null,
    )
    fulfilled += entered.fulfilled
    changed.push(...entered.changed)
    await writeTogether(tx, entered.writes)
  }
  return { fulfilled, changed }
}

/**
 * Closes it: minuted, nothing in it changes any more. Errors: appointment/not-found, appointment/not-now,
 * appointment/bookings-unmarked, appointment/items-open.
 */
export function closeAppointment(ctx: Context, id: string, command: { id: string; conclusion?: string | undefined }) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const appointment = await lockAppointment(ctx, tx, id)
    if (appointment.state === 'held') await settleAbsent(ctx, tx, id)
    await requireStep(ctx, tx, appointment, 'closed')
    const matter = command.conclusion ? await createMatter(tx, ctx, id) : null
    const sealedConclusion = matter && command.conclusion ? matter.seal(command.conclusion) : null
    const version = await updateState(ctx, tx, id, 'closed', { sealedConclusion })
    await record(ctx, tx, { action: 'appointment.closed', entity: 'appointment', entityId: id })
    return { reply: { id, state: 'closed' as const, version }, changed: [appointmentChange(id)] }
  })
}

async function requireStep(
  ctx: Context,
  tx: Connection,
  appointment: StoredAppointment,
  next: 'open' | 'held' | 'closed' | 'called-off',
): Promise<void> {
  const { id, state, startsAt } = appointment
  const bookings = await findBookingStates(ctx, tx, id)
  const items = await findOutcomes(ctx, tx, id)
  const outcomes = items.map(({ outcome }) => outcome)
  const standing = { state, startsAt: startsAt.getTime(), bookings, outcomes }
  const refusal = stepRefusal(standing, next, ctx.now().getTime())
  const open = items.filter(({ outcome }) => outcome === null).map(({ no }) => no)
  if (refusal) fail(refusal, { state, ...(refusal === 'appointment/items-open' ? { open } : {}) })
}

/** One appointment that the reader may see. A volunteer sees those that take bookings. Errors: appointment/not-found. */
export async function requireSeen(ctx: Context, connection: Connection, id: string): Promise<StoredAppointment> {
  const appointment = await getAppointment(ctx, connection, id)
  const seen = ctx.scope === 'station' || isOfVillages(appointment, ctx.actor.villageIds)
  return seen ? appointment : fail('appointment/not-found')
}

/** At the station, or in one of these villages, once it is open. */
export const isOfVillages = (
  { state, placeId }: Pick<StoredAppointment, 'state' | 'placeId'>,
  villageIds: readonly string[],
): boolean => state !== 'planned' && (placeId === null || villageIds.includes(placeId))
