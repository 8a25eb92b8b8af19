/** Streaks (DOMAIN.md §8) are not computed yet. */
export const streakOfScenario = (_json: unknown, _asOf: string, _knownAt: string): { readonly notYet: true } => ({
  notYet: true,
})
