/** A day as people of one zone write it; `day` is `2025-02-01` or an instant with offset. */
export type CivilDay = { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number }

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** The civil day of a date or an instant in a zone. `weekday` 0 is Sunday. */
export function civilDay(value: string, timeZone: string): CivilDay {
  const iso = dayPattern.test(value) ? value : isoDay(new Date(value), timeZone)
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number)
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

/** `2025-02-01` of an instant in a zone. */
export function isoDay(at: Date, timeZone: string): string {
  return formatter('day', timeZone).format(at)
}

/** `08:05` of an instant in a zone, 24 hours. */
export function clockTime(at: Date, timeZone: string): string {
  return formatter('time', timeZone).format(at)
}

/** Whole days from one civil day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter takes longer than using it. */
function formatter(kind: 'day' | 'time', timeZone: string): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`
  const known = formatters.get(key)
  if (known) return known
  const made =
    kind === 'day'
      ? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
      : new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formatters.set(key, made)
  return made
}
