import { clockTime, isoDay } from '../../ui/civil-time.ts'

/** A wall-clock moment in the station's zone: `2025-02-01`, `08:05`. */
export type CivilMoment = { readonly day: string; readonly time: string }

export function civilOf(at: Date, timeZone: string): CivilMoment {
  return { day: isoDay(at, timeZone), time: clockTime(at, timeZone) }
}

/** The instant of a wall-clock moment in a zone, as ISO text in UTC. */
export function instantOf({ day, time }: CivilMoment, timeZone: string): string {
  const wanted = Date.parse(`${day}T${time}Z`)
  const shown = civilOf(new Date(wanted), timeZone)
  const offsetMs = Date.parse(`${shown.day}T${shown.time}Z`) - wanted
  return new Date(wanted - offsetMs).toISOString()
}

/** A day as many days later (or earlier). */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** What people type for a time: 830, 0830, 8:30, 8点30, 8. Null when it is none. */
export function readTime(typed: string): string | null {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const match =
    /^(\d{1,2})[:.点时](\d{1,2})?分?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? /^(\d{1,2})$/.exec(text)
  if (!match) return null
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** What people type for a day: 2-1, 2.1, 0201, 2月1日, 2025-02-01, 20250201; without a year the one nearest `today`'s. */
export function readDay(typed: string, today: string): string | null {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const full = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text)
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text)
  const parts = full ? [full[1], full[2], full[3]] : short ? [today.slice(0, 4), short[1], short[2]] : null
  if (!parts) return null
  const [year = '', month = '', day = ''] = parts
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso ? null : iso
}
