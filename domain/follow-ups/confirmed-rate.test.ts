import { expect, test } from 'vitest'
import { confirmedRate } from './index.ts'

test.each([
  ['nobody was told', { confirmed: 0, unhappy: 0, silent: 0 }, null],
  ['silence alone is no rate', { confirmed: 0, unhappy: 0, silent: 9 }, null],
  ['silence counts neither way', { confirmed: 3, unhappy: 1, silent: 96 }, 0.75],
  ['all who answered confirm', { confirmed: 2, unhappy: 0, silent: 1 }, 1],
])('the confirmed rate: %s', (_when, answers, rate) => {
  expect(confirmedRate(answers)).toBe(rate)
})
