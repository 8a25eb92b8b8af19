import type { Instant } from '../calendar/index.ts'

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
