import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDate, dayNumber } from './civil-date.ts'
import { type CalendarPeriodKind, daysLeft, lengthInDays, nextPeriod, periodOf } from './period.ts'

const cases: [CalendarPeriodKind, string, string, string][] = [
  // Weeks over the ends of months and years, also those that ISO counts as week 53 or 1.
  ['week', '2025-02-03', '2025-02-03', '2025-02-09'],
  ['week', '2025-02-09', '2025-02-03', '2025-02-09'],
  ['week', '2024-12-31', '2024-12-30', '2025-01-05'],
  ['week', '2021-01-03', '2020-12-28', '2021-01-03'],
  ['week', '2024-02-29', '2024-02-26', '2024-03-03'],
  ['week', '2100-02-28', '2100-02-22', '2100-02-28'],
  ['half-month', '2025-02-01', '2025-02-01', '2025-02-15'],
  ['half-month', '2025-02-15', '2025-02-01', '2025-02-15'],
  ['half-month', '2025-02-16', '2025-02-16', '2025-02-28'],
  ['half-month', '2024-02-29', '2024-02-16', '2024-02-29'],
  ['half-month', '2100-02-28', '2100-02-16', '2100-02-28'],
  ['half-month', '2025-12-31', '2025-12-16', '2025-12-31'],
  ['half-month', '2025-04-30', '2025-04-16', '2025-04-30'],
  ['month', '2025-01-31', '2025-01-01', '2025-01-31'],
  ['month', '2024-02-01', '2024-02-01', '2024-02-29'],
  ['month', '2100-02-14', '2100-02-01', '2100-02-28'],
  ['month', '2025-12-31', '2025-12-01', '2025-12-31'],
  ['quarter', '2025-01-01', '2025-01-01', '2025-03-31'],
  ['quarter', '2024-02-29', '2024-01-01', '2024-03-31'],
  ['quarter', '2025-06-30', '2025-04-01', '2025-06-30'],
  ['quarter', '2025-09-15', '2025-07-01', '2025-09-30'],
  ['quarter', '2025-12-31', '2025-10-01', '2025-12-31'],
]

describe('the period of a day', () => {
  it.each(cases)('%s of %s is %s … %s', (kind, date, start, end) => {
    const period = periodOf(kind, dayNumber(date))
    expect([civilDate(period.start), civilDate(period.end)]).toEqual([start, end])
  })

  it('counts today among the days left', () => {
    const week = periodOf('week', dayNumber('2025-02-05'))
    expect(daysLeft(week, dayNumber('2025-02-09'))).toBe(1)
    expect(daysLeft(week, week.start)).toBe(lengthInDays(week))
  })

  it('is one for all its days, and the next begins the day after', () => {
    const kinds = fc.constantFrom<CalendarPeriodKind>('week', 'half-month', 'month', 'quarter')
    fc.assert(
      fc.property(kinds, fc.integer({ min: -30_000, max: 80_000 }), (kind, day) => {
        const period = periodOf(kind, day)
        expect(period.start <= day && day <= period.end).toBe(true)
        expect(periodOf(kind, period.start)).toEqual(period)
        expect(periodOf(kind, period.end)).toEqual(period)
        expect(nextPeriod(period)?.start).toBe(period.end + 1)
      }),
    )
  })

  it('of a campaign has no next', () => {
    expect(nextPeriod({ kind: 'campaign', start: 1, end: 2 })).toBeNull()
  })
})
