import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numberTable } from './number-table.ts'

it('a table of numbers answers what a Map would, however large its keys', () => {
  const key = fc.oneof(fc.nat(50), fc.maxSafeNat())
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, fc.nat()), { maxLength: 3000, size: 'max' }),
      fc.array(key),
      (entries, asked) => {
        const table = numberTable()
        for (const [one, value] of entries) table.set(one, value)
        const map = new Map(entries)
        for (const one of [...map.keys(), ...asked]) expect(table.get(one)).toBe(map.get(one) ?? -1)
      },
    ),
    { numRuns: 60 },
  )
})
