import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Instant } from '../calendar/index.ts'
import type { Policy, RunningVersion } from '../policy/index.ts'
import { type Tier, tiers } from '../tiers/index.ts'
import { judgeDuties } from './judge.ts'
import type { PlaceLife } from './life.ts'
import { lifeSince, steadySince } from './steady.ts'
import { at, life, line, version, visit } from './story.test-support.ts'

const begin = at('2024-11-20')
const dayMs = 86_400_000
const days = 260
const instant = fc
  .tuple(fc.integer({ min: 0, max: days }), fc.constantFrom(0, 9, 12, 23.99))
  .map(([day, hour]): Instant => begin + day * dayMs + hour * 3_600_000)
/** What changes a place happens early, so that many a place has become steady. */
const early = fc
  .tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom(0, 9))
  .map(([day, hour]) => begin + day * dayMs + hour * 3_600_000)
const asked = fc.record({
  period: fc.constantFrom<RunningVersion['period']>('week', 'half-month', 'month', 'quarter'),
  visits: fc.integer({ min: 1, max: 2 }),
})
const dateOf = (day: number): string => new Date(begin + day * dayMs + 8 * 3_600_000).toISOString().slice(0, 10)
const tierLine = (of: Tier) =>
  fc
    .tuple(asked, fc.option(fc.tuple(fc.integer({ min: 1, max: days }), asked)))
    .map(([first, later]) =>
      line(
        of,
        { kind: 'tier', tier: of },
        version('2020-01-01', first),
        ...(later ? [version(dateOf(later[0]), later[1])] : []),
      ),
    )
const campaign = fc
  .tuple(fc.integer({ min: 0, max: days - 30 }), fc.integer({ min: 0, max: 30 }))
  .map(([first, length]) =>
    line(
      'campaign',
      { kind: 'campaign', placeKinds: ['shop'], firstDay: dateOf(first), lastDay: dateOf(first + length) },
      version(dateOf(first), { period: 'campaign' }),
    ),
  )
const policies: fc.Arbitrary<Policy> = fc
  .tuple(tierLine('red'), tierLine('yellow'), tierLine('green'), fc.option(campaign))
  .map(([red, yellow, green, extra]) => (extra ? [red, yellow, green, extra] : [red, yellow, green]))

const made = (when: Instant, late: number) => ({
  ...visit('2025-01-01'),
  id: `v${when}`,
  at: when,
  receivedAt: when + late * dayMs,
})
const lives = fc
  .record({
    created: early,
    changes: fc.array(fc.record({ at: early, tier: fc.constantFrom<Tier>(...tiers) }), { maxLength: 4 }),
    closing: fc.option(fc.tuple(early, fc.integer({ min: 1, max: 20 }))),
    visits: fc.uniqueArray(fc.tuple(instant, fc.constantFrom(0, 0, 0, 3, 12)), {
      selector: ([when]) => when,
      maxLength: 25,
    }),
  })
  .map(
    ({ created, changes, closing, visits }): PlaceLife => ({
      ...life('2025-01-01'),
      createdAt: created,
      tierChanges: changes,
      closings: closing ? [{ from: closing[0], to: closing[0] + closing[1] * dayMs }] : [],
      visits: visits.map(([when, late]) => made(when, late)),
    }),
  )

it('a steady place is judged the same without what was before', () => {
  let steady = 0
  fc.assert(
    fc.property(lives, policies, instant, fc.integer({ min: 0, max: 60 }), (place, policy, asOf, backDays) => {
      const duties = judgeDuties(place, policy, asOf)
      const since = steadySince(place, duties, asOf - backDays * dayMs)
      fc.pre(since !== null)
      const late = made(since + Math.floor((asOf - since) / 2), 0)
      const withVisit = { ...place, visits: [...place.visits, late] }
      steady += 1
      const truncated = { ...withVisit, visits: withVisit.visits.filter((known) => known.at >= since) }
      expect(judgeDuties(lifeSince(truncated, since), policy, asOf)).toEqual(
        judgeDuties(withVisit, policy, asOf).filter(({ endsAt }) => endsAt > since),
      )
    }),
    { numRuns: 3000 },
  )
  expect(steady).toBeGreaterThan(500)
})

it('a place that has just changed, is closed, or has a campaign across every beginning is not steady', () => {
  const policy = [line('green', { kind: 'tier', tier: 'green' }, version('2020-01-01', { period: 'month' }))]
  const since = (place: PlaceLife, asOf: string) => steadySince(place, judgeDuties(place, policy, at(asOf)), at(asOf))
  expect(since(life('2025-01-10'), '2025-01-20')).toBe(null)
  expect(since(life('2025-01-10'), '2025-02-20')).toBe(at('2025-02-01'))
  expect(since(life('2025-01-10', { closings: [{ from: at('2025-02-10'), to: null }] }), '2025-02-20')).toBe(null)
})
