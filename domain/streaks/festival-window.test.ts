import { describe, expect, it } from 'vitest'
import { dayNumber, festivalWindow, firstWindowFrom } from '../index.ts'
import { lastWindowOver } from './festival-window.ts'
import { springFestival } from './spring-festival.ts'

describe('the Spring Festival', () => {
  it.each([
    [1954, '1954-02-03'],
    [2020, '2020-01-25'],
    // a leap second month follows: the first stays the first
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    // the new moon comes four minutes before midnight in Beijing
    [2027, '2027-02-06'],
    [2030, '2030-02-03'],
    // 2033 has the leap eleventh month that older tables got wrong
    [2033, '2033-01-31'],
    [2034, '2034-02-19'],
  ])('of %i begins on %s', (year, date) => {
    expect(springFestival(year)).toBe(dayNumber(date))
  })

  it.each([
    [2022, '2022-01-31', '2022-02-07'],
    [2023, '2023-01-21', '2023-01-28'],
    [2024, '2024-02-09', '2024-02-16'],
    [2025, '2025-01-28', '2025-02-04'],
    [2026, '2026-02-16', '2026-02-23'],
    [2027, '2027-02-05', '2027-02-12'],
  ])('of %i is counted from its eve, %s, to the 7th, %s', (year, firstDay, lastDay) => {
    expect(festivalWindow(year, 7)).toEqual({ year, firstDay, lastDay })
  })

  it('never crosses the end of a civil year, and to the 15th always has 16 days', () => {
    for (let year = 1900; year <= 2100; year++) {
      const { firstDay, lastDay } = festivalWindow(year, 15)
      expect([firstDay >= `${year}-01-20`, lastDay <= `${year}-03-07`]).toEqual([true, true])
      expect(dayNumber(lastDay) - dayNumber(firstDay) + 1).toBe(16)
    }
  })

  it.each([1899, 2101, 2025.5, Number.NaN])('is not told for the year %d', (year) => {
    expect(() => springFestival(year)).toThrow(RangeError)
  })

  it('is claimed from a day on by the first window that begins then or later', () => {
    expect(['2022-01-01', '2022-01-31', '2022-02-01', '2022-12-31'].map(firstWindowFrom)).toEqual([
      2022, 2022, 2023, 2023,
    ])
  })

  it('is over on the day after its last', () => {
    expect(['2025-02-04', '2025-02-05', '2025-12-31'].map((day) => lastWindowOver(day, 7))).toEqual([2024, 2025, 2025])
  })
})
