import { leaderRoles, type Role } from './roles.ts'

/** What somebody decides about an entry of somebody else (DOMAIN.md §2 “Who decides what”, §4). */
export type Decision =
  | 'verify-incident'
  | 'approve-tier'
  | 'approve-excusal'
  | 'void-visit'
  | 'review-red'
  | 'admit-visit'
  | 'confirm-base-data'

type Rule = {
  readonly roles: readonly Role[]
  /** The shift leader may as well, an officer for that shift. */
  readonly shiftLeader: boolean
  /** Not by the owner of the duty or place that it is about. */
  readonly notTheOwner: boolean
}

const officers: readonly Role[] = [...leaderRoles, 'officer']
const leading: Rule = { roles: leaderRoles, shiftLeader: true, notTheOwner: false }

/**
 * “Verify an incident, approve a tier or excusal, void a visit: chief, instructor or deputy, or the shift leader.”
 * A visit that was reported more than 7 days late “waits for an officer other than the visitor”; corrections of base data
 * “count once an officer confirms them” (§5).
 */
export const decisions: Readonly<Record<Decision, Rule>> = {
  'verify-incident': leading,
  'approve-tier': leading,
  'approve-excusal': { ...leading, notTheOwner: true },
  'void-visit': leading,
  'review-red': leading,
  'admit-visit': { roles: officers, shiftLeader: true, notTheOwner: false },
  'confirm-base-data': { roles: officers, shiftLeader: true, notTheOwner: false },
}

export type Decider = {
  readonly memberId: string
  readonly role: Role
  readonly leadsShift: boolean
  /** Members whose follow-ups are in this one's hand today; decisions take no account of it. */
  readonly standsInFor?: readonly string[]
}

export type Decided = {
  /** Who made the entry; null when nobody in particular did (a review that the rules ask for). */
  readonly enteredBy: string | null
  readonly ownerId?: string | null
  /** Others whose own matter it is: all who took part in a visit. */
  readonly alsoOf?: readonly string[]
}

export type DecisionRefusal = 'account/own-entry' | 'account/not-allowed'

/** Why this member may not decide, as a problem's code, or null when they may. Nobody decides about their own entry. */
export function mayDecide(decision: Decision, actor: Decider, subject: Decided): DecisionRefusal | null {
  const rule = decisions[decision]
  // “Volunteers, cadres and partners decide nothing”: leading a shift gives a right to officers only.
  const entitled = rule.roles.includes(actor.role) || (rule.shiftLeader && actor.leadsShift && actor.role === 'officer')
  if (!entitled) return 'account/not-allowed'
  if (subject.enteredBy === actor.memberId || subject.alsoOf?.includes(actor.memberId)) return 'account/own-entry'
  if (rule.notTheOwner && subject.ownerId === actor.memberId) return 'account/own-entry'
  return null
}
