import { expect, test } from 'vitest'
import { countAttempts } from './attempts.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'thrown'
  }
}

test('an address is paused after ten wrong codes for what is left of a quarter of an hour, others are not', () => {
  let now = 0
  const attempts = countAttempts(() => now)
  for (let n = 0; n < 10; n++) attempts.begin('10.0.0.1')
  expect(codeOf(() => attempts.begin('10.0.0.1'))).toBe('device/code-paused')
  expect(codeOf(() => attempts.begin('10.0.0.2'))).toBeNull()
  now = 15 * 60_000
  expect(codeOf(() => attempts.begin('10.0.0.1'))).toBeNull()
})

test('right codes count nothing', () => {
  const attempts = countAttempts(() => 0)
  for (let n = 0; n < 500; n++) attempts.begin('10.0.0.1').right()
  expect(codeOf(() => attempts.begin('10.0.0.1'))).toBeNull()
})

test('many addresses together are paused after a hundred', () => {
  const attempts = countAttempts(() => 0)
  for (let n = 0; n < 100; n++) attempts.begin(`10.0.${n}.1`)
  expect(codeOf(() => attempts.begin('10.1.0.1'))).toBe('device/code-paused')
})
