import { leaderRoles, type Role } from './roles.ts'

type Who = { readonly memberId: string; readonly role: Role }

/** Who has an account restored by the chief only: those who decide, and the one who reads what an administrator did. */
const restoredByChief: readonly Role[] = [...leaderRoles, 'auditor']

/**
 * Why this member may not restore another's access to their account (a new password, a lost second factor, a lock-out),
 * as a problem's code, or null when they may. Nobody does it for themselves: whoever finds a screen open would keep it.
 * The route lets chief and administrator in; a station's only chief is helped on the machine (`sifang reset-password`).
 */
export function mayRestoreAccess(actor: Who, member: Who): 'account/own-access' | 'account/standing' | null {
  if (actor.memberId === member.memberId) return 'account/own-access'
  if (actor.role !== 'chief' && restoredByChief.includes(member.role)) return 'account/standing'
  return null
}
