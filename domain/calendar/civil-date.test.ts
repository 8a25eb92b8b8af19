import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDate, dayFrom, dayNumber, isCivilDate, isLeapYear, weekday, yearMonthDay } from './civil-date.ts'

describe('a civil date', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2024-02-29', 19_782],
    ['2024-03-01', 19_783],
    ['2025-12-31', 20_453],
    ['2100-02-28', 47_540],
    ['2100-03-01', 47_541],
  ])('%s is day %i', (date, day) => {
    expect(dayNumber(date)).toBe(day)
    expect(civilDate(day)).toBe(date)
  })

  it.each(['2025-02-29', '2100-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '2025-4-01', '2025-01-00', ''])(
    '%s is none',
    (text) => {
      expect(isCivilDate(text)).toBe(false)
      expect(() => dayNumber(text)).toThrow(RangeError)
    },
  )

  it('goes to its day and back, as the platform has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const date = new Date(day * 86_400_000)
        const { year, month, day: dayOfMonth } = yearMonthDay(day)
        expect([year, month, dayOfMonth]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()])
        expect(dayFrom(year, month, dayOfMonth)).toBe(day)
        expect(weekday(day) % 7).toBe(date.getUTCDay())
      }),
    )
  })

  it('has a leap day in 2000 and 2024, not in 2100 and 2025', () => {
    expect([2000, 2024, 2100, 2025].map(isLeapYear)).toEqual([true, true, false, false])
  })
})
