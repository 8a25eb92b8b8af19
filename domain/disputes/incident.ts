import { type Decider, mayDecide, policeRoles } from '../members/index.ts'
import type { ProblemCode } from '../problems.ts'
import type { Dispute } from './dispute.ts'

/**
 * Why this member may not say whether a dispute is an incident as well, or null (DOMAIN.md §7). That it is one, any police
 * say; why it is none, a second person: somebody who verifies incidents and neither reported nor accepted it nor hosts it.
 */
export function incidentDecisionRefusal(
  actor: Decider,
  dispute: Dispute,
  verdict: 'incident' | 'not-an-incident',
): ProblemCode | null {
  if (verdict === 'incident') return policeRoles.includes(actor.role) ? null : 'account/not-allowed'
  const hostId = dispute.host?.memberId ?? null
  const own = [...dispute.reporterIds, dispute.reportedBy, dispute.acceptedBy, hostId].filter((id) => id !== null)
  return mayDecide('verify-incident', actor, { enteredBy: null, alsoOf: own })
}
