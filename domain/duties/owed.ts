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

/**
 * Counts the visits of a duty's window made before `before`. What is fulfilled stays so. A superseded duty “takes only
 * visits made before that moment”; “where a line asks for more than one, they are on different days”; what “arrives more
 * than 7 days after the window's end waits for an officer”.
 */
export function settle<V extends VisitTimes>(
  owed: Owed,
  visits: readonly V[],
  before: Instant,
  rules: { readonly zone: Zone; readonly asOf: Instant; readonly accepts: (visit: V, owed: Owed) => boolean },
): void {
  if (owed.state === 'fulfilled') return
  const end = Math.min(before, owed.endsAt, owed.supersededAt ?? Number.POSITIVE_INFINITY)
  const late = lateFrom(owed.period, rules.zone)
  const counted: string[] = []
  const waiting: string[] = []
  let lastDay: Day | null = null
  let lastDayInTime: Day | null = null
  let inTime = 0
  for (let index = firstAtOrAfter(visits, owed.from); index < visits.length; index++) {
    const visit = visits[index]
    if (visit === undefined || visit.at >= end) break
    if (!rules.accepts(visit, owed)) continue
    if (visit.receivedAt > late && (visit.admittedAt === null || visit.admittedAt > rules.asOf)) {
      waiting.push(visit.id)
      continue
    }
    const day = rules.zone.dayOf(visit.at)
    if (visit.receivedAt < owed.endsAt && day !== lastDayInTime) {
      inTime++
      lastDayInTime = day
    }
    if (day === lastDay || counted.length === owed.asks) continue
    lastDay = day
    counted.push(visit.id)
    if (counted.length === owed.asks) owed.fulfilledAt = visit.at
  }
  owed.visitIds = counted
  owed.waitingVisitIds = waiting
  if (counted.length < owed.asks) return
  owed.state = 'fulfilled'
  owed.supersededAt = null
  owed.reportedLate = inTime < owed.asks
  owed.waitingVisitIds = []
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
