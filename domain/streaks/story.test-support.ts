import type { CivilDate, Instant } from '../calendar/index.ts'
import { at } from '../duties/story.test-support.ts'
import type { StreakIncident } from './breaking.ts'
import { streak } from './count.ts'
import type { FestivalDefinition, StreakDefinition } from './definition.ts'

export { at }

/** All reviews that will ever be made. */
export const atLast = Number.MAX_SAFE_INTEGER

const longAgo = at('2020-01-01')
const pipelines = ['pipeline-puncture', 'pipeline-accident', 'pipeline-offence']

/** The pipelines' days of one station. */
export const pipelineDays = (day: CivilDate, more: object = {}): StreakDefinition => ({
  kind: 'days',
  subject: { kind: 'all-lines' },
  breakers: pipelines,
  starts: [{ recordedAt: longAgo, day }],
  ...more,
})

export const homicideYears = (day: CivilDate): StreakDefinition => ({
  kind: 'years',
  subject: { kind: 'station' },
  breakers: ['homicide'],
  starts: [{ recordedAt: longAgo, day }],
})

export const festivals = (firstYear: number, more: Partial<FestivalDefinition> = {}): FestivalDefinition => ({
  kind: 'festival',
  subject: { kind: 'station' },
  breakers: ['theft', 'violence'],
  starts: [{ recordedAt: longAgo, firstYear }],
  lastLunarDay: 7,
  ...more,
})

/** Reported on its day at 08:00, on the first line; `reviews` as `2025-02-03 10:00 verified`. */
export function incident(
  on: CivilDate,
  category: string,
  reviews: readonly string[] = [],
  more: Partial<StreakIncident> = {},
): StreakIncident {
  return {
    on,
    category,
    lineId: 'line-1',
    villageId: 'village-1',
    reportedAt: at(`${on} 08:00`),
    reviews: reviews.map((review) => ({
      at: at(review.slice(0, 16)),
      verdict: review.endsWith('verified') ? 'verified' : 'rejected',
    })),
    ...more,
  }
}

/** `1680 since 2020-07-13`, and `, under review 2025-02-01` where something waits. */
export function told(
  definition: StreakDefinition,
  incidents: readonly StreakIncident[],
  asOf: CivilDate,
  knownAt: Instant = atLast,
): string {
  const { value, since, underReview } = streak(definition, incidents, asOf, knownAt)
  return `${value} since ${since}${underReview === null ? '' : `, under review ${underReview}`}`
}
