import { expect, it } from 'vitest'
import { isPublicHoliday } from './public-holiday.ts'

it.each([
  ['2025-02-03', true],
  ['2025-05-05', true],
  ['2025-05-06', false],
  ['2025-03-01', false],
  // made up for by working on a Sunday
  ['2025-04-27', false],
  ['2025-03-03', false],
])('%s is a public holiday: %s', (date, expected) => {
  expect(isPublicHoliday(date)).toBe(expected)
})
