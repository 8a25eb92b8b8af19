import type { CivilDate, Instant, PeriodKind } from '../calendar/index.ts'
import type { Tier } from '../tiers/tier.ts'

/** As stored. An `open` duty whose window is over is missed: `dutyStateAt`. A `forecast` is in no figure. */
export type DutyState = 'open' | 'fulfilled' | 'excused' | 'superseded' | 'forecast'

/** One place, one policy line and one period (DOMAIN.md §4). `lineId`, `period` and `periodStart` are its identity. */
export type Duty = {
  readonly lineId: string
  readonly period: PeriodKind
  readonly periodStart: CivilDate
  /** The tier whose line it is; null for a kind's line or a campaign. */
  readonly tier: Tier | null
  /** The window: from this instant to the end of this civil date. */
  readonly from: Instant
  /** When it is owed: with its window, but a forecast of the laxer line after a fall later than that. */
  readonly begins: Instant
  readonly until: CivilDate
  /** The first instant after the window. */
  readonly endsAt: Instant
  /** How many visits on different days the window asks for, and how many of them there are. */
  readonly asks: number
  readonly counted: number
  readonly state: DutyState
  /** The visits that count for it, at most as many as it asks for. */
  readonly visitIds: readonly string[]
  /** When it was fulfilled: the time of the last visit that it asked for. */
  readonly fulfilledAt: Instant | null
  /** Fulfilled only by a visit that arrived when the window was over. */
  readonly reportedLate: boolean
  /** Visits made in the window that wait for an officer: they arrived too late, or their time is uncertain. */
  readonly waitingVisitIds: readonly string[]
  readonly supersededAt: Instant | null
}

export type DutyStateAt = 'open' | 'fulfilled' | 'missed' | 'excused' | 'superseded' | 'forecast'

/** “Missed begins when the window is over.” */
export const dutyStateAt = (duty: Pick<Duty, 'state' | 'endsAt'>, asOf: Instant): DutyStateAt =>
  duty.state === 'open' && asOf >= duty.endsAt ? 'missed' : duty.state

/** `line period start`: one text for a duty's identity within its place. */
export const dutyKey = (duty: Pick<Duty, 'lineId' | 'period' | 'periodStart'>): string =>
  `${duty.lineId} ${duty.period} ${duty.periodStart}`
