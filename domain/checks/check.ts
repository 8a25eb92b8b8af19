import { policeRoles, type Role } from '../members/index.ts'

/** A check at one place, and the whole of a theme: planned → under way → complete. */
export const checkStates = ['planned', 'under-way', 'complete'] as const
export type CheckState = (typeof checkStates)[number]

/** Who takes part or signs for others than the station and its members: named, sealed, never listed. */
export const outsideParties = ['manager', 'regulator', 'other'] as const
export type OutsideParty = (typeof outsideParties)[number]

export const checkActions = ['fill-in', 'complete', 're-check', 'print'] as const
export type CheckAction = (typeof checkActions)[number]

/** What may be done with the check of one place in each state; a complete one stays as it was signed. */
export const allowedInCheck: Readonly<Record<CheckState, readonly CheckAction[]>> = {
  planned: ['fill-in', 'complete', 'print'],
  'under-way': ['fill-in', 'complete', 'print'],
  complete: ['re-check', 'print'],
}

/** Members who are not of the station: “police with community and partners” (DOMAIN.md §5). */
export const otherPartyRoles: readonly Role[] = ['partner', 'cadre', 'volunteer']

export type Present = {
  /** Roles of the members. */
  readonly roles: readonly Role[]
  /** How many others there are. */
  readonly outsiders: number
}

/**
 * Whom a targeted check still lacks, as a problem's code, or null: it is done, and signed, “by at least one police and one
 * other party” (DOMAIN.md §5).
 */
export function partyMissing(
  present: Present,
  at: 'plan' | 'signing',
): 'check/needs-police' | 'check/needs-other-party' | 'check/unsigned-by-police' | 'check/unsigned-by-other' | null {
  const police = present.roles.some((role) => policeRoles.includes(role))
  if (!police) return at === 'plan' ? 'check/needs-police' : 'check/unsigned-by-police'
  const other = present.outsiders > 0 || present.roles.some((role) => otherPartyRoles.includes(role))
  if (!other) return at === 'plan' ? 'check/needs-other-party' : 'check/unsigned-by-other'
  return null
}

/** The state of a theme from its places: 应查 `places`, 已查 `done`; `begun` are those under way or complete. */
export function checkStateOf(counts: { places: number; begun: number; done: number }): CheckState {
  if (counts.places > 0 && counts.done === counts.places) return 'complete'
  return counts.begun > 0 ? 'under-way' : 'planned'
}
