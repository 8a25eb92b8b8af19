import { streakOfScenario } from '@sifang/domain/rules'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, dayMs, dayOfDate, instantText, midnightOf } from './civil-days.ts'
import { type IncidentOfScenario, type StreakScenario, streakByTheLetter } from './streaks-by-the-letter.ts'

const at = (text: string): string => `${text}:00+08:00`
const injury: IncidentOfScenario = {
  on: '2025-02-01',
  category: 'violence',
  reportedAt: at('2025-02-01T09:00'),
  reviews: [[at('2025-03-05T09:00'), 'verified']],
}
const pipelines: StreakScenario = { kind: 'days', start: '2020-07-13', breakers: ['violence'], incidents: [] }
const years: StreakScenario = { ...pipelines, kind: 'years', start: '2020-02-29' }
const festivals: StreakScenario = { ...pipelines, kind: 'festival', start: '2022-01-31', firstYear: 2022 }

describe('streaks by the letter', () => {
  it.each<[string, StreakScenario, asOf: string, knownAt: string, expected: [number, string | null, string]]>([
    ['1680 days', pipelines, '2025-02-17', '2025-02-17T09:00', [1680, null, '2020-07-13']],
    [
      '0 on the breaking day',
      { ...pipelines, incidents: [injury] },
      '2025-02-01',
      '2025-03-05T09:00',
      [0, null, '2025-02-01'],
    ],
    [
      'a moment before the review it waits',
      { ...pipelines, incidents: [injury] },
      '2025-02-17',
      '2025-03-05T08:59',
      [1680, '2025-02-01', '2020-07-13'],
    ],
    ['a leap day’s first anniversary', years, '2021-02-28', '2021-02-28T09:00', [1, null, '2020-02-29']],
    ['the day before its fourth', years, '2024-02-28', '2024-02-28T09:00', [3, null, '2020-02-29']],
    ['four clean festivals', festivals, '2025-02-05', '2025-02-05T09:00', [4, null, '2022-01-31']],
    ['the fourth still runs', festivals, '2025-02-04', '2025-02-04T09:00', [3, null, '2022-01-31']],
    [
      'a report from a running festival',
      { ...festivals, incidents: [injury] },
      '2025-02-02',
      '2025-02-02T09:00',
      [3, '2025-02-01', '2022-01-31'],
    ],
    [
      'a broken festival begins the row anew',
      { ...festivals, incidents: [injury] },
      '2025-03-06',
      '2025-03-06T09:00',
      [0, null, '2026-02-16'],
    ],
  ])('%s', (_sentence, scenario, asOf, knownAt, [value, underReview, since]) => {
    expect(streakByTheLetter(scenario, asOf, at(knownAt))).toEqual({ value, underReview, since })
  })
})

/** Days about which something turns: festivals, leap days, ends of years. */
const centres = [
  '2020-02-29',
  '2022-02-03',
  '2023-01-24',
  '2024-02-13',
  '2024-12-31',
  '2025-02-01',
  '2026-02-20',
  '2027-02-08',
]
const day = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: dayOfDate('2017-06-01'), max: dayOfDate('2028-06-01') }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...centres), fc.integer({ min: -17, max: 17 }))
      .map(([centre, shift]) => dayOfDate(centre) + shift),
  },
)
const hour = 3_600_000
/** From the day itself to far later, often on a midnight. */
const after = (from: number) =>
  fc
    .tuple(fc.constantFrom(0, 0, 1, 7, 30, 400), fc.constantFrom(0, 0, 9 * hour, dayMs - 60_000))
    .map(([days, ofDay]) => instantText(midnightOf(from + days) + ofDay))
const incident: fc.Arbitrary<IncidentOfScenario> = day.chain((on) =>
  fc.record({
    on: fc.constant(dateOf(on)),
    category: fc.constantFrom('theft', 'violence', 'other'),
    reportedAt: after(on),
    reviews: fc.array(
      fc.tuple(after(on), fc.constantFrom<'verified' | 'rejected'>('verified', 'verified', 'rejected')),
      {
        maxLength: 3,
      },
    ),
  }),
)
const scenario: fc.Arbitrary<StreakScenario> = fc.record(
  {
    kind: fc.constantFrom<StreakScenario['kind'][]>('days', 'years', 'festival'),
    start: day.map(dateOf),
    breakers: fc.constantFrom(['theft'], ['theft', 'violence']),
    windowDays: fc.constantFrom(1, 7, 8, 15),
    firstYear: fc.integer({ min: 2016, max: 2030 }),
    incidents: fc.array(incident, { maxLength: 6 }),
  },
  { requiredKeys: ['kind', 'start', 'breakers', 'incidents'] },
)

describe('the rules and the letter', () => {
  it('say the same of any scenario, as of any day, by what was known at any instant', () => {
    const knownAt = day.chain(after)
    fc.assert(
      fc.property(scenario, day.map(dateOf), knownAt, (given, asOf, known) => {
        expect(streakOfScenario(given, asOf, known)).toEqual(streakByTheLetter(given, asOf, known))
      }),
      { numRuns: 5000 },
    )
  })
})
