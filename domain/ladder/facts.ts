import { type CivilDate, type Instant, inForceAt } from '../calendar/index.ts'
import {
  type ClockName,
  type ClockRules,
  type FollowUp,
  type FollowUpSubject,
  runningClocks,
} from '../follow-ups/index.ts'

/** The thresholds, each a station's to change from a date on. */
export type LadderSettings = {
  /** From this many times at one place on, this one included, a follow-up goes to the chief's agenda … */
  readonly timesAtPlace: number
  /** … within this many civil days, that of this one included. */
  readonly withinDays: number
  /** How long a targeted check has to settle it, in civil days; without one, counted from its date. */
  readonly afterCheckDays: number
}

export const defaultLadder: LadderSettings = { timesAtPlace: 3, withinDays: 90, afterCheckDays: 15 }

export type DatedLadderSettings = readonly { readonly effectiveFrom: CivilDate; readonly ladder: LadderSettings }[]

/** Another follow-up at the same place. */
export type OtherHere = {
  readonly openedAt: Instant
  readonly subject: FollowUpSubject
  /** Merged into another: the same matter reported twice is one time. */
  readonly merged: boolean
}

/** What the ladder's rules read. */
export type LadderFacts = {
  readonly followUp: FollowUp
  readonly clocks: ClockRules
  readonly settings: DatedLadderSettings
  readonly othersHere: readonly OtherHere[]
  /** Villages and communities have no tier: the matters of all their households lie there. */
  readonly placeHasTier: boolean
  /** The chief's next appointment where it can be taken up; null where none is fixed. */
  readonly nextAppointmentAt: Instant | null
}

/** A follow-up keeps the thresholds of the day on which it was opened, like its clocks. */
export const thresholdsOf = ({ followUp, settings, clocks }: LadderFacts): LadderSettings =>
  inForceAt(settings, followUp.openedAt, clocks.zone).ladder

/** The time that a clock had at first, or null when it does not run (any more). */
export const dueAt = ({ followUp, clocks }: LadderFacts, clock: ClockName): Instant | null =>
  runningClocks(followUp, clocks).find((running) => running.clock === clock)?.dueAt ?? null

/** When it was answered, or is to be. */
export const answerAt = (facts: LadderFacts): Instant =>
  Math.max(facts.followUp.runsSince, facts.followUp.answeredAt ?? dueAt(facts, 'answer') ?? 0)

/** Changes of base data come often and mean nothing by their number; orders and promises come from the chief. */
const recurring: readonly FollowUpSubject[] = ['dispute', 'hazard', 'tip', 'need']

/** What can be found anew at a place, and so climbs to a targeted check and to the chief. */
export const climbs = ({ followUp }: LadderFacts): boolean => recurring.includes(followUp.subject)

/** “The third time at this place in 90 days”: how many times it makes with this one. */
export function timesHere(facts: LadderFacts): number {
  const { followUp, othersHere, clocks } = facts
  const { withinDays } = thresholdsOf(facts)
  const day = clocks.zone.dayOf(followUp.openedAt)
  const before = othersHere.filter(
    ({ openedAt, subject, merged }) =>
      !merged &&
      recurring.includes(subject) &&
      openedAt <= followUp.openedAt &&
      day - clocks.zone.dayOf(openedAt) < withinDays,
  )
  return before.length + 1
}
