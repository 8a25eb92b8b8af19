import { isDivision } from '@sifang/domain/places/kinds'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace } from '../duties/index.ts'
import { handOnContact } from './contact.ts'
import {
  holdsOpenPlaces,
  insertEvent,
  isAnyClosed,
  lockAgainstEntries,
  lockPlaceRecord,
  type StoredPlace,
  updatePlace,
} from './queries.ts'
import type { GiveReason, MergePlace } from './schema.ts'
import { requireFreeStretch } from './segments.ts'
import { isDivisionOrSegment, type PlaceWritten, placeChange, requireMayChange, requireOpen } from './service.ts'

/**
 * Closes a place: its open duties are superseded, no visit counts meanwhile. Errors: account/not-allowed, place/closed,
 * place/holds-places.
 */
export function closePlace(ctx: Context, placeId: string, entryId: string, command: GiveReason) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    const { version, changed } = await close(ctx, tx, place, entryId, { reason: command.reason })
    return { reply: { id: placeId, version }, changed }
  })
}

/** Closes a place inside the caller's transaction, that it locked. Errors: account/not-allowed, place/closed, place/holds-places. */
export async function close(
  ctx: Context,
  tx: Tx,
  place: StoredPlace,
  entryId: string,
  details: Readonly<Record<string, string>>,
): Promise<PlaceWritten> {
  requireMayChange(ctx, place, 'place.close')
  requireOpen(place)
  if (isDivision(place.kind)) {
    await lockAgainstEntries(ctx, tx, place)
    if (await holdsOpenPlaces(ctx, tx, place)) fail('place/holds-places')
  }
  const version = await updatePlace(ctx, tx, place.id, { closedAt: ctx.now() })
  await insertEvent(ctx, tx, { id: entryId, placeId: place.id, kind: 'closed', details })
  const judged = await judgePlace(ctx, tx, place.id)
  await record(ctx, tx, { action: 'place.closed', entity: 'place', entityId: place.id })
  return { version, changed: [placeChange(place), ...judged.changed] }
}

/**
 * Opens a closed place again, where there is room for it; its duties start as a new place's. Errors: account/not-allowed,
 * place/not-closed, place/merged, place/lies-in-closed, line/segment-span, line/segment-overlap.
 */
export function reopenPlace(ctx: Context, placeId: string, entryId: string, command: GiveReason) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    requireMayChange(ctx, place, 'place.close')
    if (!place.closedAt) fail('place/not-closed')
    await requireRoom(ctx, tx, place)
    const version = await updatePlace(ctx, tx, placeId, { closedAt: null })
    await insertEvent(ctx, tx, { id: entryId, placeId, kind: 'reopened', details: { reason: command.reason } })
    const judged = await judgePlace(ctx, tx, placeId)
    await record(ctx, tx, { action: 'place.reopened', entity: 'place', entityId: placeId })
    return { reply: { id: placeId, version }, changed: [placeChange(place), ...judged.changed] }
  })
}

/** What a place lies in may have been closed or divided anew meanwhile. */
async function requireRoom(ctx: Context, tx: Tx, place: StoredPlace): Promise<void> {
  const { id, villageId, communityId, lineId, fromKm, toKm } = place
  const around = [villageId === id ? null : villageId, communityId].filter((held) => held !== null)
  if (await isAnyClosed(ctx, tx, around)) fail('place/lies-in-closed')
  if (lineId && fromKm !== null && toKm !== null)
    await requireFreeStretch(ctx, tx, { lineId, fromKm, toKm }, 'params.id', id)
}

/**
 * Two records of one place: `placeId` is closed and points to the one that stays. Its visits, duties and tiers stay as they
 * were and are read on the timeline of the one that stays. A contact goes along when there is room for it, and is erased
 * otherwise. Errors: place/merge-same, place/merge-kinds, place/closed, place/merged.
 */
export function mergePlace(ctx: Context, placeId: string, entryId: string, command: MergePlace) {
  if (placeId === command.intoId) fail('place/merge-same')
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const [loser, winner] = await lockBoth(ctx, tx, placeId, command.intoId)
    if (isDivisionOrSegment(loser) || isDivisionOrSegment(winner)) fail('place/merge-kinds')
    requireOpen(winner)

    const closedAt = loser.closedAt ?? ctx.now()
    const version = await updatePlace(ctx, tx, loser.id, { closedAt, mergedIntoId: winner.id })
    await insertEvent(ctx, tx, {
      id: entryId,
      placeId: loser.id,
      kind: 'merged',
      details: { intoId: winner.id, reason: command.reason },
    })
    await handOnContact(ctx, tx, loser.id, winner.id)
    const judged = await judgePlace(ctx, tx, loser.id)
    await record(ctx, tx, {
      action: 'place.merged',
      entity: 'place',
      entityId: loser.id,
      details: { intoId: winner.id },
    })
    return { reply: { id: loser.id, version }, changed: [placeChange(loser), placeChange(winner), ...judged.changed] }
  })
}

/** In the order of their ids, so that two merges cannot wait for one another. */
async function lockBoth(ctx: Context, tx: Tx, a: string, b: string): Promise<readonly [StoredPlace, StoredPlace]> {
  if (a < b) {
    const first = await lockPlaceRecord(ctx, tx, a)
    return [first, await lockPlaceRecord(ctx, tx, b)]
  }
  const second = await lockPlaceRecord(ctx, tx, b)
  return [await lockPlaceRecord(ctx, tx, a), second]
}
