import { leaderRoles, type Role } from './roles.ts'

type Who = { readonly memberId: string; readonly role: Role }

/** Roles of standing: those who decide, and the one who reads what an administrator did. */
const ofStanding: readonly Role[] = [...leaderRoles, 'auditor']

/**
 * Why this member may not give another one access to their account (a first or a new password, a lost second factor, a
 * lock-out), as a problem's code, or null when they may. Whoever gives a password knows it, so an account of standing is
 * the chief's to open and to restore. Nobody does it for themselves: whoever finds a screen open would keep it.
 * The route lets chief and administrator in; a station's only chief is helped on the machine (`sifang reset-password`).
 */
export function mayGiveAccess(actor: Who, member: Who): 'account/own-access' | 'account/standing' | null {
  if (actor.memberId === member.memberId) return 'account/own-access'
  if (actor.role !== 'chief' && ofStanding.includes(member.role)) return 'account/standing'
  return null
}

/**
 * Why this member may not turn a role into another, as a problem's code, or null when they may. `before` is null for
 * somebody new, `after` for somebody who leaves. A role of standing is given and taken by a leader only: an
 * administrator who could change it would get round {@link mayGiveAccess}. There is a leader to ask at any time: the
 * first run makes the chief, and the last one who can sign in stays (member/only-chief).
 */
export function mayGiveRole(
  actor: Pick<Who, 'role'>,
  before: Role | null,
  after: Role | null,
): 'member/standing' | null {
  if (before === after || leaderRoles.includes(actor.role)) return null
  return [before, after].some((role) => role !== null && ofStanding.includes(role)) ? 'member/standing' : null
}
