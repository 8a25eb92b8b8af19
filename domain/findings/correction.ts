import { policeRoles, type Role } from '../members/index.ts'
import type { Finding } from './finding.ts'

/**
 * What stands of a finding and its corrections, in the order recorded: the last one. “What was seen is never edited; a
 * correction is a new entry” (DOMAIN.md §6), so all of them are kept. Throws RangeError for no finding at all.
 */
export function standingFinding<F extends Finding>(corrections: readonly F[]): F {
  const last = corrections.at(-1)
  if (last === undefined) throw new RangeError('a finding has at least one entry')
  return last
}

export type CorrectionRefusal = 'account/not-allowed' | 'finding/corrected-already'

/**
 * Why this member may not correct the finding, or null. `correctsId` is the one that they saw: when another correction
 * came first, they look at that one and decide again. Whoever reported or entered it may, and police.
 */
export function mayCorrect(
  actor: { readonly memberId: string; readonly role: Role },
  corrections: readonly Finding[],
  correctsId: string,
): CorrectionRefusal | null {
  const own = corrections.some(
    ({ reporterId, enteredBy }) => reporterId === actor.memberId || enteredBy === actor.memberId,
  )
  if (!own && !policeRoles.includes(actor.role)) return 'account/not-allowed'
  return standingFinding(corrections).id === correctsId ? null : 'finding/corrected-already'
}
