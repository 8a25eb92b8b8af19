import { type CivilDate, civilDate, type Day, dayNumber, periodOf, weekday } from '../calendar/index.ts'

/** “The first Monday of the month”; `nth` 5 is the last one of the month. */
export type Rhythm = {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  readonly nth: number
  /** 1–12; none: every month. */
  readonly months: readonly number[]
  readonly firstDay: CivilDate
  /** The last day on which it holds; null while it goes on. */
  readonly lastDay: CivilDate | null
}

export type Proposed = {
  /** The day that the rhythm names: which occurrence it is. */
  readonly of: CivilDate
  /** The day proposed: that one, or the next working day when it is a holiday. */
  readonly on: CivilDate
}

const last = 5

/** The days that a rhythm names from `from` to `until`, both included. `isDayOff` knows public holidays. */
export function proposedDays(
  rhythm: Rhythm,
  from: CivilDate,
  until: CivilDate,
  isDayOff: (day: CivilDate) => boolean,
): readonly Proposed[] {
  const proposed: Proposed[] = []
  const end = Math.min(dayNumber(until), rhythm.lastDay === null ? Number.MAX_SAFE_INTEGER : dayNumber(rhythm.lastDay))
  for (let month = periodOf('month', dayNumber(from)); month.start <= end; month = periodOf('month', month.end + 1)) {
    if (rhythm.months.length > 0 && !rhythm.months.includes(monthOf(month.start))) continue
    const day = nthWeekday(rhythm, month.start, month.end)
    if (day < dayNumber(rhythm.firstDay) || day < dayNumber(from) || day > end) continue
    proposed.push({ of: civilDate(day), on: nextWorkingDay(civilDate(day), isDayOff) })
  }
  return proposed
}

const monthOf = (day: Day): number => Number(civilDate(day).slice(5, 7))

function nthWeekday({ weekday: wanted, nth }: Rhythm, start: Day, end: Day): Day {
  if (nth === last) return end - ((weekday(end) - wanted + 7) % 7)
  return start + ((wanted - weekday(start) + 7) % 7) + (nth - 1) * 7
}

/** A long holiday lasts nine days at most; what is off for longer is not moved at all. */
const longestHolidayDays = 15

function nextWorkingDay(day: CivilDate, isDayOff: (day: CivilDate) => boolean): CivilDate {
  if (!isDayOff(day)) return day
  for (let later = 1; later <= longestHolidayDays; later++) {
    const next = civilDate(dayNumber(day) + later)
    const isWeekend = weekday(dayNumber(next)) > 5
    if (!isWeekend && !isDayOff(next)) return next
  }
  return day
}
