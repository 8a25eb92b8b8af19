import { dayOf } from '@sifang/domain/calendar'
import { permissionOver, reach } from '@sifang/domain/permissions'
import { isDivision, refuseDwelling } from '@sifang/domain/places/kinds'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace } from '../duties/index.ts'
import { settleOwners } from './owners.ts'
import {
  insertEvent,
  insertFact,
  insertPlace,
  lockPlaceRecord,
  type NewPlace,
  type PlaceColumns,
  requireDivision,
  type StoredPlace,
  settleFacts,
  updatePlace,
} from './queries.ts'
import type { ChangeVillage, ConfirmPlace, CorrectPlace, CreatePlace, RecordFact } from './schema.ts'

export const todayOf = (ctx: Context): string => dayOf(ctx.now(), ctx.station.timeZone)

export const villagesOf = (villageId: string | null): readonly string[] => (villageId ? [villageId] : [])

/** A place that changed and stayed in its village. */
export function placeChange(place: { id: string; villageId: string | null }): Change {
  const villages = villagesOf(place.villageId)
  return { op: 'put', entity: 'place', id: place.id, villagesBefore: villages, villagesAfter: villages }
}

/** Refuses a name or kind that speaks of an inhabited dwelling (DOMAIN.md §1). Errors: place/dwelling. */
export function refuseIfDwelling(kind: string, name: string): void {
  const refusal = refuseDwelling(kind, name)
  if (refusal) fail('place/dwelling', {}, [{ path: 'body.name', zh: refusal.zh, en: refusal.en }])
}

/** Errors: record/changed, with what stands now. */
export function requireVersion(place: StoredPlace, basedOn: number): void {
  if (place.version === basedOn) return
  const {
    id,
    version,
    kind,
    name,
    villageId,
    communityId,
    addressHint,
    latitude,
    longitude,
    externalId,
    fromKm,
    toKm,
  } = place
  fail('record/changed', {
    id,
    version,
    kind,
    name,
    villageId,
    communityId,
    addressHint,
    latitude,
    longitude,
    externalId,
    ...(kind === 'segment' ? { fromKm, toKm } : {}),
  })
}

/** Whatever route it came by: the kind decides whose it is to change. Errors: account/not-allowed. */
export function requireMayChange(ctx: Context, { kind }: StoredPlace, ordinary: 'place.write' | 'place.close'): void {
  if (reach(permissionOver(kind, ordinary), ctx.actor.role) === null) fail('account/not-allowed')
}

/** Errors: place/closed. */
export function requireOpen(place: StoredPlace): void {
  if (place.closedAt) fail('place/closed')
}

/**
 * A new place: its record, its first facts, its owner, its tier and duties. Errors: place/dwelling, place/village-unknown,
 * place/external-id-taken, command/conflict.
 */
export function createPlace(ctx: Context, id: string, command: CreatePlace) {
  refuseIfDwelling(command.kind, command.name)
  return once(ctx, { id, body: command }, async (tx) => {
    await requireDivision(ctx, tx, 'village', command.villageId)
    const { position, vacant, largeVehicleAccess, ...rest } = command
    await enterPlace(ctx, tx, { id, ...rest, ...position, confirmedOn: todayOf(ctx) })
    const facts = { vacant, largeVehicleAccess }
    for (const [key, value] of Object.entries(facts)) {
      if (value === undefined) continue
      await insertFact(ctx, tx, { id: ctx.newId(), placeId: id, key, value, confirmedOn: todayOf(ctx) })
    }
    const isStated = vacant !== undefined || largeVehicleAccess !== undefined
    const version = isStated ? await settleFacts(ctx, tx, id) : 1
    const judged = await judgePlace(ctx, tx, id)
    await record(ctx, tx, { action: 'place.created', entity: 'place', entityId: id, details: { kind: command.kind } })
    const put: Change = { op: 'put', entity: 'place', id, villagesAfter: [command.villageId] }
    return { reply: { id, version }, changed: [put, ...judged.changed] }
  })
}

/** The record of a place of any kind, with its owner by the rule; villages, communities and segments come in by it too. */
export async function enterPlace(ctx: Context, tx: Tx, place: NewPlace): Promise<void> {
  await insertPlace(ctx, tx, place)
  await insertEvent(ctx, tx, { id: ctx.newId(), placeId: place.id, kind: 'created' })
  await settleOwners(ctx, tx, { placeIds: [place.id] })
}

/**
 * Corrects name, kind, hint, position, external id or division code, on top of the version that was read. A new kind
 * brings its own policy line. Errors: account/not-allowed, record/changed, place/dwelling, place/kind-fixed, place/external-id-taken.
 */
export function correctPlace(ctx: Context, placeId: string, entryId: string, command: CorrectPlace) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    requireMayChange(ctx, place, 'place.write')
    requireVersion(place, command.basedOn)
    const { version, changed } = await correct(ctx, tx, place, entryId, command)
    return { reply: { id: placeId, version }, changed }
  })
}

/** A correction inside the caller's transaction, of a place that it locked. Errors: place/dwelling, place/kind-fixed. */
export async function correct(
  ctx: Context,
  tx: Tx,
  place: StoredPlace,
  entryId: string,
  command: Omit<CorrectPlace, 'basedOn'>,
): Promise<PlaceWritten> {
  const corrections = correctionsOf(place, command)
  if (corrections.some(({ kind }) => kind === 'kind-changed') && isDivisionOrSegment(place)) fail('place/kind-fixed')
  if (!isDivisionOrSegment(place)) refuseIfDwelling(command.kind ?? place.kind, command.name ?? place.name)
  if (corrections.length === 0) return { version: place.version, changed: [] }

  const set: PlaceColumns = Object.assign({}, ...corrections.map((correction) => correction.set))
  const version = await updatePlace(ctx, tx, place.id, set)
  for (const [index, { kind, details }] of corrections.entries()) {
    const id = index === 0 ? entryId : ctx.newId()
    await insertEvent(ctx, tx, { id, placeId: place.id, kind, details })
  }
  const judged = await judgePlace(ctx, tx, place.id)
  const details = { fields: Object.keys(set) }
  await record(ctx, tx, { action: 'place.corrected', entity: 'place', entityId: place.id, details })
  return { version, changed: [placeChange(place), ...judged.changed] }
}

export function isDivisionOrSegment({ kind }: Pick<StoredPlace, 'kind'>): boolean {
  return isDivision(kind) || kind === 'segment'
}

type Correction = {
  readonly kind: 'renamed' | 'kind-changed' | 'moved' | 'corrected'
  readonly set: PlaceColumns
  readonly details: Readonly<Record<string, unknown>>
}

function correctionsOf(place: StoredPlace, command: Omit<CorrectPlace, 'basedOn'>): readonly Correction[] {
  const corrections: Correction[] = []
  const { name, kind, position } = command
  if (name !== undefined && name !== place.name) {
    corrections.push({ kind: 'renamed', set: { name }, details: { name, nameBefore: place.name } })
  }
  if (kind !== undefined && kind !== place.kind) {
    corrections.push({ kind: 'kind-changed', set: { kind }, details: { kind, kindBefore: place.kind } })
  }
  if (position !== undefined) {
    const set = { latitude: position?.latitude ?? null, longitude: position?.longitude ?? null }
    const { latitude, longitude } = place
    if (set.latitude !== latitude || set.longitude !== longitude) {
      corrections.push({ kind: 'moved', set, details: { ...set, before: { latitude, longitude } } })
    }
  }
  const rest = ['addressHint', 'externalId', 'divisionCode'] as const
  for (const field of rest) {
    const value = command[field]
    if (value === undefined || value === place[field]) continue
    const set: PlaceColumns = { [field]: value }
    corrections.push({ kind: 'corrected', set, details: { field, value, before: place[field] } })
  }
  return corrections
}

/**
 * Puts a place into another village. Its past stays: visits and duties keep the place, figures of past windows keep their
 * owner. Errors: record/changed, place/village-unknown, place/kind-fixed.
 */
export function changeVillage(ctx: Context, placeId: string, entryId: string, command: ChangeVillage) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    requireVersion(place, command.basedOn)
    if (isDivision(place.kind)) fail('place/kind-fixed')
    await requireDivision(ctx, tx, 'village', command.villageId)
    if (place.villageId === command.villageId) return { reply: { id: placeId, version: place.version }, changed: [] }

    const version = await updatePlace(ctx, tx, placeId, { villageId: command.villageId })
    await insertEvent(ctx, tx, {
      id: entryId,
      placeId,
      kind: 'village-changed',
      details: { villageId: command.villageId, villageIdBefore: place.villageId },
    })
    await settleOwners(ctx, tx, { placeIds: [placeId] })
    const judged = await judgePlace(ctx, tx, placeId)
    await record(ctx, tx, { action: 'place.village-changed', entity: 'place', entityId: placeId })
    const villages = { villagesBefore: villagesOf(place.villageId), villagesAfter: [command.villageId] }
    const changed: readonly Change[] = [
      { op: 'put', entity: 'place', id: placeId, ...villages },
      { op: 'put', entity: 'duty', id: placeId, ...villages },
    ]
    return {
      reply: { id: placeId, version },
      changed: [...changed, ...judged.changed.filter(({ entity }) => entity !== 'duty')],
    }
  })
}

/** Records a fact as seen on a day; `vacant` and `largeVehicleAccess` decide the tier. Errors: place/day-in-future, place/closed. */
export function recordFact(ctx: Context, placeId: string, entryId: string, command: RecordFact) {
  const confirmedOn = command.confirmedOn ?? todayOf(ctx)
  if (confirmedOn > todayOf(ctx)) fail('place/day-in-future')
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    const { version, changed } = await setFact(ctx, tx, place, { id: entryId, ...command, confirmedOn })
    return { reply: { id: placeId, version }, changed }
  })
}

/** What a change of a place wrote: its version now, and what the feed is told. */
export type PlaceWritten = { readonly version: number; readonly changed: readonly Change[] }

/** A fact inside the caller's transaction, of a place that it locked. Errors: place/closed. */
export async function setFact(
  ctx: Context,
  tx: Tx,
  place: StoredPlace,
  fact: Pick<RecordFact, 'key' | 'value'> & { readonly id: string; readonly confirmedOn: string },
): Promise<PlaceWritten> {
  requireOpen(place)
  const { id, key, value, confirmedOn } = fact
  await insertFact(ctx, tx, { id, placeId: place.id, key, value, confirmedOn })
  const version = await settleFacts(ctx, tx, place.id)
  const judged = await judgePlace(ctx, tx, place.id)
  await record(ctx, tx, { action: 'place.fact', entity: 'place', entityId: place.id, details: { key } })
  return { version, changed: [placeChange(place), ...judged.changed] }
}

/** Base data seen and found unchanged (“how much of it was confirmed in the last 90 days”). Errors: place/day-in-future, place/closed. */
export function confirmPlace(ctx: Context, placeId: string, entryId: string, command: ConfirmPlace) {
  const confirmedOn = command.confirmedOn ?? todayOf(ctx)
  if (confirmedOn > todayOf(ctx)) fail('place/day-in-future')
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    requireOpen(place)
    await insertEvent(ctx, tx, { id: entryId, placeId, kind: 'confirmed', details: { confirmedOn } })
    const isLater = place.confirmedOn === null || confirmedOn > place.confirmedOn
    const version = isLater ? await updatePlace(ctx, tx, placeId, { confirmedOn }) : place.version
    await record(ctx, tx, { action: 'place.confirmed', entity: 'place', entityId: placeId })
    return { reply: { id: placeId, version }, changed: isLater ? [placeChange(place)] : [] }
  })
}
