import { type Instant, parseInstant } from '../calendar/index.ts'
import type { Policy, PolicyLine, RunningVersion } from '../policy/index.ts'
import type { Visit } from '../visits/index.ts'
import { type Duty, dutyStateAt } from './duty.ts'
import { judgeDuties } from './judge.ts'
import type { PlaceLife } from './life.ts'

/** `2025-02-05 10:00` in Shanghai; a date alone is its 00:00. */
export function at(text: string): Instant {
  const [date, time = '00:00'] = text.split(' ')
  const instant = parseInstant(`${date}T${time}+08:00`)
  if (instant === null) throw new RangeError(text)
  return instant
}

let visitCount = 0

/** A patrol by an officer who met somebody, received when it was made. */
export function visit(when: string, more: Partial<Visit> = {}): Visit {
  visitCount += 1
  return {
    id: `v${visitCount}`,
    at: at(when),
    receivedAt: at(when),
    admittedAt: null,
    voidedAt: null,
    kind: 'patrol',
    outcome: 'met',
    rolesPresent: ['officer'],
    ...more,
  }
}

export function life(created: string, more: Partial<PlaceLife> = {}): PlaceLife {
  return {
    createdAt: at(created),
    tier: 'green',
    kind: 'shop',
    tierChanges: [],
    kindChanges: [],
    closings: [],
    visits: [],
    excusals: [],
    ...more,
  }
}

export function version(from: string, more: Partial<RunningVersion> = {}): RunningVersion {
  return { effectiveFrom: from, ended: false, period: 'week', visits: 1, visitKinds: [], presentRoles: [], ...more }
}

export const line = (id: string, target: PolicyLine['target'], ...versions: PolicyLine['versions']): PolicyLine => ({
  id,
  target,
  versions,
})

/** One line a duty, without the year: `tier-red 02-03: 02-05 10:00 … 02-09 open 0/1`. */
export function told(place: PlaceLife, policy: Policy, asOf: string, forecastPeriods = 0): string[] {
  return judgeDuties(place, policy, at(asOf), { forecastPeriods }).map((duty) => tell(duty, at(asOf)))
}

function tell(duty: Duty, asOf: Instant): string {
  const from = new Date(duty.from + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ').replace(' 00:00', '')
  const late = duty.reportedLate ? ' late' : ''
  const window = `${from} … ${duty.until.slice(5)}`
  return `${duty.lineId} ${duty.periodStart.slice(5)}: ${window} ${dutyStateAt(duty, asOf)} ${duty.counted}/${duty.asks}${late}`
}
