/** What a station knows and decides: pure, without clock, chance or I/O (DOMAIN.md). The same on servers and phones. */
export * from './calendar/index.ts'
export * from './duties/index.ts'
export * from './incidents/index.ts'
export * from './members/index.ts'
export * from './policy/index.ts'
export * from './rules/index.ts'
export * from './tiers/index.ts'
export * from './visits/index.ts'
