import type { Instant } from '../calendar/index.ts'
import { type Decider, type DecisionRefusal, mayDecide } from '../members/index.ts'

export type IncidentStatus = 'reported' | 'verified' | 'rejected'

export type IncidentReview = { readonly at: Instant; readonly verdict: 'verified' | 'rejected' }

/**
 * “Reported → verified or rejected”; the last review known by `knownAt` holds (DOMAIN.md §8). Reviews in the order
 * recorded.
 */
export function incidentStatus(reviews: readonly IncidentReview[], knownAt: Instant): IncidentStatus {
  let last: IncidentReview | null = null
  for (const review of reviews) {
    if (review.at <= knownAt && (last === null || review.at >= last.at)) last = review
  }
  return last?.verdict ?? 'reported'
}

/** Why this member may not review the incident, or null: chief, instructor, deputy or shift leader, never one's own report. */
export const mayReview = (actor: Decider, incident: { readonly reportedBy: string }): DecisionRefusal | null =>
  mayDecide('verify-incident', actor, { enteredBy: incident.reportedBy })
