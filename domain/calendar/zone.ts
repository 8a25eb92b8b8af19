import { Temporal } from 'temporal-polyfill'
import { type CivilDate, civilDate, type Day } from './civil-date.ts'

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** What the rules ask of a time zone. */
export type Zone = {
  readonly id: string
  /** The civil day at an instant. */
  dayOf(instant: Instant): Day
  /** The first instant of a civil day: 00:00, or later where a zone skips midnight. */
  startOfDay(day: Day): Instant
  /** Minutes east of UTC at an instant. */
  offsetMinutes(instant: Instant): number
}

const dayMs = 86_400_000

/** A zone that never changes its clocks: two divisions a question. */
export function fixedOffsetZone(id: string, minutesEast: number): Zone {
  const shift = minutesEast * 60_000
  return {
    id,
    dayOf: (instant) => Math.floor((instant + shift) / dayMs),
    startOfDay: (day) => day * dayMs - shift,
    offsetMinutes: () => minutesEast,
  }
}

/** Asia/Shanghai has kept +08:00 since 1991; sifang holds nothing older. */
export const shanghai: Zone = fixedOffsetZone('Asia/Shanghai', 480)

/** Any zone of the time zone database; remembers the days that it was asked for. */
function zoneFromDatabase(id: string): Zone {
  const epoch = Temporal.PlainDate.from('1970-01-01')
  const starts = new Map<Day, Instant>()
  const at = (instant: Instant) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id)
  const startOfDay = (day: Day): Instant => {
    const known = starts.get(day)
    if (known !== undefined) return known
    const start = epoch.add({ days: day }).toZonedDateTime(id).epochMilliseconds
    starts.set(day, start)
    return start
  }
  return {
    id,
    startOfDay,
    dayOf: (instant) => {
      // No zone is farther than a day from UTC, so the day is this one, the one before or the one after.
      const guess = Math.floor(instant / dayMs)
      if (instant >= startOfDay(guess + 1)) return guess + 1
      return instant >= startOfDay(guess) ? guess : guess - 1
    },
    offsetMinutes: (instant) => Math.round(at(instant).offsetNanoseconds / 60e9),
  }
}

const zones = new Map<string, Zone>([[shanghai.id, shanghai]])

/** The zone by its name in the time zone database. Throws RangeError for an unknown one. */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone)
  if (known !== undefined) return known
  const zone = zoneFromDatabase(timeZone)
  zone.startOfDay(0)
  zones.set(timeZone, zone)
  return zone
}

/** The civil date of an instant in a station's time zone. */
export const dayOf = (instant: Date | Instant, timeZone: string): CivilDate =>
  civilDate(zoneOf(timeZone).dayOf(Number(instant)))
