import type { Decider } from '../members/index.ts'
import type { ProblemCode } from '../problems.ts'
import { type Appended, append } from './append.ts'
import type { FollowUpEntry, Joined, Merged } from './entry.ts'
import { type FollowUp, followUpOf } from './follow-up.ts'
import type { ClockRules } from './next-clock.ts'

/** A follow-up as it was read: its id, its entries, and the version that the member saw. */
export type Seen = { readonly id: string; readonly entries: readonly FollowUpEntry[]; readonly basedOn: number }

export type MergedPair =
  | { readonly kind: 'merged'; readonly from: Appended; readonly into: Appended }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly stands: FollowUp }

/**
 * Merges `from` into `into`: the first is closed, the other one goes on for both, and those who asked or reported in the
 * first are told by the second. What became urgent in either is urgent. Both are written, or neither.
 * Errors: follow-up/merge-same, and those of `append`.
 */
export function merge(from: Seen, into: Seen, at: number, actor: Decider, rules: ClockRules): MergedPair {
  const merged = followUpOf(from.entries)
  if (from.id === into.id) return { kind: 'refused', code: 'follow-up/merge-same', stands: merged }
  const made = { by: actor.memberId, at, receivedAt: at }
  const leaving: Merged = { kind: 'merged', ...made, intoId: into.id }
  const { urgency, reporterIds, residentAsked } = merged
  const coming: Joined = { kind: 'joined', ...made, followUpId: from.id, urgency, reporterIds, residentAsked }

  const left = append(from.entries, leaving, from.basedOn, actor, rules)
  const met = append(into.entries, coming, into.basedOn, actor, rules)
  for (const side of [left, met]) {
    if (side.refusal !== null) return { kind: 'refused', code: side.refusal.code, stands: side.followUp }
  }
  return { kind: 'merged', from: left, into: met }
}
