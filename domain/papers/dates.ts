import { type CivilDate, dayOf, type Instant, zoneOf } from '../calendar/index.ts'

/** 2025年2月1日 */
export function dateText(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** 2025年2月1日10时30分, on the station's wall. */
export function timeText(at: Instant, timeZone: string): string {
  const minutes = Math.floor(at / 60_000) + zoneOf(timeZone).offsetMinutes(at)
  const ofDay = ((minutes % 1440) + 1440) % 1440
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dateText(dayOf(at, timeZone))}${two(Math.floor(ofDay / 60))}时${two(ofDay % 60)}分`
}
