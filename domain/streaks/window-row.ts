import type { CivilDate, Instant } from '../calendar/index.ts'
import { breakingDays, type StreakIncident } from './breaking.ts'
import { type FestivalDefinition, startKnownBy } from './definition.ts'
import { type FestivalWindow, festivalWindow, lastWindowOver, windowHolding } from './festival-window.ts'

/** One claimed window in the table of them. */
export type WindowTold = FestivalWindow & {
  /** Its last day is over: only then it is in the figure. */
  readonly over: boolean
  /** The first day on which it broke, or null. */
  readonly brokenOn: CivilDate | null
  /** While it is not broken: the last day on which it would be if what waits proved true. */
  readonly underReview: CivilDate | null
}

/** Every window from the first claimed year to the last one begun, the latest first, by what was known at an instant. */
export function windowRow(
  definition: FestivalDefinition,
  incidents: readonly StreakIncident[],
  asOf: CivilDate,
  knownAt: Instant,
): readonly WindowTold[] {
  const { lastLunarDay } = definition
  const { firstYear } = startKnownBy(definition.starts, knownAt)
  const { verified, waiting } = breakingDays(definition, incidents, asOf, knownAt)
  const lastOver = lastWindowOver(asOf, lastLunarDay)
  const lastBegun = Math.max(lastOver, windowHolding(asOf, lastLunarDay)?.year ?? lastOver)
  return Array.from({ length: Math.max(0, lastBegun - firstYear + 1) }, (_, back) => {
    const window = festivalWindow(lastBegun - back, lastLunarDay)
    const within = (day: CivilDate) => day >= window.firstDay && day <= window.lastDay
    const brokenOn = verified.find(within) ?? null
    const underReview = brokenOn === null ? (waiting.findLast(within) ?? null) : null
    return { ...window, over: window.year <= lastOver, brokenOn, underReview }
  })
}
