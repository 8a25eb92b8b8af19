import type { FollowUpState } from '../follow-ups/index.ts'
import type { Dispute, DisputeState } from './dispute.ts'

/**
 * The station's word comes when the parties are at one, or when nothing more is mediated and that was told: then the follow-up is settled,
 * and what is to be performed and looked in at stands in the due lists by its dates. Not performed opens it again.
 */
const settles: readonly DisputeState[] = [
  'settled-there',
  'performing',
  'performed',
  'told-of-court',
  'withdrawn',
  'referred',
  'revisited',
  'closed',
  'filed',
]

/** What a dispute's step does to its follow-up besides, or null. */
export function alsoOfFollowUp(
  dispute: Pick<Dispute, 'state' | 'remediesTold'>,
  followUp: FollowUpState,
): 'settled' | 'reopened' | null {
  const running = followUp === 'open' || followUp === 'accepted' || followUp === 'working'
  const over = settles.includes(dispute.state) || (dispute.state === 'failed' && dispute.remediesTold)
  if (over) return running ? 'settled' : null
  return running || followUp === 'merged' || followUp === 'confirmed' ? null : 'reopened'
}
