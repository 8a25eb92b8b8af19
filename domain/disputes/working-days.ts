import chineseDays from 'chinese-days'
import { type CivilDate, civilDate, type Day, dayNumber, weekday } from '../calendar/index.ts'

/** The years whose official holidays the package has (chinese-days 1.5.7); outside it says “working day” for any Monday to Friday. */
export const enteredYears = { first: 2004, last: 2026 } as const

/** A year's notice 放假安排, entered by a station: which days are off, which Saturdays and Sundays are worked. */
export type HolidayNotice = {
  readonly year: number
  readonly holidays: readonly CivilDate[]
  readonly workdays: readonly CivilDate[]
}

/** A date by working days, or the year whose holidays nobody has entered: never a silent Monday to Friday. */
export type WorkingDate =
  | { readonly kind: 'date'; readonly on: CivilDate }
  | { readonly kind: 'year-not-entered'; readonly year: number }

const yearOf = (day: Day): number => Number(civilDate(day).slice(0, 4))

/**
 * Whether a day is worked, or null when its year's holidays are not entered. A station's notice counts before the package,
 * for its own year and for the days of a neighbouring year that it names: January's notice moves December's Sundays.
 */
export function isWorkingDay(day: Day, notices: readonly HolidayNotice[] = []): boolean | null {
  const date = civilDate(day)
  for (const { holidays, workdays } of notices) {
    if (workdays.includes(date)) return true
    if (holidays.includes(date)) return false
  }
  const year = yearOf(day)
  if (notices.some((notice) => notice.year === year)) return weekday(day) <= 5
  if (year < enteredYears.first || year > enteredYears.last) return null
  return chineseDays.isWorkday(date)
}

/** The `count`-th working day after `from`, which is not counted itself. */
export function addWorkingDays(from: CivilDate, count: number, notices: readonly HolidayNotice[] = []): WorkingDate {
  let day = dayNumber(from)
  for (let left = count; left > 0; ) {
    day += 1
    const working = isWorkingDay(day, notices)
    if (working === null) return { kind: 'year-not-entered', year: yearOf(day) }
    if (working) left -= 1
  }
  return { kind: 'date', on: civilDate(day) }
}
