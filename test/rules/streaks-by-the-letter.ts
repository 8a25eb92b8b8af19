/**
 * DOMAIN.md §8 once more, from its text alone: a slow walk from day to day over one streak's facts. It shares nothing with
 * `domain/`, not even the lunar calendar, so that comparing the two finds what either got wrong. Literal is what counts
 * here, not speed.
 *
 * Where the text leaves room, the reading taken, with an example:
 *  1. Before it is reported nobody knows of an incident, so it cannot be under review. (Happened on the 1st, reported on
 *     the 20th: known at the 10th nothing waits.)
 *  2. “The day it would break” is the last of those that would each change something if they alone proved true. (Waiting
 *     on the 1st and the 5th: the 5th.) One from before the last breaking day would not. (Broken on the 7th: none.)
 *  3. Before its start a streak is 0, counted from the start. (Starts in 2026, as of 2025: 0 since 2026.)
 *  4. The day a row of festivals is counted from is the eve of its first window, also while that is still to come.
 *     (The window of 2025 was broken: as of March 2025, 0 since 2026-02-16.)
 *  5. A running window is in no figure, but what waits in it puts the streak under review, unless it is broken already.
 *     (As of the 5th day of the festival of 2025 with a report from its 4th: 3, under review from that day.)
 *  6. Without a first claimed year it is that of the first window that begins on the start or later. (2022-02-01: 2023.)
 */
import { dateOf, dayOfDate, instantOf } from './civil-days.ts'

export type Verdict = 'verified' | 'rejected'

export interface IncidentOfScenario {
  readonly on: string
  readonly category: string
  readonly reportedAt: string
  readonly reviews: readonly (readonly [string, Verdict])[]
}

export interface StreakScenario {
  readonly kind: 'days' | 'years' | 'festival'
  readonly start: string
  readonly breakers: readonly string[]
  readonly windowDays?: number
  readonly firstYear?: number
  readonly incidents: readonly IncidentOfScenario[]
}

export interface StreakByTheLetter {
  readonly value: number
  readonly underReview: string | null
  readonly since: string
}

/** 正月初一 as printed in any calendar. */
const newYears = [
  '2015-02-19',
  '2016-02-08',
  '2017-01-28',
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
].map(dayOfDate)

/** What a walk came to; `brokenNow` is whether the festival window that runs on the last day is broken. */
interface Walk {
  readonly value: number
  readonly since: number
  readonly brokenNow: boolean
}

type Status = 'unknown' | 'reported' | Verdict

export function streakByTheLetter(scenario: StreakScenario, asOfDate: string, knownAtIso: string): StreakByTheLetter {
  const asOf = dayOfDate(asOfDate)
  const knownAt = instantOf(knownAtIso)
  // “reported → verified or rejected”, “where only reviews made by knownAt are known”
  const statusOf = ({ reportedAt, reviews }: IncidentOfScenario): Status => {
    let status: Status = instantOf(reportedAt) <= knownAt ? 'reported' : 'unknown'
    let latest = Number.NEGATIVE_INFINITY
    for (const [at, verdict] of reviews) {
      if (instantOf(at) > knownAt || instantOf(at) < latest) continue
      status = verdict
      latest = instantOf(at)
    }
    return status
  }
  // “the categories that break it”
  const breaking = scenario.incidents.filter(({ category }) => scenario.breakers.includes(category))
  const daysOf = (status: Status): number[] =>
    breaking.filter((incident) => statusOf(incident) === status).map(({ on }) => dayOfDate(on))

  const walk = walks[scenario.kind]
  const verified = new Set(daysOf('verified'))
  const { value, since, brokenNow } = walk(scenario, asOf, verified)
  // “A reported, unreviewed incident puts it ‘under review’ with the day it would break.”
  const wouldBreak = daysOf('reported').filter((day) => {
    if (day > asOf) return false
    const other = walk(scenario, asOf, new Set([...verified, day]))
    return other.value !== value || other.since !== since || other.brokenNow !== brokenNow
  })
  return {
    value,
    underReview: wouldBreak.length === 0 ? null : dateOf(Math.max(...wouldBreak)),
    since: dateOf(since),
  }
}

type Walker = (scenario: StreakScenario, asOf: number, broken: ReadonlySet<number>) => Walk

const walks: Readonly<Record<StreakScenario['kind'], Walker>> = {
  // “as-of day minus the later of the start and the last breaking day. 0 on the breaking day itself.”
  days: ({ start }, asOf, broken) => {
    let since = dayOfDate(start)
    let value = 0
    for (let day = since + 1; day <= asOf; day += 1) {
      value += 1
      if (!broken.has(day)) continue
      value = 0
      since = day
    }
    return { value, since, brokenNow: false }
  },

  // “whole years passed since the same day, by anniversaries (29 February counts on the 28th in common years)”
  years: ({ start }, asOf, broken) => {
    let since = dayOfDate(start)
    let value = 0
    for (let day = since + 1; day <= asOf; day += 1) {
      if (isAnniversary(dateOf(since), day)) value += 1
      if (!broken.has(day)) continue
      value = 0
      since = day
    }
    return { value, since, brokenNow: false }
  },

  // “consecutive windows up to the last one that is over, from the day after its last day on, back to the first claimed
  // year. A window is lunar New Year's Eve to the 7th day (a setting, up to the 15th). A running window is shown apart.”
  festival: ({ start, firstYear, windowDays = 7 }, asOf, broken) => {
    const claimed = newYears.filter((newYear) =>
      firstYear === undefined ? newYear - 1 >= dayOfDate(start) : dateOf(newYear) >= `${firstYear}-01-01`,
    )
    let value = 0
    let since: number | null = null
    for (const newYear of claimed) {
      const [eve, last] = [newYear - 1, newYear + windowDays - 1]
      let isBroken = false
      since ??= eve
      if (asOf < eve) break
      for (let day = eve; day <= last; day += 1) {
        if (day <= asOf && broken.has(day)) isBroken = true
        if (day === asOf) return { value, since, brokenNow: isBroken }
      }
      value = isBroken ? 0 : value + 1
      if (isBroken) since = null
    }
    if (since === null) throw new Error('beyond the printed calendars')
    return { value, since, brokenNow: false }
  },
}

function isAnniversary(of: string, day: number): boolean {
  const today = dateOf(day).slice(5)
  if (of.slice(5) === today) return true
  // The day after 28 February tells a common year.
  return of.endsWith('-02-29') && today === '02-28' && dateOf(day + 1).endsWith('-03-01')
}
