import { dayFrom, daysInMonth, yearMonthDay } from '../calendar/civil-date.ts'
import { type CivilDate, civilDate, dayNumber } from '../calendar/index.ts'

/** `statutory`: a file that the law wants kept was begun in the matter. */
export type Retention = 'ordinary' | 'statutory'

/** Whole years after the closing. */
export const retentionDefaults: Readonly<Record<Retention, number>> = { ordinary: 2, statutory: 30 }

/**
 * What was closed before this day has had its years and is erased today: kept through the anniversary of the closing,
 * which for 29 February is the 28th in common years.
 */
export function erasedIfClosedBefore(today: CivilDate, years: number): CivilDate {
  const { year, month, day } = yearMonthDay(dayNumber(today))
  const then = year - years
  // no such day in that year: whatever was closed in that February has had its anniversary
  return civilDate(day > daysInMonth(then, month) ? dayFrom(then, month + 1, 1) : dayFrom(then, month, day))
}

/** “Raw points go after 90 days” (DOMAIN.md §1); no setting makes it longer. */
export const trackPointDays = 90

/** The points of a track that began before this day are erased today: its own day and 90 more have passed. */
export const pointsErasedIfBegunBefore = (today: CivilDate): CivilDate => civilDate(dayNumber(today) - trackPointDays)
