/** What a streak counts the absence of (DOMAIN.md §8). */
export type StreakKind = 'puncture' | 'pipeline-accident' | 'pipeline-offence' | 'homicide' | 'festival'

type Category<Id extends string> = {
  readonly id: Id
  /** Which streaks an incident of this category breaks; every crime breaks a festival window. */
  readonly breaksStreaks: readonly StreakKind[]
  /** Whether a verified one turns its place red (DOMAIN.md §3, 1); a station may set this otherwise. */
  readonly turnsRed: boolean
}

const category = <const Id extends string>(
  id: Id,
  turnsRed: boolean,
  ...breaksStreaks: StreakKind[]
): Category<Id> => ({
  id,
  turnsRed,
  breaksStreaks,
})

/** The categories of a new station, in the order in which forms show them. “110 also carries calls for help.” */
export const incidentCategories = [
  category('theft', true, 'festival'),
  category('fraud', true, 'festival'),
  category('violence', true, 'festival'),
  category('homicide', true, 'homicide', 'festival'),
  category('property-damage', true, 'festival'),
  category('gambling', true, 'festival'),
  category('pipeline-puncture', true, 'puncture', 'pipeline-offence', 'festival'),
  category('pipeline-offence', true, 'pipeline-offence', 'festival'),
  category('pipeline-accident', true, 'pipeline-accident', 'festival'),
  category('fire', true, 'festival'),
  category('traffic', false),
  category('call-for-help', false),
  category('other', false),
] as const

export type IncidentCategory = (typeof incidentCategories)[number]['id']

/** Those of a station that has set nothing of its own. */
export const redByDefault: readonly string[] = incidentCategories.filter(({ turnsRed }) => turnsRed).map(({ id }) => id)

/** Only these may be digging that was announced (DOMAIN.md §8). */
export const isPuncture = (category: string): boolean =>
  incidentCategories.some(({ id, breaksStreaks }) => id === category && breaksStreaks.includes('puncture'))
