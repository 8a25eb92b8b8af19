import { Lunar } from 'lunar-typescript'
import { type Day, dayNumber } from '../calendar/index.ts'

/** The years whose lunar months are certain: published tables and the package agree on them. */
export const festivalYears = { first: 1900, last: 2100 } as const

const known = new Map<number, Day>()

/**
 * The first day of the first lunar month that begins in `year`, 正月初一. Worked out from the moon once for each year (1 ms),
 * then remembered. Throws RangeError outside `festivalYears`.
 */
export function springFestival(year: number): Day {
  const remembered = known.get(year)
  if (remembered !== undefined) return remembered
  if (!Number.isInteger(year) || year < festivalYears.first || year > festivalYears.last) {
    throw new RangeError(`no lunar calendar for the year ${year}`)
  }
  const day = dayNumber(Lunar.fromYmd(year, 1, 1).getSolar().toYmd())
  known.set(year, day)
  return day
}
