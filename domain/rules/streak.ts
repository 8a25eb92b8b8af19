import { type CivilDate, dayNumber, type Instant, shanghai } from '../calendar/index.ts'
import { festivalYears, firstWindowFrom, type StreakDefinition, type StreakIncident, streak } from '../streaks/index.ts'
import { type Reader, readerOf } from './reader.ts'

export type ScenarioStreak = {
  readonly value: number
  /** The day on which it would break if what waits for a review proved true, or null. */
  readonly underReview: CivilDate | null
  /** The day counted from. */
  readonly since: CivilDate
}

/**
 * The streak of a scenario as of a day (`2025-02-17`), by what was known at an instant (`2025-02-17T09:00+08:00`)
 * (ARCHITECTURE “Rules from outside”). `json` is the parsed scenario; throws ScenarioError naming the path of what cannot
 * be read.
 */
export function streakOfScenario(json: unknown, asOf: string, knownAt: string): ScenarioStreak {
  const scenario = readerOf(json)
  scenario.only(['kind', 'start', 'breakers', 'windowDays', 'firstYear', 'incidents'])
  const definition = definitionOf(scenario)
  const incidents = scenario.field('incidents').items().map(incidentOf)
  const asOfReader = readerOf(asOf, 'as-of')
  const day = definition.kind === 'festival' ? lunarDate(asOfReader) : asOfReader.date()
  const { value, underReview, since } = streak(definition, incidents, day, readerOf(knownAt, 'known-at').instant())
  return { value, underReview, since }
}

function definitionOf(scenario: Reader): StreakDefinition {
  const kind = scenario.field('kind').oneOf(['days', 'years', 'festival'])
  const start = scenario.field('start')
  const counted = { subject: { kind: 'station' as const }, breakers: breakersOf(scenario.field('breakers')) }
  const lastLunarDay = optional(scenario.field('windowDays'), (days) => days.integer(1, 15)) ?? 7
  const firstYear = optional(scenario.field('firstYear'), (year) =>
    year.integer(festivalYears.first, festivalYears.last - 1),
  )
  const day = start.date()
  if (kind !== 'festival') return { ...counted, kind, starts: [{ recordedAt, day }] }
  const claimed = firstYear ?? firstWindowFrom(lunarDate(start))
  return { ...counted, kind, starts: [{ recordedAt, firstYear: claimed }], lastLunarDay }
}

/** A scenario's start was never moved. */
const recordedAt: Instant = 0

function breakersOf(breakers: Reader): readonly string[] {
  if (breakers.value === undefined) breakers.fail('expected the categories that break the streak, found nothing')
  return breakers.items().map((category) => category.text())
}

function incidentOf(incident: Reader): StreakIncident {
  incident.only(['on', 'category', 'reportedAt', 'reviews'])
  const on = incident.field('on').date()
  return {
    on,
    category: incident.field('category').text(),
    lineId: null,
    villageId: null,
    // One that does not say when is known from the day on which it happened.
    reportedAt:
      optional(incident.field('reportedAt'), (reported) => reported.instant()) ?? shanghai.startOfDay(dayNumber(on)),
    reviews: incident
      .field('reviews')
      .items()
      .map((review) => {
        const [at, verdict] = review.pair()
        return { at: at.instant(), verdict: verdict.oneOf(['verified', 'rejected']) }
      }),
  }
}

function optional<T>(given: Reader, read: (given: Reader) => T): T | null {
  return given.value === undefined || given.value === null ? null : read(given)
}

/** A date whose Spring Festival, and the one after it, can be told. */
function lunarDate(given: Reader): CivilDate {
  const date = given.date()
  const year = Number(date.slice(0, 4))
  if (year >= festivalYears.first && year < festivalYears.last) return date
  return given.fail(`the lunar calendar is told from ${festivalYears.first} to ${festivalYears.last - 1}`)
}
