import type { Tier } from './tier.ts'

/** What the tier rules read of a place at one instant. */
export type TierFacts = {
  /** The last incident verified here, of a category that turns a place red, that no review has closed since. */
  readonly openIncidentId: string | null
  /** The last approved decision whose last day (24:00) is not over. */
  readonly decision: { readonly id: string; readonly tier: Tier } | null
  readonly vacantCourtyard: boolean
  readonly largeVehicleAccess: boolean
}

/** Why a place has its tier; the key of a message that people can read. */
export type TierReason = 'incident-verified' | 'decided' | 'vacant-with-large-vehicle-access' | 'otherwise'

export type TierRule = {
  readonly reason: TierReason
  /** The tier, and what it rests on; null where the rule does not apply. */
  readonly decide: (place: TierFacts) => { readonly tier: Tier; readonly basisId: string | null } | null
}

export type TierDecided = { readonly tier: Tier; readonly reason: TierReason; readonly basisId: string | null }

/** Tier rules in order; the first that applies decides (DOMAIN.md §3). */
export const tierRules: readonly TierRule[] = [
  {
    reason: 'incident-verified',
    decide: ({ openIncidentId }) => (openIncidentId === null ? null : { tier: 'red', basisId: openIncidentId }),
  },
  {
    reason: 'decided',
    decide: ({ decision }) => (decision === null ? null : { tier: decision.tier, basisId: decision.id }),
  },
  {
    reason: 'vacant-with-large-vehicle-access',
    decide: (place) => (place.vacantCourtyard && place.largeVehicleAccess ? { tier: 'yellow', basisId: null } : null),
  },
  { reason: 'otherwise', decide: () => ({ tier: 'green', basisId: null }) },
]

/** The tier that these facts give, its reason, and the incident or decision it rests on. */
export function decideTier(place: TierFacts): TierDecided {
  for (const { reason, decide } of tierRules) {
    const decided = decide(place)
    if (decided !== null) return { reason, ...decided }
  }
  return { tier: 'green', reason: 'otherwise', basisId: null }
}

const untiered: readonly string[] = ['village', 'community']

/** “Villages and communities are places too, without a tier” (DOMAIN.md §2). */
export const hasTier = (placeKind: string): boolean => !untiered.includes(placeKind)
