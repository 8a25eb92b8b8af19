import { civilDate, dayNumber, isCivilDate } from './civil-date.ts'
import type { Instant, Zone } from './zone.ts'

const written = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/i

/** The instant that a text with an offset means (`2025-02-17T09:00+08:00`, `…Z`), or null. */
export function parseInstant(text: string): Instant | null {
  const match = written.exec(text)
  if (match === null) return null
  const [, date = '', hours, minutes, seconds = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] =
    match
  if (!isCivilDate(date) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return null
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  const ofDay = (Number(hours) * 60 + Number(minutes) - offset) * 60_000
  return dayNumber(date) * 86_400_000 + ofDay + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
}

/** An instant with its zone's offset: `2025-02-03T00:00:00+08:00`; milliseconds only where there are any. */
export function instantText(instant: Instant, zone: Zone): string {
  const offset = zone.offsetMinutes(instant)
  const local = instant + offset * 60_000
  const day = Math.floor(local / 86_400_000)
  const ofDay = local - day * 86_400_000
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const time = `${two(ofDay / 3_600_000)}:${two((ofDay / 60_000) % 60)}:${two((ofDay / 1000) % 60)}`
  const fraction = ofDay % 1000 === 0 ? '' : `.${String(ofDay % 1000).padStart(3, '0')}`
  const east = Math.abs(offset)
  return `${civilDate(day)}T${time}${fraction}${offset < 0 ? '-' : '+'}${two(east / 60)}:${two(east % 60)}`
}
