import { type Day, type Instant, lengthInDays, type Period, type Zone } from '../calendar/index.ts'
import type { DatedLine } from '../policy/in-force.ts'
import type { RunningVersion } from '../policy/index.ts'
import type { Tier } from '../tiers/tier.ts'
import type { VisitTimes } from '../visits/index.ts'

/** A duty that has begun, while its place's life is gone through. */
export type Owed = {
  readonly entry: DatedLine
  readonly version: RunningVersion
  readonly period: Period
  readonly tier: Tier | null
  readonly endsAt: Instant
  from: Instant
  asks: number
  state: 'open' | 'fulfilled' | 'superseded'
  supersededAt: Instant | null
  fulfilledAt: Instant | null
  reportedLate: boolean
  visitIds: readonly string[]
  waitingVisitIds: readonly string[]
}

export const lateAfterDays = 7

/** “Where n > 1, a part-window asks for n × days left ÷ days, rounded up.” A window up to 2 days longer asks for all. */
export function asksFor(visits: number, period: Period, firstDay: Day): number {
  const days = lengthInDays(period)
  const left = Math.min(days, period.end - firstDay + 1)
  return Math.ceil((visits * left) / days)
}

/** The last instant at which a visit or an excusal for this window is in time: 7 days after its end. */
export const lateFrom = (period: Period, zone: Zone): Instant => zone.startOfDay(period.end + 1 + lateAfterDays)

export type CountingRules<V extends VisitTimes> = {
  readonly zone: Zone
  readonly asOf: Instant
  readonly accepts: (visit: V, owed: Owed) => boolean
}

/**
 * Whether a visit counts for a duty: made in its window (a superseded duty “takes only visits made before that moment”)
 * and accepted by its line. One that “arrives more than 7 days after the window's end waits for an officer”, and so does
 * one whose “time is uncertain and an officer decides” (ARCHITECTURE “A phone's clock is not believed”).
 */
export function countsFor<V extends VisitTimes>(
  visit: V,
  owed: Owed,
  { zone, asOf, accepts }: CountingRules<V>,
): 'counts' | 'waits' | 'not' {
  if (visit.at < owed.from || visit.at >= Math.min(owed.endsAt, owed.supersededAt ?? owed.endsAt)) return 'not'
  if (!accepts(visit, owed)) return 'not'
  const inTime = visit.receivedAt < owed.endsAt || visit.receivedAt <= lateFrom(owed.period, zone)
  if (inTime && !visit.timeUncertain) return 'counts'
  return visit.admittedAt !== null && visit.admittedAt <= asOf ? 'counts' : 'waits'
}

/**
 * Counts the visits of a duty made before `before`. What is fulfilled stays so. “Where a line asks for more than one,
 * they are on different days.”
 */
export function settle<V extends VisitTimes>(
  owed: Owed,
  visits: readonly V[],
  before: Instant,
  rules: CountingRules<V>,
): void {
  if (owed.state === 'fulfilled') return
  const counted: V[] = []
  const waiting: string[] = []
  let lastDay: Day | null = null
  for (let index = firstAtOrAfter(visits, owed.from); index < visits.length; index++) {
    const visit = visits[index]
    if (visit === undefined || visit.at >= before || visit.at >= owed.endsAt) break
    const verdict = countsFor(visit, owed, rules)
    if (verdict === 'waits') waiting.push(visit.id)
    if (verdict !== 'counts') continue
    const day = rules.zone.dayOf(visit.at)
    const onNewDay = day !== lastDay
    lastDay = day
    if (onNewDay) counted.push(visit)
  }
  const asked = counted.slice(0, owed.asks)
  owed.visitIds = asked.map(({ id }) => id)
  owed.waitingVisitIds = waiting
  const last = asked.at(-1)
  if (last === undefined || asked.length < owed.asks) return
  owed.state = 'fulfilled'
  owed.supersededAt = null
  owed.fulfilledAt = last.at
  owed.waitingVisitIds = []
  const someLate = asked.some(({ receivedAt }) => receivedAt >= owed.endsAt)
  owed.reportedLate = someLate && !fulfilledInTime(owed, visits, before, rules)
}

/** Whether the visits that arrived before the window was over are enough by themselves. */
function fulfilledInTime<V extends VisitTimes>(
  owed: Owed,
  visits: readonly V[],
  before: Instant,
  rules: CountingRules<V>,
): boolean {
  const days = new Set<Day>()
  for (let index = firstAtOrAfter(visits, owed.from); index < visits.length; index++) {
    const visit = visits[index]
    if (visit === undefined || visit.at >= before || visit.at >= owed.endsAt) break
    if (visit.receivedAt >= owed.endsAt || countsFor(visit, owed, rules) !== 'counts') continue
    days.add(rules.zone.dayOf(visit.at))
    if (days.size >= owed.asks) return true
  }
  return false
}

function firstAtOrAfter(visits: readonly VisitTimes[], at: Instant): number {
  let low = 0
  let high = visits.length
  while (low < high) {
    const middle = (low + high) >> 1
    const visit = visits[middle]
    if (visit !== undefined && visit.at < at) low = middle + 1
    else high = middle
  }
  return low
}
