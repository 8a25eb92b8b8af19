import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilDate, dayNumber } from '../calendar/index.ts'
import { erasedIfClosedBefore, pointsErasedIfBegunBefore } from './index.ts'

test.each([
  // closed, years, kept through
  ['2025-02-01', 2, '2027-02-01'],
  ['2025-12-31', 2, '2027-12-31'],
  ['2024-02-29', 2, '2026-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2026-02-28', 2, '2028-02-28'],
  ['2025-02-01', 30, '2055-02-01'],
])('closed on %s and kept %d years, it is there through %s and erased the day after', (closed, years, last) => {
  const after = civilDate(dayNumber(last) + 1)
  expect(closed < erasedIfClosedBefore(last, years)).toBe(false)
  expect(closed < erasedIfClosedBefore(after, years)).toBe(true)
})

const anyDay = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2100-12-31') })

test('what is erased on a day stays so on every later one, and more years never erase more', () => {
  fc.assert(
    fc.property(anyDay, fc.nat(400), fc.integer({ min: 1, max: 50 }), (day, later, years) => {
      const reached = erasedIfClosedBefore(civilDate(day), years)
      expect(erasedIfClosedBefore(civilDate(day + later), years) >= reached).toBe(true)
      expect(erasedIfClosedBefore(civilDate(day), years + 1) < reached).toBe(true)
    }),
  )
})

test('the points of a track are there for 90 days after its own, and erased the day after', () => {
  expect('2025-02-01' < pointsErasedIfBegunBefore('2025-05-02')).toBe(false)
  expect('2025-02-01' < pointsErasedIfBegunBefore('2025-05-03')).toBe(true)
})
