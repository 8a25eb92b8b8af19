import { dayOf, zoneOf } from '@sifang/domain/calendar'
import { type Dispute, type DisputeSettings, disputeOf, type HostFacts } from '@sifang/domain/disputes'
import type { FollowUpState } from '@sifang/domain/follow-ups'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { lockFollowUp, readEntries } from '../follow-ups/index.ts'
import { getStation } from '../stations/index.ts'
import { getDisputeMatter, mediatorFacts, rolesOf } from './queries.ts'

/** A dispute as it stands, its follow-up locked against other steps. */
export type LockedDispute = {
  readonly id: string
  readonly villageId: string | null
  readonly version: number
  readonly followUpState: FollowUpState
  readonly ownerId: string
  readonly dispute: Dispute
  readonly settings: DisputeSettings
}

/** Errors: dispute/not-found, dispute/not-a-dispute. */
export async function lockDispute(ctx: Context, tx: Tx, id: string): Promise<LockedDispute> {
  await getDisputeMatter(ctx, tx, id)
  const { villageId, followUp } = await lockFollowUp(tx, ctx.station.id, id)
  const entries = await readEntries(tx, ctx.station.id, id)
  const { settings } = await getStation(tx, ctx.station.id)
  return {
    id,
    villageId,
    version: followUp.version,
    followUpState: followUp.state,
    ownerId: followUp.ownerId,
    dispute: disputeOf(entries, zoneOf(ctx.station.timeZone)),
    settings: settings.disputes,
  }
}

type Named =
  | { readonly kind: 'member'; readonly memberId: string }
  | { readonly kind: 'mediator'; readonly mediatorId: string }

/** What the guards ask about a host on a day. Errors: dispute/mediator-not-found, dispute/host-needed. */
export async function hostFacts(
  ctx: Context,
  tx: Tx,
  host: Named | null,
  villageId: string | null,
  at: Date,
): Promise<HostFacts | null> {
  if (host === null) return null
  const on = dayOf(at, ctx.station.timeZone)
  if (host.kind === 'mediator') return mediatorFacts(tx, ctx.station.id, host.mediatorId, { villageId, on })
  const role = (await rolesOf(tx, ctx.station.id, [host.memberId])).get(host.memberId)
  if (role === undefined) return fail('dispute/host-needed')
  return { host, role, covers: false, inTerm: false, hasSeal: false }
}
