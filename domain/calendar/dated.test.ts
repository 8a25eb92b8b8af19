import { expect, test } from 'vitest'
import { inForceAt, shanghai } from './index.ts'

const versions = [{ effectiveFrom: '2025-03-01' }, { effectiveFrom: '2025-01-01' }]
const inForce = (utc: string) => inForceAt(versions, Date.parse(utc), shanghai).effectiveFrom

test('a version holds from 00:00 of its date until the next one, and the first one before that', () => {
  expect(inForce('2025-02-28T15:59Z')).toBe('2025-01-01')
  expect(inForce('2025-02-28T16:00Z')).toBe('2025-03-01')
  expect(inForce('2024-06-01T00:00Z')).toBe('2025-01-01')
  expect(() => inForceAt([], 0, shanghai)).toThrow(RangeError)
})
