import type { Instant } from '../calendar/index.ts'

/** What a finding is about (DOMAIN.md §6), in the order in which forms show them. */
export const findingKinds = ['dispute', 'hazard', 'tip', 'need', 'base-data-change'] as const
export type FindingKind = (typeof findingKinds)[number]

/** Urgent ones go to the duty officer at once. */
export const urgencies = ['urgent', 'ordinary'] as const
export type Urgency = (typeof urgencies)[number]

/** On a visit, or without one: a call, a walk-in, a message (DOMAIN.md §6). */
export type FindingSource =
  | { readonly kind: 'visit'; readonly visitId: string }
  | { readonly kind: 'call' }
  | { readonly kind: 'walk-in' }
  | { readonly kind: 'message' }

export const findingSourceKinds = ['visit', 'call', 'walk-in', 'message'] as const satisfies readonly SourceKind[]
type SourceKind = FindingSource['kind']

/**
 * What the rules read of a finding; what was seen itself (words, pictures, speech) lies with its matter. Never edited: a
 * correction is a finding of its own that names the one it corrects.
 */
export type Finding = {
  readonly id: string
  readonly kind: FindingKind
  readonly urgency: Urgency
  readonly source: FindingSource
  /** Where it was seen; for what happens in a dwelling its village. */
  readonly placeId: string
  readonly at: Instant
  readonly receivedAt: Instant
  /** The member who saw or passed it on, who is credited and told; null where it came from no member. */
  readonly reporterId: string | null
  /** Who typed it in: the reporter, or the desk that took it down. */
  readonly enteredBy: string
  /** The finding that this one corrects. */
  readonly corrects: string | null
}
