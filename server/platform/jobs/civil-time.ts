/** A civil day `YYYY-MM-DD` and the time of day `HH:MM`, as clocks on the wall of `timeZone` show them. */
export type CivilTime = { readonly day: string; readonly time: string }

export function civilTime(at: Date, timeZone: string): CivilTime {
  // this locale writes 2026-11-24 02:30 with the hours from 00
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
  const [day = '', time = ''] = text.split(' ')
  return { day, time }
}

/** The civil day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The last day for which `at` (HH:MM) has come by now. */
export function lastDayDue(now: CivilTime, at: string): string {
  return now.time >= at ? now.day : addDays(now.day, -1)
}
