/** The three tiers, strictest first (DOMAIN.md §3). */
export const tiers = ['red', 'yellow', 'green'] as const
export type Tier = (typeof tiers)[number]

/** 0 for red, 1 for yellow, 2 for green, 3 for places without a tier: the order of lists. */
export const tierRank = (tier: Tier | null): number => (tier === null ? 3 : tiers.indexOf(tier))

/** Red is stricter than yellow, yellow than green. */
export const isStricter = (a: Tier, b: Tier): boolean => tierRank(a) < tierRank(b)
