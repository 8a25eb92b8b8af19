import type { CivilDate, Instant } from '../calendar/index.ts'
import { breaks, type StreakIncident, statusKnownBy } from './breaking.ts'
import { type StreakDefinition, startKnownBy } from './definition.ts'
import { festivalWindow, windowHolding } from './festival-window.ts'

/**
 * What broke the streak last, by what was known at an instant: the verified incident from which it is counted, or that
 * ended the row of festivals before the present one, also in a window that still runs. null: it was never broken since
 * its start. Of several on one day the one that stands last in `incidents`.
 */
export function lastBreaking<T extends StreakIncident>(
  definition: StreakDefinition,
  incidents: readonly T[],
  asOf: CivilDate,
  knownAt: Instant,
): T | null {
  const counts = countsFor(definition, knownAt)
  let last: T | null = null
  for (const incident of incidents) {
    if (incident.on > asOf || (last !== null && incident.on < last.on)) continue
    if (!breaks(definition, incident) || !counts(incident.on)) continue
    if (statusKnownBy(incident, knownAt) === 'verified') last = incident
  }
  return last
}

/** Which days matter: those after the start; of festivals those of a claimed window. */
function countsFor(definition: StreakDefinition, knownAt: Instant): (day: CivilDate) => boolean {
  if (definition.kind !== 'festival') {
    const start = startKnownBy(definition.starts, knownAt).day
    return (day) => day > start
  }
  const { lastLunarDay, starts } = definition
  const claimedFrom = festivalWindow(startKnownBy(starts, knownAt).firstYear, lastLunarDay).firstDay
  return (day) => day >= claimedFrom && windowHolding(day, lastLunarDay) !== null
}
