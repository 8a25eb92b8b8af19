import { type Day, dayNumber, type Period, periodOf } from '../calendar/index.ts'
import type { Tier } from '../tiers/tier.ts'
import type { LineVersion, Policy, PolicyLine, RunningVersion } from './policy.ts'

type Reign = { readonly from: Day; readonly version: LineVersion }

/** A line with the days on which its versions take over worked out. */
export type DatedLine = {
  readonly line: PolicyLine
  readonly reigns: readonly Reign[]
  readonly campaign: Period | null
}

/** A policy made ready for judging; worked out once for each policy object. */
export type DatedPolicy = {
  readonly tierLines: Readonly<Record<Tier, readonly DatedLine[]>>
  readonly kindLines: ReadonlyMap<string, readonly DatedLine[]>
  readonly campaigns: readonly DatedLine[]
  /** All days on which a version of a tier's or kind's line takes over, in order. */
  readonly turningDays: readonly Day[]
}

const dated = new WeakMap<Policy, DatedPolicy>()

export function datedPolicy(policy: Policy): DatedPolicy {
  const known = dated.get(policy)
  if (known !== undefined) return known
  const lines = policy.map(dateLine).sort(newestFirst)
  const tierLines: Record<Tier, DatedLine[]> = { red: [], yellow: [], green: [] }
  const kindLines = new Map<string, DatedLine[]>()
  const campaigns: DatedLine[] = []
  const turning = new Set<Day>()
  for (const entry of lines) {
    const { target } = entry.line
    if (target.kind === 'campaign') {
      campaigns.push(entry)
      continue
    }
    for (const { from } of entry.reigns) turning.add(from)
    if (target.kind === 'tier') tierLines[target.tier].push(entry)
    else kindLines.set(target.placeKind, [...(kindLines.get(target.placeKind) ?? []), entry])
  }
  const made = { tierLines, kindLines, campaigns, turningDays: [...turning].sort((a, b) => a - b) }
  dated.set(policy, made)
  return made
}

/** Of two lines for one thing the one that started later holds. */
const newestFirst = (a: DatedLine, b: DatedLine): number =>
  (b.reigns[0]?.from ?? 0) - (a.reigns[0]?.from ?? 0) || (a.line.id < b.line.id ? -1 : 1)

/**
 * “A new policy is dated in the future and takes over each line when that line's running period ends” (DOMAIN.md §4): on
 * the first day of a period of the version before, on or after the new one's date. What ends has no period to wait for.
 */
function dateLine(line: PolicyLine): DatedLine {
  const campaign = campaignOf(line)
  const versions = line.versions
    .map((version) => ({ version, from: dayNumber(version.effectiveFrom) }))
    .sort((a, b) => a.from - b.from)
  const reigns: Reign[] = []
  for (const next of versions) {
    const before = reigns.at(-1)
    if (before === undefined) reigns.push(next)
    // A version that was replaced before it took over never held.
    else if (next.from <= before.from) reigns[reigns.length - 1] = { from: before.from, version: next.version }
    else reigns.push({ from: takeOver(before.version, campaign, next.from), version: next.version })
  }
  return { line, reigns, campaign }
}

function campaignOf({ id, target, versions }: PolicyLine): Period | null {
  if (target.kind === 'campaign') {
    return { kind: 'campaign', start: dayNumber(target.firstDay), end: dayNumber(target.lastDay) }
  }
  if (versions.some((version) => !version.ended && version.period === 'campaign')) {
    throw new RangeError(`policy line ${id}: only a campaign has a campaign's period`)
  }
  return null
}

function takeOver(before: LineVersion, campaign: Period | null, from: Day): Day {
  if (before.ended) return from
  const running = before.period === 'campaign' ? campaign : periodOf(before.period, from)
  return running === null || from <= running.start ? from : Math.max(from, running.end + 1)
}

/** The version that holds on a day, or null before the first and after the end of the line. */
export function versionOn(entry: DatedLine, day: Day): RunningVersion | null {
  for (let index = entry.reigns.length - 1; index >= 0; index--) {
    const reign = entry.reigns[index]
    if (reign !== undefined && reign.from <= day) return reign.version.ended ? null : reign.version
  }
  return null
}

/** The line that holds on a day, of several for the same thing. */
export const lineOn = (entries: readonly DatedLine[], day: Day): DatedLine | null =>
  entries.find((entry) => versionOn(entry, day) !== null) ?? null
