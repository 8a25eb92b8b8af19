import type { PolicyLine, PolicyVersion } from '../../api/policies.ts'
import { shiftDay } from '../../fields/civil-moment.ts'

/** A version and the day from which it holds. */
export type Reign = { readonly from: string; readonly version: PolicyVersion }

/**
 * When each version takes over: on the day that the running period of the one before has ended (DOMAIN.md §4, “A new
 * policy”); a version that was replaced before it took over never held.
 */
export function reignsOf(line: PolicyLine): readonly Reign[] {
  const reigns: Reign[] = []
  for (const version of [...line.versions].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))) {
    const before = reigns.at(-1)
    if (before === undefined) reigns.push({ from: version.effectiveFrom, version })
    else if (version.effectiveFrom <= before.from) reigns[reigns.length - 1] = { from: before.from, version }
    else reigns.push({ from: takeOver(before.version, version.effectiveFrom), version })
  }
  return reigns
}

/** What holds on a day, and what is to come. */
export function inForce(line: PolicyLine, today: string): { readonly now: Reign | null; readonly next: Reign | null } {
  const reigns = reignsOf(line)
  return {
    now: reigns.findLast(({ from }) => from <= today) ?? null,
    next: reigns.find(({ from }) => from > today) ?? null,
  }
}

/** The day on which something set for `from` holds, after a version that runs until then. */
export function takeOver(before: PolicyVersion | null, from: string): string {
  if (before === null || before.ended || before.period === null || before.period === 'campaign') return from
  return periodStart(before.period, from) === from ? from : nextPeriodStart(before.period, from)
}

function periodStart(period: 'week' | 'half-month' | 'month' | 'quarter', day: string): string {
  if (period === 'week') return shiftDay(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7))
  const month = day.slice(0, 8)
  if (period === 'half-month') return `${month}${day.slice(8) < '16' ? '01' : '16'}`
  if (period === 'month') return `${month}01`
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return `${day.slice(0, 5)}${String(first).padStart(2, '0')}-01`
}

/** Longer than any period less a day: whatever lies there is in the next one. */
const beyond = { week: 7, 'half-month': 16, month: 31, quarter: 92 } as const

function nextPeriodStart(period: keyof typeof beyond, day: string): string {
  return periodStart(period, shiftDay(periodStart(period, day), beyond[period]))
}
