import type { CivilDate, Instant } from '../calendar/index.ts'
import { type IncidentReview, type IncidentStatus, incidentCategories, incidentStatus } from '../incidents/index.ts'
import type { StreakDefinition, StreakSubject } from './definition.ts'

/** An incident as a streak reads it. */
export type StreakIncident = {
  /** The day on which it happened. */
  readonly on: CivilDate
  readonly category: string
  /** Its own or its segment's line; null where none was named. */
  readonly lineId: string | null
  /** Its own or its place's village. */
  readonly villageId: string | null
  readonly reportedAt: Instant
  /** In the order recorded. */
  readonly reviews: readonly IncidentReview[]
}

export type BreakingDays = {
  /** Days of verified incidents, in order. */
  readonly verified: readonly CivilDate[]
  /** Days of reported ones that wait for a review, in order. */
  readonly waiting: readonly CivilDate[]
}

/** The days up to `asOf` on which the streak breaks, or would, by what was known at `knownAt` (DOMAIN.md §8). */
export function breakingDays(
  definition: StreakDefinition,
  incidents: readonly StreakIncident[],
  asOf: CivilDate,
  knownAt: Instant,
): BreakingDays {
  const verified: CivilDate[] = []
  const waiting: CivilDate[] = []
  for (const incident of incidents) {
    if (incident.on > asOf || !breaks(definition, incident)) continue
    const status = statusKnownBy(incident, knownAt)
    if (status === 'verified') verified.push(incident.on)
    else if (status === 'reported') waiting.push(incident.on)
  }
  return { verified: verified.sort(), waiting: waiting.sort() }
}

/** Whether an incident of its category and where it happened breaks the streak once it is verified. */
export const breaks = ({ breakers, subject }: StreakDefinition, incident: StreakIncident): boolean =>
  breakers.includes(incident.category) && concerns(subject, incident)

/** What was known of an incident at an instant; null before it was reported. */
export function statusKnownBy({ reportedAt, reviews }: StreakIncident, knownAt: Instant): IncidentStatus | null {
  const status = incidentStatus(reviews, knownAt)
  return status === 'reported' && reportedAt > knownAt ? null : status
}

function concerns(subject: StreakSubject, incident: StreakIncident): boolean {
  switch (subject.kind) {
    case 'all-lines':
      return incident.lineId !== null || isOfPipelines(incident.category)
    case 'line':
      return incident.lineId === subject.lineId
    case 'station':
      return true
    case 'village':
      return incident.villageId === subject.villageId
  }
}

const ofPipelines = new Set<string>(
  incidentCategories
    .filter(({ breaksStreaks }) => breaksStreaks.some((kind) => kind !== 'homicide' && kind !== 'festival'))
    .map(({ id }) => id),
)

/** A puncture for which nobody named the line was on one of them all the same. */
const isOfPipelines = (category: string): boolean => ofPipelines.has(category)
