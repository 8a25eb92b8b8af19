import type { CivilDate, Instant } from '../calendar/index.ts'
import { breakingDays, type StreakIncident } from './breaking.ts'
import { type StreakDefinition, startKnownBy } from './definition.ts'
import { daysBetween, unbroken, wholeYearsBetween } from './elapsed.ts'
import { festivalStreak } from './festival.ts'
import type { Streak } from './streak.ts'

/**
 * How long nothing of these categories has happened, as of a day and by what was known at an instant (DOMAIN.md §8): what
 * was believed on a day when `knownAt` is its end, what is true of it when `knownAt` is the present. Throws RangeError for
 * a definition without a start and, of festivals, outside the years of `festivalYears`.
 */
export function streak(
  definition: StreakDefinition,
  incidents: readonly StreakIncident[],
  asOf: CivilDate,
  knownAt: Instant,
): Streak {
  const breaking = breakingDays(definition, incidents, asOf, knownAt)
  switch (definition.kind) {
    case 'days':
      return unbroken(startKnownBy(definition.starts, knownAt).day, breaking, asOf, daysBetween)
    case 'years':
      return unbroken(startKnownBy(definition.starts, knownAt).day, breaking, asOf, wholeYearsBetween)
    case 'festival':
      return festivalStreak(startKnownBy(definition.starts, knownAt).firstYear, definition.lastLunarDay, breaking, asOf)
  }
}
