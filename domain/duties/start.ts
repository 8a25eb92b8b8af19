import { type Day, daysLeft, type Instant, nextPeriod, type Period, periodOf, type Zone } from '../calendar/index.ts'
import { type DatedLine, type DatedPolicy, lineOn, versionOn } from '../policy/in-force.ts'
import type { RunningVersion } from '../policy/index.ts'
import type { Tier } from '../tiers/tier.ts'

/**
 * Why the place's line begins a duty: the window before it ended (`succession`), the tier rose (`rise`) or fell (`fall`),
 * or the place is new, reopened, of a new kind, or gets its first line (`opening`).
 */
export type StartCause = 'succession' | 'rise' | 'fall' | 'opening'

/** A duty that is to begin: its line, period and window's first instant. */
export type Start = {
  readonly entry: DatedLine
  readonly version: RunningVersion
  readonly period: Period
  readonly from: Instant
}

/** Fewer than these days left, today included, and the next period's duty begins instead. */
const fewestDays = 3

/** The line that a place owes visits by on a day: “this kind of place, which then replaces the tier's line”. */
export function lineFor(policy: DatedPolicy, kind: string, tier: Tier | null, day: Day): DatedLine | null {
  const kindLines = policy.kindLines.get(kind)
  return (kindLines && lineOn(kindLines, day)) ?? tierLine(policy, tier, day)
}

export const tierLine = (policy: DatedPolicy, tier: Tier | null, day: Day): DatedLine | null =>
  tier === null ? null : lineOn(policy.tierLines[tier], day)

/** “Its window is its whole natural period.” */
export function wholePeriod(entry: DatedLine, day: Day, zone: Zone): Start | null {
  const version = versionOn(entry, day)
  const period = version && periodHolding(entry, version, day)
  return period && { entry, version, period, from: zone.startOfDay(period.start) }
}

/**
 * “Starting inside a period: the window begins at that moment and ends with the period; when fewer than 3 days of it are
 * left, today included, it is the next period's duty that begins now.” At a period's first instant it is the whole period.
 */
export function insidePeriod(entry: DatedLine, at: Instant, zone: Zone): Start | null {
  const day = zone.dayOf(at)
  const version = versionOn(entry, day)
  const period = version && periodHolding(entry, version, day)
  if (!period) return null
  if (at === zone.startOfDay(period.start) || daysLeft(period, day) >= fewestDays) {
    return { entry, version, period, from: at }
  }
  const next = nextPeriod(period)
  const nextVersion = next && versionOn(entry, next.start)
  if (!next || !nextVersion) return null
  // A version with other periods waits until this duty's window is over.
  return { entry, version: nextVersion.period === version.period ? nextVersion : version, period: next, from: at }
}

/** After a window that ended: the period that begins now, or one that a new version or line lies in. */
export function afterWindow(entry: DatedLine, day: Day, zone: Zone): Start | null {
  const whole = wholePeriod(entry, day, zone)
  return whole?.period.start === day ? whole : insidePeriod(entry, zone.startOfDay(day), zone)
}

function periodHolding(entry: DatedLine, version: RunningVersion, day: Day): Period | null {
  if (entry.campaign !== null) return entry.campaign.start <= day && day <= entry.campaign.end ? entry.campaign : null
  return version.period === 'campaign' ? null : periodOf(version.period, day)
}
