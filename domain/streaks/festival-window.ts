import { type CivilDate, civilDate, dayNumber } from '../calendar/index.ts'
import { springFestival } from './spring-festival.ts'

/** The days of one Spring Festival that are counted, both included. `year` is that of its first lunar day. */
export type FestivalWindow = { readonly year: number; readonly firstDay: CivilDate; readonly lastDay: CivilDate }

const known = new Map<string, FestivalWindow>()

/**
 * Lunar New Year's Eve to the given day of the first lunar month (1–15). The eve is the day before the first: in many years
 * the last lunar month has no 30th. All of it lies between 20 January and 6 March of `year`.
 */
export function festivalWindow(year: number, lastLunarDay: number): FestivalWindow {
  const key = `${year} ${lastLunarDay}`
  const remembered = known.get(key)
  if (remembered !== undefined) return remembered
  const newYear = springFestival(year)
  const window = { year, firstDay: civilDate(newYear - 1), lastDay: civilDate(newYear + lastLunarDay - 1) }
  known.set(key, window)
  return window
}

/** The year of the first window that begins on this day or later. */
export function firstWindowFrom(day: CivilDate): number {
  const year = yearOf(day)
  return dayNumber(day) <= springFestival(year) - 1 ? year : year + 1
}

/** The year of the last window that is over on this day: “from the day after its last day on” (DOMAIN.md §8). */
export function lastWindowOver(day: CivilDate, lastLunarDay: number): number {
  const year = yearOf(day)
  return festivalWindow(year, lastLunarDay).lastDay < day ? year : year - 1
}

/** The window that holds this day, or null. */
export function windowHolding(day: CivilDate, lastLunarDay: number): FestivalWindow | null {
  const window = festivalWindow(yearOf(day), lastLunarDay)
  return window.firstDay <= day && day <= window.lastDay ? window : null
}

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4))
