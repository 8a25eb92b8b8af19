import { dayFrom, daysInMonth, yearMonthDay } from '../calendar/civil-date.ts'
import { type CivilDate, type Day, dayNumber } from '../calendar/index.ts'
import type { BreakingDays } from './breaking.ts'
import type { Streak } from './streak.ts'

/** A streak of elapsed time, from the later of its start and the last breaking day; 0 on that day and before the start. */
export function unbroken(
  start: CivilDate,
  { verified, waiting }: BreakingDays,
  asOf: CivilDate,
  elapsed: (since: Day, asOf: Day) => number,
): Streak {
  const lastBroken = verified.at(-1)
  const since = lastBroken !== undefined && lastBroken > start ? lastBroken : start
  const lastWaiting = waiting.at(-1)
  return {
    value: Math.max(0, elapsed(dayNumber(since), dayNumber(asOf))),
    since,
    underReview: lastWaiting !== undefined && lastWaiting > since ? lastWaiting : null,
    running: null,
  }
}

export const daysBetween = (since: Day, asOf: Day): number => asOf - since

/** “Whole years passed since the same day, by anniversaries” (DOMAIN.md §8). */
export function wholeYearsBetween(since: Day, asOf: Day): number {
  const { year } = yearMonthDay(asOf)
  const years = year - yearMonthDay(since).year
  return anniversary(since, year) <= asOf ? years : years - 1
}

/** The day's anniversary in a year: that of 29 February is the 28th in common years. */
function anniversary(of: Day, year: number): Day {
  const { month, day } = yearMonthDay(of)
  return dayFrom(year, month, Math.min(day, daysInMonth(year, month)))
}
