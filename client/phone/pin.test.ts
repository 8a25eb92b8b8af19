import { expect, test } from 'vitest'
import { isTooSimple, waitAfter } from './pin.ts'

test('a PIN has six digits, is no run and repeats nothing', () => {
  for (const pin of ['123456', '654321', '890123', '000000', '121212', '123123', '12345', '1234567', '12345a', '']) {
    expect(isTooSimple(pin), pin).toBe(true)
  }
  for (const pin of ['135791', '802914', '112233', '123457']) expect(isTooSimple(pin), pin).toBe(false)
})

test('waits grow after the fourth wrong PIN and end by themselves', () => {
  const now = Date.parse('2026-11-28T08:00:00Z')
  const waits = [0, 1, 4, 5, 6, 9, 40].map((count) => waitAfter({ count, lastMs: now }, now))
  expect(waits).toEqual([0, 0, 0, 30, 60, 3600, 3600])
  expect(waitAfter({ count: 5, lastMs: now - 29_500 }, now)).toBe(1)
  expect(waitAfter({ count: 5, lastMs: now - 30_000 }, now)).toBe(0)
})

test('a clock that was set back does not lengthen a wait', () => {
  const now = Date.parse('2026-11-28T08:00:00Z')
  expect(waitAfter({ count: 5, lastMs: now + 86_400_000 }, now)).toBe(30)
})
