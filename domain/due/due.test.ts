import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shanghai } from '../calendar/index.ts'
import { type DueKey, dueClass, dueClasses, dueKinds, dueOrder, mergeDue, readingOn } from './index.ts'

const now = Date.parse('2025-02-05T08:30:00+08:00')
const at = (text: string) => Date.parse(`${text}:00+08:00`)

type Made = {
  readonly name: string
  readonly kind: DueKey['kind']
  readonly at: string
  readonly tier?: DueKey['tier']
  readonly missed?: boolean
}

const keyOf = ({ name, kind, at: text, tier = null, missed = false }: Made, asOf = now): DueKey => {
  const instant = at(text)
  const byTheHour = shanghai.startOfDay(shanghai.dayOf(instant)) !== instant
  return { class: dueClass({ at: instant, byTheHour }, asOf), at: instant, kind, tier, missed, id: name, part: '' }
}

const sorted = (things: readonly Made[], asOf = now) =>
  things
    .map((thing) => keyOf(thing, asOf))
    .toSorted(dueOrder)
    .map(({ id }) => id)

describe('one list', () => {
  const overdueDay = { name: 'revisit of yesterday', kind: 'date', at: '2025-02-05T00:00' } as const
  const overdueLong = { name: 'need since Monday', kind: 'follow-up', at: '2025-02-03T00:00' } as const
  const urgent = { name: 'urgent dispute', kind: 'follow-up', at: '2025-02-05T09:00' } as const
  const booking = { name: 'booking at ten', kind: 'booking', at: '2025-02-05T10:00' } as const
  const today = { name: 'need by tonight', kind: 'follow-up', at: '2025-02-06T00:00' } as const
  const green = { name: 'green by tonight', kind: 'duty', at: '2025-02-06T00:00', tier: 'green' } as const
  const red = { name: 'red by tonight', kind: 'duty', at: '2025-02-06T00:00', tier: 'red' } as const
  const redMissed = { ...red, name: 'red, missed', missed: true } as const
  const village = { name: 'village by tonight', kind: 'duty', at: '2025-02-06T00:00' } as const
  const redLater = { name: 'red by Sunday', kind: 'duty', at: '2025-02-10T00:00', tier: 'red' } as const
  const bookingLater = { name: 'booking on Friday', kind: 'booking', at: '2025-02-07T09:00' } as const

  test.each([
    ['overdue first, the longest on top', [urgent, overdueDay, overdueLong], [overdueLong, overdueDay, urgent]],
    ['what is due by the hour before what is due by tonight', [today, booking, urgent], [urgent, booking, today]],
    ['then days left', [redLater, bookingLater, green], [green, bookingLater, redLater]],
    ['what somebody waits for before visits of the same day', [red, today], [today, red]],
    ['duties by tier, 漏访 first in it', [village, green, red, redMissed], [redMissed, red, green, village]],
  ])('%s', (_, given, expected) => {
    expect(sorted(given)).toEqual(expected.map(({ name }) => name))
  })

  test('at night what is due within the hour stays before what is due by midnight', () => {
    const late = at('2025-02-05T23:50')
    const dispute = { name: 'dispute', kind: 'follow-up', at: '2025-02-06T00:20' } as const
    expect(sorted([red, dispute], late)).toEqual(['dispute', 'red by tonight'])
  })

  test('what is done at the very end is in time', () => {
    expect(dueClass({ at: now, byTheHour: true }, now)).toBe('by-the-hour')
    expect(dueClass({ at: now - 1, byTheHour: true }, now)).toBe('overdue')
  })
})

const key: fc.Arbitrary<DueKey> = fc.record({
  class: fc.constantFrom(...dueClasses),
  at: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom(...dueKinds),
  tier: fc.constantFrom('red', 'yellow', 'green', null),
  missed: fc.boolean(),
  id: fc.constantFrom('a', 'b', 'c'),
  part: fc.constantFrom('', '1', '2'),
})
const sign = (n: number) => Math.sign(n)

describe('the order', () => {
  test('is total: of two different things one comes first, and always the same', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(sign(dueOrder(a, b))).toBe(-sign(dueOrder(b, a)) + 0)
        if (dueOrder(a, b) === 0) expect(a).toEqual(b)
      }),
    )
  })

  test('what comes before comes before all that follows', () => {
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        if (dueOrder(a, b) <= 0 && dueOrder(b, c) <= 0) expect(dueOrder(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('lists merged are what sorting all of them gives', () => {
    fc.assert(
      fc.property(fc.array(fc.array(key), { maxLength: 5 }), fc.nat(30), (lists, limit) => {
        const each = lists.map((list) => list.toSorted(dueOrder).map((one) => ({ key: one })))
        const all = lists.flat().toSorted(dueOrder).slice(0, limit)
        expect(mergeDue(each, limit).map((one) => one.key)).toEqual(all)
      }),
    )
  })

  test('a source reads on exactly behind the page before', () => {
    fc.assert(
      fc.property(key, key, (one, last) => {
        const on = readingOn(one.kind, one.class, last)
        const isBehind = dueOrder(one, last) > 0
        if (on === 'from-start' || on === 'nothing') expect(isBehind).toBe(on === 'from-start')
        else if (one.at !== on.at) expect(isBehind).toBe(one.at > on.at)
        else if (on.behind === 'all' || on.behind === 'none') expect(isBehind).toBe(on.behind === 'none')
        else expect(on.behind).toBe(last)
      }),
    )
  })
})
