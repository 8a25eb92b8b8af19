import { type CivilDate, dayNumber, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import { type Tier, tierRank } from '../tiers/tier.ts'
import type { Visit } from '../visits/index.ts'
import { type Duty, dutyStateAt } from './duty.ts'

/** What a line of a due list is sorted by. */
export type DueItem = {
  /** The place's tier; null for villages and communities. */
  readonly tier: Tier | null
  /** 漏访: `missedWithoutVisitSince` is not null. */
  readonly missed: boolean
  readonly daysLeft: number
  /** From where the list is read; null where that is not known. */
  readonly distanceM: number | null
}

/** “Order of a due list: red, yellow, green, others; 漏访 first; then days left; then distance” (DOMAIN.md §4). */
export const dueOrder = (a: DueItem, b: DueItem): number =>
  tierRank(a.tier) - tierRank(b.tier) ||
  Number(b.missed) - Number(a.missed) ||
  a.daysLeft - b.daysLeft ||
  nearness(a.distanceM) - nearness(b.distanceM)

const nearness = (distanceM: number | null): number => distanceM ?? Number.MAX_VALUE

/** Whole days of a window that are left at `now`, today included: 1 on the last day, 0 or less when it is over. */
export const daysLeftOf = (duty: { readonly until: CivilDate }, now: Instant, zone: Zone = shanghai): number =>
  dayNumber(duty.until) - zone.dayOf(now) + 1

/**
 * 漏访: the last missed duty of a place, when no visit has counted since its window ended; else null (DOMAIN.md §4).
 * `lastCountedAt` is `Judgement.lastCountedAt`.
 */
export function missedWithoutVisitSince(
  duties: readonly Duty[],
  lastCountedAt: Instant | null,
  asOf: Instant,
): Duty | null {
  let last: Duty | null = null
  for (const duty of duties) {
    if (dutyStateAt(duty, asOf) === 'missed' && (last === null || duty.endsAt >= last.endsAt)) last = duty
  }
  return last === null || (lastCountedAt !== null && lastCountedAt >= last.endsAt) ? null : last
}

/**
 * The first end of a window of a place that no counting visit has answered, null where there is none: the place is 漏访
 * (`missedWithoutVisitSince`) from the day after it on, for as long as no visit counts. It changes with facts, never by
 * the passing of days, so it can be stored. `lastCountedAt` is `Judgement.lastCountedAt`.
 */
export function lapsesOn(duties: readonly Duty[], lastCountedAt: Instant | null): CivilDate | null {
  let first: Duty | null = null
  for (const duty of duties) {
    const unanswered = duty.state === 'open' || duty.state === 'forecast'
    if (!unanswered || (lastCountedAt !== null && duty.endsAt <= lastCountedAt)) continue
    if (first === null || duty.endsAt < first.endsAt) first = duty
  }
  return first?.until ?? null
}

/** From this many failed attempts in one window on, the place comes to the duty officer. */
export const failedAttemptsForDutyOfficer = 2

/**
 * The attempts in a duty's window that failed, known by `asOf`, earliest first. The second is the duty officer's. One of an
 * uncertain time waits for an officer, like any visit.
 */
export const failedAttempts = <V extends Visit>(
  visits: readonly V[],
  duty: Pick<Duty, 'from' | 'endsAt'>,
  asOf: Instant,
): readonly V[] =>
  visits
    .filter(
      ({ at, receivedAt, voidedAt, outcome, timeUncertain, admittedAt }) =>
        outcome === 'failed' &&
        (!timeUncertain || (admittedAt !== null && admittedAt <= asOf)) &&
        at >= duty.from &&
        at < duty.endsAt &&
        at <= asOf &&
        receivedAt <= asOf &&
        (voidedAt === null || voidedAt > asOf),
    )
    .sort((a, b) => a.at - b.at)
