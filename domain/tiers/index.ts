export type { Tier } from './tier.ts'
export { isStricter, tierRank, tiers } from './tier.ts'
