import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../policy/index.ts'
import { type DueItem, daysLeftOf, dueOrder, failedAttempts, missedWithoutVisitSince } from './due.ts'
import { excusable } from './excusal.ts'
import { judgePlace } from './judge.ts'
import { at, life, visit } from './story.test-support.ts'

const policy = defaultPolicy('2020-01-01')
const judged = (visits: ReturnType<typeof visit>[], asOf: string) =>
  judgePlace(life('2025-02-03', { tier: 'red', visits }), policy, at(asOf))
const missed = (visits: ReturnType<typeof visit>[], asOf: string) => {
  const { duties, lastCountedAt } = judged(visits, asOf)
  return missedWithoutVisitSince(duties, lastCountedAt, at(asOf))?.periodStart ?? null
}

describe('the order of a due list', () => {
  const item = (
    tier: DueItem['tier'],
    isMissed: boolean,
    daysLeft: number,
    distanceM: number | null = null,
  ): DueItem => ({
    tier,
    missed: isMissed,
    daysLeft,
    distanceM,
  })

  it('is red, yellow, green, others; 漏访 first; then days left; then distance', () => {
    const ordered = [
      item('red', true, 5),
      item('red', false, 1),
      item('red', false, 2, 10),
      item('red', false, 2, 20),
      item('red', false, 2),
      item('yellow', false, 1),
      item('green', true, 9),
      item('green', false, 1),
      item(null, true, 1),
    ]
    expect([...ordered].reverse().sort(dueOrder)).toEqual(ordered)
  })

  it('counts today among the days left', () => {
    expect(daysLeftOf({ until: '2025-02-09' }, at('2025-02-09 23:59'))).toBe(1)
    expect(daysLeftOf({ until: '2025-02-09' }, at('2025-02-10'))).toBe(0)
  })
})

describe('漏访', () => {
  it('is a place with a missed window and no counting visit since', () => {
    expect(missed([], '2025-02-09 23:59')).toBeNull()
    expect(missed([], '2025-02-10')).toBe('2025-02-03')
    expect(missed([], '2025-02-20')).toBe('2025-02-10')
    expect(missed([visit('2025-02-10 09:00')], '2025-02-10 09:00')).toBeNull()
  })

  it('stays after a visit that does not count for its line', () => {
    expect(missed([visit('2025-02-10 09:00', { rolesPresent: ['volunteer'] })], '2025-02-11')).toBe('2025-02-03')
    expect(missed([visit('2025-02-10 09:00', { outcome: 'failed' })], '2025-02-11')).toBe('2025-02-03')
  })
})

describe('an attempt that failed', () => {
  it('does not count, and the second in one window is the duty officer’s', () => {
    const visits = [
      visit('2025-02-04', { outcome: 'failed' }),
      visit('2025-02-06', { outcome: 'failed' }),
      visit('2025-02-07', { outcome: 'failed', voidedAt: at('2025-02-07') }),
      visit('2025-02-10', { outcome: 'failed' }),
    ]
    const [duty] = judged(visits, '2025-02-11').duties
    expect(duty && failedAttempts(visits, duty, at('2025-02-05'))).toHaveLength(1)
    expect(duty && failedAttempts(visits, duty, at('2025-02-11'))).toHaveLength(2)
    expect(duty?.state).toBe('open')
  })

  it('of an uncertain time is counted once an officer let it', () => {
    const unsure = { outcome: 'failed', timeUncertain: true } as const
    const visits = [visit('2025-02-04', unsure), visit('2025-02-05', { ...unsure, admittedAt: at('2025-02-07') })]
    const [duty] = judged(visits, '2025-02-08').duties
    expect(duty && failedAttempts(visits, duty, at('2025-02-06'))).toHaveLength(0)
    expect(duty && failedAttempts(visits, duty, at('2025-02-08'))).toHaveLength(1)
  })
})

describe('a visit that arrived too late', () => {
  it('is named as waiting for an officer', () => {
    const late = visit('2025-02-04', { receivedAt: at('2025-02-18') })
    expect([...judged([late], '2025-02-18').waitingVisitIds]).toEqual([late.id])
    expect(judged([late], '2025-02-18').lastCountedAt).toBeNull()
  })
})

describe('a duty may be excused', () => {
  const duty = {
    state: 'open' as const,
    from: at('2025-02-03'),
    until: '2025-02-09',
    endsAt: at('2025-02-10'),
  }

  it('until 7 days after the window’s end', () => {
    expect(excusable(duty, at('2025-02-17'))).toBeNull()
    expect(excusable(duty, at('2025-02-17 00:01'))).toBe('duty/excuse-too-late')
  })

  it('when it is open or missed', () => {
    expect(excusable({ ...duty, state: 'fulfilled' }, at('2025-02-05'))).toBe('duty/not-open')
    expect(excusable({ ...duty, state: 'forecast' }, at('2025-02-01'))).toBe('duty/not-open')
  })
})
