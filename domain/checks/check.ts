import { policeRoles, type Role } from '../members/index.ts'

/** A check at one place, and the whole of a theme: planned → under way → complete; or withdrawn before it began. */
export const checkStates = ['planned', 'under-way', 'complete', 'withdrawn'] as const
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
  withdrawn: [],
}

/**
 * Whether a plan may still be changed or withdrawn: nothing was answered or signed anywhere, no hazard was found, and there
 * is no photo yet.
 */
export const planStands = ({ state, photos }: { readonly state: CheckState; readonly photos: number }): boolean =>
  state === 'planned' && photos === 0

/** Members who are not of the station: “police with community and partners” (DOMAIN.md §5). */
export const otherPartyRoles: readonly Role[] = ['partner', 'cadre', 'volunteer']

export type Present = {
  /** Roles of the members. */
  readonly roles: readonly Role[]
  /** How many others there are. */
  readonly outsiders: number
}

/** Whom the plan of a targeted check still lacks, as a problem's code, or null: “by at least one police and one other party” (DOMAIN.md §5). */
export function partyMissing(present: Present): 'check/needs-police' | 'check/needs-other-party' | null {
  if (!present.roles.some((role) => policeRoles.includes(role))) return 'check/needs-police'
  const other = present.outsiders > 0 || present.roles.some((role) => otherPartyRoles.includes(role))
  return other ? null : 'check/needs-other-party'
}

export type Signed = {
  /** A member's role; null: somebody from outside. */
  readonly role: Role | null
  readonly refused: boolean
}

/**
 * What the signatures of a check still lack, as a problem's code, or null. Another party may refuse: that is written down and
 * counts as their part, and two police sign below it. Police sign.
 */
export function signatureMissing(
  signed: readonly Signed[],
):
  | 'check/unsigned-by-police'
  | 'check/unsigned-by-other'
  | 'check/refused-by-police'
  | 'check/refusal-needs-two-police'
  | null {
  const isPolice = ({ role }: Signed) => role !== null && policeRoles.includes(role)
  if (signed.some((one) => one.refused && isPolice(one))) return 'check/refused-by-police'
  const police = signed.filter(isPolice).length
  if (police === 0) return 'check/unsigned-by-police'
  if (!signed.some(({ role }) => role === null || otherPartyRoles.includes(role))) return 'check/unsigned-by-other'
  return police < 2 && signed.some(({ refused }) => refused) ? 'check/refusal-needs-two-police' : null
}

/** The state of a theme from its places: 应查 `places`, 已查 `done`; `begun` are those under way or complete. */
export function checkStateOf(counts: { places: number; begun: number; done: number }): CheckState {
  if (counts.places > 0 && counts.done === counts.places) return 'complete'
  return counts.begun > 0 ? 'under-way' : 'planned'
}
