import type { Instant } from '../calendar/index.ts'
import { endOf, endOfDate } from '../follow-ups/index.ts'
import { answerAt, climbs, dueAt, type LadderFacts, thresholdsOf, timesHere } from './facts.ts'

/** The steps of the ladder, lowest first (DOMAIN.md §5). */
export const rungs = ['canvass', 'duty-officer', 'patrol', 'targeted', 'appointment', 'promise', 'revisit'] as const
export type Rung = (typeof rungs)[number]

/** Why a follow-up is where it is; the key of a message that people can read. */
export const ladderReasons = [
  'settled',
  'promised-date-over',
  'promised',
  'again-at-this-place',
  'not-settled-after-check',
  'not-settled-by-date',
  'answered',
  'urgent',
  'reported',
] as const
export type LadderReason = (typeof ladderReasons)[number]

/** Whose turn it is. */
export const turns = ['owner', 'duty-officer', 'chief', 'reporter'] as const
export type Turn = (typeof turns)[number]

export type LadderRule = {
  readonly rung: Rung
  readonly reason: LadderReason
  readonly turn: Turn
  /** From when on the rule applies if nothing else is done, which may lie ahead; null where it does not. */
  readonly since: (facts: LadderFacts) => Instant | null
  /** When somebody is to bring it here, where time alone does not; `at` null: no day is fixed. */
  readonly awaited?: (facts: LadderFacts, now: Instant) => { readonly at: Instant | null } | null
}

/** The rules of the ladder in order, highest first; the first that applies says where a follow-up is (DOMAIN.md §5). */
export const ladderRules: readonly LadderRule[] = [
  { rung: 'revisit', reason: 'settled', turn: 'reporter', since: ({ followUp }) => followUp.settledAt },
  { rung: 'revisit', reason: 'promised-date-over', turn: 'reporter', since: promisedDateOver },
  {
    rung: 'promise',
    reason: 'promised',
    turn: 'chief',
    since: ({ followUp }) => followUp.promisedAt,
    awaited: promiseAwaited,
  },
  { rung: 'appointment', reason: 'again-at-this-place', turn: 'chief', since: againAtThisPlace },
  { rung: 'appointment', reason: 'not-settled-after-check', turn: 'chief', since: notSettledAfterCheck },
  { rung: 'targeted', reason: 'not-settled-by-date', turn: 'owner', since: notSettledByDate },
  {
    rung: 'patrol',
    reason: 'answered',
    turn: 'owner',
    since: (facts) => (facts.followUp.answeredAt === null ? null : answerAt(facts)),
    awaited: (facts) => ({ at: dueAt(facts, 'scene') ?? dueAt(facts, 'answer') }),
  },
  {
    rung: 'duty-officer',
    reason: 'urgent',
    turn: 'duty-officer',
    since: ({ followUp }) => (followUp.urgency === 'urgent' ? followUp.urgencySince : null),
  },
  { rung: 'canvass', reason: 'reported', turn: 'owner', since: ({ followUp }) => followUp.runsSince },
]

function promisedDateOver({ followUp, clocks }: LadderFacts): Instant | null {
  const { promisedAt, settleBy } = followUp
  return promisedAt === null || settleBy === null ? null : endOfDate(settleBy, clocks.zone)
}

/** What is on the chief's agenda waits for the next appointment; a promise is made there, not by the passing of time. */
function promiseAwaited(facts: LadderFacts, now: Instant): { readonly at: Instant | null } | null {
  const onAgenda = [againAtThisPlace(facts), notSettledAfterCheck(facts)].some(
    (since) => since !== null && since <= now,
  )
  return onAgenda ? { at: facts.nextAppointmentAt } : null
}

/** It goes to the agenda once somebody has answered it: what is urgent goes to the duty officer first. */
function againAtThisPlace(facts: LadderFacts): Instant | null {
  if (!climbs(facts) || !facts.placeHasTier) return null
  return timesHere(facts) >= thresholdsOf(facts).timesAtPlace ? answerAt(facts) : null
}

function notSettledByDate(facts: LadderFacts): Instant | null {
  return climbs(facts) ? dueAt(facts, 'settle') : null
}

/** A check made before its date does not bring it up before its date; one that was never made does not hold it back. */
function notSettledAfterCheck(facts: LadderFacts): Instant | null {
  const due = notSettledByDate(facts)
  if (due === null) return null
  const { checkedAt } = facts.followUp
  const after = endOf(checkedAt ?? due, { unit: 'days', days: thresholdsOf(facts).afterCheckDays }, facts.clocks.zone)
  return Math.max(due, after)
}
