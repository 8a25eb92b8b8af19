import { leaderRoles, type Role } from './roles.ts'

type Who = { readonly memberId: string; readonly role: Role }

const ofStanding: readonly Role[] = [...leaderRoles, 'auditor']
const byOfficers: readonly Role[] = ['volunteer', 'cadre', 'partner']

/**
 * Why this member may not give another one a code for a phone, or for a new PIN on one, as a problem's code, or null when
 * they may. Whoever has the code can read as that member: so everybody for themselves, an officer for those who are not
 * police, leaders and the administrator for police as well, and for an account of standing the chief alone
 * ({@link mayGiveAccess}).
 */
export function mayEnrol(actor: Who, member: Who): 'account/standing' | 'device/whose' | null {
  if (actor.memberId === member.memberId || actor.role === 'chief') return null
  if (ofStanding.includes(member.role)) return 'account/standing'
  if (leaderRoles.includes(actor.role) || actor.role === 'administrator') return null
  return actor.role === 'officer' && byOfficers.includes(member.role) ? null : 'device/whose'
}
