import { type CivilDate, dayNumber, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import type { StreakIncident } from './breaking.ts'
import { streak } from './count.ts'
import type { StreakDefinition } from './definition.ts'
import type { Streak } from './streak.ts'

export type Belief = {
  /** By what was known when the day ended. */
  readonly believed: Streak
  /** By all that is known at `now`. */
  readonly actual: Streak
}

/** “Both what was believed on a day and what is true of it” (DOMAIN.md §8). */
export function beliefOn(
  definition: StreakDefinition,
  incidents: readonly StreakIncident[],
  day: CivilDate,
  now: Instant,
  zone: Zone = shanghai,
): Belief {
  const endOfDay = zone.startOfDay(dayNumber(day) + 1) - 1
  return {
    believed: streak(definition, incidents, day, Math.min(endOfDay, now)),
    actual: streak(definition, incidents, day, now),
  }
}
