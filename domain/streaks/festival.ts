import type { CivilDate } from '../calendar/index.ts'
import type { BreakingDays } from './breaking.ts'
import { festivalWindow, lastWindowOver, windowHolding } from './festival-window.ts'
import type { RunningWindow, Streak } from './streak.ts'

/** Consecutive clean windows up to the last one that is over, back to the first claimed year (DOMAIN.md §8). */
export function festivalStreak(
  firstYear: number,
  lastLunarDay: number,
  breaking: BreakingDays,
  asOf: CivilDate,
): Streak {
  const claimedFrom = festivalWindow(firstYear, lastLunarDay).firstDay
  const yearIn = (day: CivilDate): number | null =>
    day < claimedFrom ? null : (windowHolding(day, lastLunarDay)?.year ?? null)
  const lastOver = lastWindowOver(asOf, lastLunarDay)
  const isOver = (year: number | null): year is number => year !== null && year <= lastOver

  const lastBroken = breaking.verified.map(yearIn).findLast(isOver)
  const from = lastBroken === undefined ? firstYear : lastBroken + 1
  const running = runningWindow(claimedFrom, lastLunarDay, breaking, asOf)
  const waiting = breaking.waiting.findLast((day) => {
    const year = yearIn(day)
    return isOver(year) && year >= from
  })
  return {
    value: Math.max(0, lastOver - from + 1),
    since: festivalWindow(from, lastLunarDay).firstDay,
    underReview: running?.underReview ?? waiting ?? null,
    running,
  }
}

/** “A running window is shown apart”: it counts from the day after its last day on. */
function runningWindow(
  claimedFrom: CivilDate,
  lastLunarDay: number,
  { verified, waiting }: BreakingDays,
  asOf: CivilDate,
): RunningWindow | null {
  const window = asOf < claimedFrom ? null : windowHolding(asOf, lastLunarDay)
  if (window === null) return null
  const brokenOn = verified.find((day) => day >= window.firstDay) ?? null
  const underReview = brokenOn === null ? (waiting.findLast((day) => day >= window.firstDay) ?? null) : null
  return { ...window, brokenOn, underReview }
}
