import { describe, expect, test } from 'vitest'
import { kmLabel, kmRange } from './index.ts'

describe('a kilometre of a line', () => {
  test.each([
    [12.3, 'K12+300'],
    [0, 'K0+000'],
    [38.1, 'K38+100'],
    [7.0005, 'K7+001'],
  ])('%s is written %s', (km, label) => expect(kmLabel(km)).toBe(label))

  test('is written the same way at both ends of a stretch', () => {
    expect(kmRange({ fromKm: 14, toKm: 14.6 })).toBe('K14+000—K14+600')
  })
})
