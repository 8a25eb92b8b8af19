import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDate, dayNumber } from '../calendar/index.ts'
import { beliefOn, type StreakDefinition, type StreakIncident, streak } from './index.ts'
import { at, atLast } from './story.test-support.ts'

const firstDay = dayNumber('2018-01-01')
const hour = 3_600_000
const begin = at('2018-01-01')
const days = 3300

/** Days crowd about festivals and leap days, so that several things meet. */
const day = fc
  .oneof(
    fc.integer({ min: 0, max: days }),
    fc
      .tuple(
        fc.constantFrom('2020-02-29', '2022-02-04', '2023-01-24', '2024-02-13', '2025-02-01'),
        fc.integer({ min: -8, max: 8 }),
      )
      .map(([centre, shift]) => dayNumber(centre) - firstDay + shift),
  )
  .map((number) => civilDate(firstDay + number))
const instant = fc
  .tuple(fc.integer({ min: 0, max: days }), fc.integer({ min: 0, max: 23 }))
  .map(([of, at]) => begin + (of * 24 + at) * hour)
const category = fc.constantFrom('theft', 'violence', 'homicide', 'pipeline-puncture')
const verdict = fc.constantFrom<'verified' | 'rejected'>('verified', 'rejected')

const incident = fc.record<StreakIncident>({
  on: day,
  category,
  lineId: fc.constantFrom(null, 'line-1', 'line-2'),
  villageId: fc.constantFrom(null, 'village-1'),
  reportedAt: instant,
  reviews: fc.array(fc.record({ at: instant, verdict }), { maxLength: 3 }),
})
const incidents = fc.array(incident, { maxLength: 8 })

const counted = {
  subject: fc.constantFrom<StreakDefinition['subject']>(
    { kind: 'station' },
    { kind: 'all-lines' },
    { kind: 'line', lineId: 'line-1' },
    { kind: 'village', villageId: 'village-1' },
  ),
  breakers: fc.uniqueArray(category, { minLength: 1 }),
}
const starts = fc.array(fc.record({ recordedAt: instant, day }), { minLength: 1, maxLength: 3 })
const definition: fc.Arbitrary<StreakDefinition> = fc.oneof(
  fc.record({ ...counted, kind: fc.constantFrom('days' as const, 'years' as const), starts }),
  fc.record({
    ...counted,
    kind: fc.constant('festival' as const),
    starts: fc.array(fc.record({ recordedAt: instant, firstYear: fc.integer({ min: 2018, max: 2027 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    lastLunarDay: fc.integer({ min: 1, max: 15 }),
  }),
)

const known = (one: StreakIncident, verdict: 'verified' | 'rejected'): StreakIncident => ({
  ...one,
  reviews: [...one.reviews, { at: atLast, verdict }],
})
const runs = { numRuns: 1000 }

describe('for any definition and any incidents', () => {
  it('an incident that is rejected at last never changes a true streak', () => {
    fc.assert(
      fc.property(definition, incidents, incident, day, (defined, others, one, asOf) => {
        const withIt = streak(defined, [...others, known(one, 'rejected')], asOf, atLast)
        expect(withIt).toEqual(streak(defined, others, asOf, atLast))
      }),
      runs,
    )
  })

  it('one more incident never makes it longer, nor its beginning earlier', () => {
    fc.assert(
      fc.property(definition, incidents, incident, day, instant, (defined, others, one, asOf, knownAt) => {
        const before = streak(defined, others, asOf, knownAt)
        const after = streak(defined, [...others, one], asOf, knownAt)
        expect(after.value).toBeLessThanOrEqual(before.value)
        expect(after.since >= before.since).toBe(true)
      }),
      runs,
    )
  })

  it('what was believed, with all reviews known by then, is what is true', () => {
    fc.assert(
      fc.property(definition, incidents, day, (defined, all, asOf) => {
        const start = begin - 1
        const knownInTime = all.map((one) => ({
          ...one,
          reportedAt: start,
          reviews: one.reviews.map((review) => ({ ...review, at: start })),
        }))
        const entered = defined.starts.map((one) => ({ ...one, recordedAt: start }))
        // the starts of one kind stay of that kind
        const inTime: StreakDefinition = Object.assign({ ...defined }, { starts: entered })
        const { believed, actual } = beliefOn(inTime, knownInTime, asOf, atLast)
        expect(believed).toEqual(actual)
      }),
      runs,
    )
  })

  it('only what was known at an instant is read', () => {
    fc.assert(
      fc.property(definition, incidents, day, instant, (defined, all, asOf, knownAt) => {
        const byThen = all
          .map((one) => ({ ...one, reviews: one.reviews.filter((review) => review.at <= knownAt) }))
          .filter((one) => one.reportedAt <= knownAt || one.reviews.length > 0)
        expect(streak(defined, byThen, asOf, knownAt)).toEqual(streak(defined, all, asOf, knownAt))
      }),
      runs,
    )
  })

  it('where nothing waits, verifying what is still reported changes nothing; where something does, it breaks', () => {
    fc.assert(
      fc.property(definition, incidents, day, (defined, all, asOf) => {
        const verified = all.map((one) => (one.reviews.length === 0 ? known(one, 'verified') : one))
        const before = streak(defined, all, asOf, atLast)
        const after = streak(defined, verified, asOf, atLast)
        if (before.underReview === null) expect([after.value, after.since]).toEqual([before.value, before.since])
        else if (defined.kind !== 'festival') expect(after.since).toBe(before.underReview)
        else expect(after.since > before.since || after.running?.brokenOn !== before.running?.brokenOn).toBe(true)
      }),
      runs,
    )
  })

  it('the order in which facts are given does not matter', () => {
    fc.assert(
      fc.property(definition, incidents, day, instant, (defined, all, asOf, knownAt) => {
        expect(streak(defined, all.toReversed(), asOf, knownAt)).toEqual(streak(defined, all, asOf, knownAt))
      }),
      runs,
    )
  })
})
