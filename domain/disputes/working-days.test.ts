import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDate, dayNumber, weekday } from '../calendar/index.ts'
import { addWorkingDays, type HolidayNotice, isWorkingDay } from './index.ts'

describe('working days are those of the official calendar', () => {
  const days: readonly (readonly [string, boolean | null])[] = [
    ['2025-01-26', true], // a Sunday worked for the Spring Festival
    ['2025-02-03', false], // a Monday of the Spring Festival
    ['2025-02-05', true],
    ['2025-02-08', true], // the Saturday after it
    ['2025-02-09', false],
    ['2004-01-05', true],
    ['2003-12-31', null],
    ['2026-12-31', true],
    ['2027-01-04', null],
  ]
  it.each(days)('%s', (date, working) => {
    expect(isWorkingDay(dayNumber(date))).toBe(working)
  })

  it('7 working days from the story’s day go round the festival', () => {
    expect(addWorkingDays('2025-02-01', 7)).toEqual({ kind: 'date', on: '2025-02-12' })
    expect(addWorkingDays('2025-03-03', 7)).toEqual({ kind: 'date', on: '2025-03-12' })
  })

  it('a year that nobody entered is said aloud, never counted as Monday to Friday', () => {
    expect(addWorkingDays('2026-12-28', 7)).toEqual({ kind: 'year-not-entered', year: 2027 })
    expect(addWorkingDays('2030-05-01', 1)).toEqual({ kind: 'year-not-entered', year: 2030 })
  })

  it('a station enters a year’s notice, which also moves days of the year before', () => {
    const notice: HolidayNotice = { year: 2027, holidays: ['2027-01-01'], workdays: ['2026-12-27'] }
    expect(addWorkingDays('2026-12-28', 7, [notice])).toEqual({ kind: 'date', on: '2027-01-07' })
    expect(isWorkingDay(dayNumber('2026-12-27'), [notice])).toBe(true)
    expect(isWorkingDay(dayNumber('2027-01-09'), [notice])).toBe(false)
  })

  it('the n-th working day is worked, and n days worked lie up to it', () => {
    const from = fc.integer({ min: dayNumber('2004-01-01'), max: dayNumber('2026-10-01') })
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 20 }), (start, count) => {
        const found = addWorkingDays(civilDate(start), count)
        if (found.kind !== 'date') throw new Error(`year ${found.year}`)
        const last = dayNumber(found.on)
        let worked = 0
        for (let day = start + 1; day <= last; day += 1) if (isWorkingDay(day)) worked += 1
        expect(worked).toBe(count)
        expect(isWorkingDay(last)).toBe(true)
        // no more than the longest holiday beside plain weekends
        expect(last - start).toBeLessThan(count * 2 + 12)
        expect(weekday(last)).toBeGreaterThan(0)
      }),
    )
  })
})
