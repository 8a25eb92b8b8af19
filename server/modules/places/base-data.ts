import { permissionOver, reach } from '@sifang/domain/permissions'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { judgePlace } from '../duties/index.ts'
import { close } from './closing.ts'
import { lockPlaceRecord, requireDivision, type StoredPlace } from './queries.ts'
import type { factValue, placeKind } from './schema.ts'
import {
  correct,
  enterPlace,
  type PlaceWritten,
  refuseIfDwelling,
  requireMayChange,
  requireVersion,
  setFact,
} from './service.ts'

/** What can be applied of what was said about a place. */
export type PlaceChange =
  | { readonly kind: 'fact'; readonly fact: z.output<typeof factValue> }
  | { readonly kind: 'closed' }
  | { readonly kind: 'renamed'; readonly name: string }
  | { readonly kind: 'place-kind'; readonly placeKind: z.output<typeof placeKind> }
  | { readonly kind: 'new'; readonly name: string; readonly placeKind: z.output<typeof placeKind> }

export type Applying = {
  readonly placeId: string
  /** The version that was looked at; null: what stands. */
  readonly basedOn: number | null
  readonly change: PlaceChange
  /** The civil day on which it was seen. */
  readonly seenOn: string
}

/** Whether this member may make such a change at a place of this kind at all. */
export function mayApply(ctx: Context, placeKindOf: string, { kind }: { readonly kind: string }): boolean {
  const ordinary = kind === 'closed' ? 'place.close' : 'place.write'
  return reach(kind === 'new' ? ordinary : permissionOver(placeKindOf, ordinary), ctx.actor.role) !== null
}

/**
 * Applies a change of base data that was confirmed, inside the caller's transaction, as the same change made by hand does:
 * facts, tier and duties follow. Answers the place that it was made at; of a new place the new one.
 * Errors: account/not-allowed, record/changed, place/not-found, place/merged, place/closed and those of each change.
 */
export async function applyChange(
  ctx: Context,
  tx: Tx,
  applying: Applying,
): Promise<PlaceWritten & { placeId: string }> {
  const { placeId, basedOn, change, seenOn } = applying
  const place = await lockPlaceRecord(ctx, tx, placeId)
  if (basedOn !== null) requireVersion(place, basedOn)
  if (change.kind === 'new') return enterNew(ctx, tx, place, change, seenOn)
  requireMayChange(ctx, place, change.kind === 'closed' ? 'place.close' : 'place.write')
  const id = ctx.newId()
  switch (change.kind) {
    case 'fact':
      return { placeId, ...(await setFact(ctx, tx, place, { id, ...change.fact, confirmedOn: seenOn })) }
    case 'closed':
      return { placeId, ...(await close(ctx, tx, place, id, {})) }
    case 'renamed':
      return { placeId, ...(await correct(ctx, tx, place, id, { name: change.name })) }
    case 'place-kind':
      return { placeId, ...(await correct(ctx, tx, place, id, { kind: change.placeKind })) }
  }
}

/** A place that nobody had entered yet, in the village where it was seen. */
async function enterNew(
  ctx: Context,
  tx: Tx,
  near: StoredPlace,
  { name, placeKind: kind }: Extract<PlaceChange, { kind: 'new' }>,
  seenOn: string,
): Promise<PlaceWritten & { placeId: string }> {
  const id = ctx.newId()
  const villageId = near.kind === 'village' ? near.id : (near.villageId ?? near.id)
  refuseIfDwelling(kind, name)
  await requireDivision(ctx, tx, 'village', villageId)
  await enterPlace(ctx, tx, { id, kind, name, villageId, confirmedOn: seenOn })
  const judged = await judgePlace(ctx, tx, id)
  await record(ctx, tx, { action: 'place.created', entity: 'place', entityId: id, details: { kind } })
  const changed = [{ op: 'put', entity: 'place', id, villagesAfter: [villageId] } as const, ...judged.changed]
  return { placeId: id, version: 1, changed }
}
