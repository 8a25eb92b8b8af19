import { pairsOf } from '@sifang/domain/recurrence'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { stationHasher } from '../../platform/secrets/index.ts'
import { findOwner, findSamePair, findSamePlace, replacePairs } from './queries.ts'

/**
 * Remembers between whom a matter is: a hash of each two of the names within their village, in the place of what was
 * remembered before. The names themselves are kept nowhere here.
 */
export async function remember(
  ctx: Context,
  tx: Tx,
  matterId: string,
  villageId: string,
  names: readonly string[],
): Promise<void> {
  const hash = await stationHasher(tx, ctx, 'party-pair')
  const hashes = pairsOf(names).map((pair) => hash(`${villageId}\n${pair}`))
  await replacePairs(ctx, tx, matterId, villageId, hashes)
}

/** Ids of earlier disputes, the latest first; 20 at most of each. */
export type Earlier = { readonly samePair: readonly string[]; readonly samePlace: readonly string[] }

/**
 * Whether a dispute is “these two again” or “this place again”, for the one who has it, whoever hosts it, and nobody else;
 * on record with the purpose and how many there were. Errors: request/not-found, account/not-allowed.
 */
export async function probe(
  ctx: Context,
  tx: Tx,
  matterId: string,
  { hostId, purpose }: { readonly hostId: string | null; readonly purpose: string },
): Promise<Earlier> {
  const ownerId = (await findOwner(ctx, tx, matterId)) ?? fail('request/not-found')
  if (ctx.actor.memberId !== ownerId && ctx.actor.memberId !== hostId) fail('account/not-allowed')
  const samePair = await findSamePair(ctx, tx, matterId)
  const samePlace = await findSamePlace(ctx, tx, matterId)
  await record(ctx, tx, {
    action: 'dispute.probed',
    entity: 'follow-up',
    entityId: matterId,
    purpose,
    details: { samePair: samePair.length, samePlace: samePlace.length },
  })
  return { samePair, samePlace }
}
