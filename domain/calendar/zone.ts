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

/**
 * Any zone of the time zone database, as the runtime has it; remembers the days that it was asked for. Intl and not Temporal:
 * a polyfill of that is a fifth of what a phone loads.
 */
function zoneFromDatabase(id: string): Zone {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: id,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  /** What clocks there show, as if it were UTC. */
  const shown = (instant: Instant): Instant => {
    const read: Record<string, number> = {}
    for (const { type, value } of clock.formatToParts(instant)) read[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  const starts = new Map<Day, Instant>()
  const startOfDay = (day: Day): Instant => {
    const known = starts.get(day)
    if (known !== undefined) return known
    const start = firstAt(day * dayMs, shown)
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
    offsetMinutes: (instant) => {
      const whole = Math.floor(instant / 1000) * 1000
      return Math.round((shown(whole) - whole) / 60_000)
    },
  }
}

/** The first instant at which clocks show `wanted`, or, where they skip it, the first after it. */
function firstAt(wanted: Instant, shown: (instant: Instant) => Instant): Instant {
  const [before, after] = [wanted - dayMs, wanted + dayMs].map((near) => shown(near) - near) as [number, number]
  const exact = [wanted - before, wanted - after].filter((instant) => shown(instant) === wanted)
  if (exact.length > 0) return Math.min(...exact)
  // skipped: the clocks are put on somewhere between the two
  let [low, high] = [wanted - Math.max(before, after), wanted - Math.min(before, after)]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (shown(middle) < wanted) low = middle
    else high = middle
  }
  return high
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
