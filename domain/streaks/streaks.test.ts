import { describe, expect, it } from 'vitest'
import { beliefOn, type StreakDefinition, type StreakIncident, streak } from './index.ts'
import { at, atLast, festivals, homicideYears, incident, pipelineDays, told } from './story.test-support.ts'

type Case = [
  sentence: string,
  definition: StreakDefinition,
  incidents: StreakIncident[],
  asOf: string,
  streak: string,
  knownAt?: string,
]

const check = ([, definition, incidents, asOf, expected, knownAt]: Case) =>
  expect(told(definition, incidents, asOf, knownAt === undefined ? atLast : at(knownAt))).toBe(expected)

const start = '2020-07-13'
const puncture = (on: string, ...reviews: string[]) => incident(on, 'pipeline-puncture', reviews)

describe('days', () => {
  it.each<Case>([
    [
      'from 2020-07-13 the pipelines stand at 1680 on 2025-02-17',
      pipelineDays(start),
      [],
      '2025-02-17',
      '1680 since 2020-07-13',
    ],
    ['0 on the first day', pipelineDays(start), [], start, '0 since 2020-07-13'],
    ['0 before it', pipelineDays(start), [], '2020-07-01', '0 since 2020-07-13'],
    [
      '0 on the breaking day itself',
      pipelineDays(start),
      [puncture('2025-02-17', '2025-02-17 12:00 verified')],
      '2025-02-17',
      '0 since 2025-02-17',
    ],
    [
      '1 on the day after it',
      pipelineDays(start),
      [puncture('2025-02-17', '2025-02-17 12:00 verified')],
      '2025-02-18',
      '1 since 2025-02-17',
    ],
    [
      'what happens later is not known of a day before',
      pipelineDays(start),
      [puncture('2025-02-18', '2025-02-18 12:00 verified')],
      '2025-02-17',
      '1680 since 2020-07-13',
    ],
    [
      'what happened before the start breaks nothing',
      pipelineDays(start),
      [puncture('2020-07-12', '2020-07-12 12:00 verified')],
      '2025-02-17',
      '1680 since 2020-07-13',
    ],
    [
      'another category breaks nothing',
      pipelineDays(start),
      [incident('2025-01-01', 'theft', ['2025-01-01 12:00 verified'])],
      '2025-02-17',
      '1680 since 2020-07-13',
    ],
    [
      'a reported incident puts it under review with the day on which it would break',
      pipelineDays(start),
      [puncture('2025-02-01')],
      '2025-02-17',
      '1680 since 2020-07-13, under review 2025-02-01',
    ],
    [
      'of several that wait the last is the day from which would be counted',
      pipelineDays(start),
      [puncture('2025-02-01'), puncture('2024-12-01')],
      '2025-02-17',
      '1680 since 2020-07-13, under review 2025-02-01',
    ],
    [
      'one that waits from before the last breaking day changes nothing',
      pipelineDays(start),
      [puncture('2025-02-01'), puncture('2025-02-07', '2025-02-08 09:00 verified')],
      '2025-02-17',
      '10 since 2025-02-07',
    ],
    [
      'of two on one day a single verified one is enough',
      pipelineDays(start),
      [puncture('2025-02-07', '2025-02-07 09:00 rejected'), puncture('2025-02-07', '2025-02-09 09:00 verified')],
      '2025-02-17',
      '10 since 2025-02-07',
    ],
    [
      'of two on one day, one verified and one waiting, nothing is left to review',
      pipelineDays(start),
      [puncture('2025-02-07'), puncture('2025-02-07', '2025-02-09 09:00 verified')],
      '2025-02-17',
      '10 since 2025-02-07',
    ],
    [
      'of two on one day, one rejected, the other still waits',
      pipelineDays(start),
      [puncture('2025-02-07', '2025-02-07 09:00 rejected'), puncture('2025-02-07')],
      '2025-02-17',
      '1680 since 2020-07-13, under review 2025-02-07',
    ],
    ['over a leap day', pipelineDays('2024-02-28'), [], '2024-03-01', '2 since 2024-02-28'],
  ])('%s', (...given) => check(given))
})

describe('years', () => {
  it.each<Case>([
    ['not yet one the day before the anniversary', homicideYears('2020-07-13'), [], '2021-07-12', '0 since 2020-07-13'],
    ['one on the anniversary', homicideYears('2020-07-13'), [], '2021-07-13', '1 since 2020-07-13'],
    [
      '29 February counts on the 28th in common years',
      homicideYears('2020-02-29'),
      [],
      '2021-02-28',
      '1 since 2020-02-29',
    ],
    ['and not before', homicideYears('2020-02-29'), [], '2021-02-27', '0 since 2020-02-29'],
    ['and on the 29th in leap years', homicideYears('2020-02-29'), [], '2024-02-28', '3 since 2020-02-29'],
    ['four years later', homicideYears('2020-02-29'), [], '2024-02-29', '4 since 2020-02-29'],
    ['28 February stays the 28th', homicideYears('2023-02-28'), [], '2024-02-28', '1 since 2023-02-28'],
    ['0 before the start', homicideYears('2030-01-01'), [], '2025-01-01', '0 since 2030-01-01'],
    [
      'from the last homicide',
      homicideYears('2005-01-01'),
      [incident('2010-05-20', 'homicide', ['2010-05-21 09:00 verified'])],
      '2025-05-19',
      '14 since 2010-05-20',
    ],
    [
      'a puncture does not break them',
      homicideYears('2005-01-01'),
      [puncture('2024-05-20', '2024-05-21 09:00 verified')],
      '2025-01-01',
      '20 since 2005-01-01',
    ],
  ])('%s', (...given) => check(given))
})

// 2025: the eve is 28 January, 初四 is 1 February, 初七 is 4 February, 十五 is 12 February.
const verifiedTheft = (on: string) => incident(on, 'theft', ['2026-12-31 12:00 verified'])
const injury = incident('2025-02-01', 'violence', ['2025-03-05 09:00 verified'])

describe('festival windows', () => {
  it.each<Case>([
    ['2022 to 2025 clean make 4', festivals(2022), [], '2025-02-17', '4 since 2022-01-31'],
    ['from the day after the last day on', festivals(2022), [], '2025-02-05', '4 since 2022-01-31'],
    ['not on the last day', festivals(2022), [], '2025-02-04', '3 since 2022-01-31'],
    ['still 4 at the end of the year', festivals(2022), [], '2025-12-31', '4 since 2022-01-31'],
    ['and over it', festivals(2022), [], '2026-01-01', '4 since 2022-01-31'],
    [
      'to the 15th where the station says so',
      festivals(2022, { lastLunarDay: 15 }),
      [],
      '2025-02-12',
      '3 since 2022-01-31',
    ],
    ['and from the 16th on', festivals(2022, { lastLunarDay: 15 }), [], '2025-02-13', '4 since 2022-01-31'],
    ['none before the first claimed year', festivals(2026), [], '2025-02-17', '0 since 2026-02-16'],
    [
      'a dispute settled at the door is no incident: 2025 stays clean',
      festivals(2022),
      [incident('2025-02-01', 'dispute', ['2025-02-02 09:00 verified'])],
      '2025-02-17',
      '4 since 2022-01-31',
    ],
    [
      'with an injury it is one: the next window is the first that counts',
      festivals(2022),
      [injury],
      '2025-02-17',
      '0 since 2026-02-16',
    ],
    [
      'before it was verified, a month late, 2025 is believed clean and under review',
      festivals(2022),
      [injury],
      '2025-02-17',
      '4 since 2022-01-31, under review 2025-02-01',
      '2025-03-05 08:59',
    ],
    [
      'from the moment it was verified it is known to be broken',
      festivals(2022),
      [injury],
      '2025-02-17',
      '0 since 2026-02-16',
      '2025-03-05 09:00',
    ],
    [
      'one found late is not even waited for before it is reported',
      festivals(2022),
      [{ ...injury, reportedAt: at('2025-03-01') }],
      '2025-02-17',
      '4 since 2022-01-31',
      '2025-02-28 23:59',
    ],
    [
      'from the moment it is reported it waits',
      festivals(2022),
      [{ ...injury, reportedAt: at('2025-03-01') }],
      '2025-02-17',
      '4 since 2022-01-31, under review 2025-02-01',
      '2025-03-01 00:00',
    ],
    [
      'an eve, still in the old lunar year, is in the window',
      festivals(2022),
      [verifiedTheft('2025-01-28')],
      '2025-02-17',
      '0 since 2026-02-16',
    ],
    [
      'the day before the eve is not',
      festivals(2022),
      [verifiedTheft('2025-01-27')],
      '2025-02-17',
      '4 since 2022-01-31',
    ],
    ['the 7th is', festivals(2022), [verifiedTheft('2025-02-04')], '2025-02-17', '0 since 2026-02-16'],
    ['the 8th is not', festivals(2022), [verifiedTheft('2025-02-05')], '2025-02-17', '4 since 2022-01-31'],
    [
      'nor the days about New Year’s Day',
      festivals(2022),
      [verifiedTheft('2024-12-31'), verifiedTheft('2025-01-01')],
      '2025-02-17',
      '4 since 2022-01-31',
    ],
    [
      'a broken window ends the row before it',
      festivals(2022),
      [verifiedTheft('2023-01-25')],
      '2025-02-17',
      '2 since 2024-02-09',
    ],
    [
      'one broken before the first claimed year does not matter',
      festivals(2022),
      [verifiedTheft('2021-02-12')],
      '2025-02-17',
      '4 since 2022-01-31',
    ],
    [
      'one that waits in a window before the last broken one changes nothing',
      festivals(2022),
      [incident('2022-02-02', 'theft'), verifiedTheft('2023-01-25')],
      '2025-02-17',
      '2 since 2024-02-09',
    ],
    [
      'one that waits between the windows changes nothing',
      festivals(2022),
      [incident('2024-06-02', 'theft')],
      '2025-02-17',
      '4 since 2022-01-31',
    ],
    [
      'a running window is in no figure, broken or not',
      festivals(2022),
      [verifiedTheft('2025-02-01')],
      '2025-02-04',
      '3 since 2022-01-31',
    ],
    [
      'what waits in a running window puts the streak under review',
      festivals(2022),
      [incident('2025-02-01', 'theft')],
      '2025-02-04',
      '3 since 2022-01-31, under review 2025-02-01',
    ],
    [
      'also when something waits in an earlier one',
      festivals(2022),
      [incident('2025-02-01', 'theft'), incident('2024-02-12', 'theft')],
      '2025-02-04',
      '3 since 2022-01-31, under review 2025-02-01',
    ],
  ])('%s', (...given) => check(given))

  it.each<[sentence: string, incidents: StreakIncident[], brokenOn: string | null, underReview: string | null]>([
    ['clean so far', [], null, null],
    [
      'broken by the first day on which something happened',
      [verifiedTheft('2025-02-01'), verifiedTheft('2025-01-30')],
      '2025-01-30',
      null,
    ],
    ['under review', [incident('2025-01-31', 'theft')], null, '2025-01-31'],
    ['broken, whatever else waits', [incident('2025-02-01', 'theft'), verifiedTheft('2025-01-30')], '2025-01-30', null],
    ['clean when the window before it was not', [verifiedTheft('2024-02-10')], null, null],
  ])('a running window is shown apart: %s', (_sentence, incidents, brokenOn, underReview) => {
    expect(streak(festivals(2022), incidents, '2025-02-02', atLast).running).toEqual({
      year: 2025,
      firstDay: '2025-01-28',
      lastDay: '2025-02-04',
      brokenOn,
      underReview,
    })
  })

  it.each(['2025-01-27', '2025-02-05'])('no window runs on %s', (asOf) => {
    expect(streak(festivals(2022), [], asOf, atLast).running).toBeNull()
  })

  it('no window runs before the first claimed year', () => {
    expect(streak(festivals(2026), [], '2025-02-01', atLast).running).toBeNull()
  })
})

describe('what was believed on a day, and what is true of it', () => {
  const now = at('2025-06-01 09:00')
  const figures = (definition: StreakDefinition, incidents: StreakIncident[], day: string) => {
    const { believed, actual } = beliefOn(definition, incidents, day, now)
    return [believed.value, actual.value]
  }

  it('an incident found and verified a month late breaks it on the day it happened', () => {
    const late = [{ ...puncture('2025-01-10', '2025-02-10 10:00 verified'), reportedAt: at('2025-02-09 10:00') }]
    expect(figures(pipelineDays(start), late, '2025-01-09')).toEqual([1641, 1641])
    expect(figures(pipelineDays(start), late, '2025-01-10')).toEqual([1642, 0])
    expect(figures(pipelineDays(start), late, '2025-02-09')).toEqual([1672, 30])
    expect(beliefOn(pipelineDays(start), late, '2025-02-09', now).believed.underReview).toBe('2025-01-10')
    expect(figures(pipelineDays(start), late, '2025-02-10')).toEqual([31, 31])
  })

  it('one rejected after having been believed never broke it', () => {
    const mistaken = [puncture('2025-01-10', '2025-01-11 10:00 verified', '2025-03-01 10:00 rejected')]
    expect(figures(pipelineDays(start), mistaken, '2025-01-10')).toEqual([1642, 1642])
    expect(figures(pipelineDays(start), mistaken, '2025-02-28')).toEqual([49, 1691])
    expect(figures(pipelineDays(start), mistaken, '2025-03-01')).toEqual([1692, 1692])
  })

  it('a review at the last moment of a day is known on it, one at midnight is not', () => {
    const atNight = (time: string) => [puncture('2025-01-10', `${time} verified`)]
    expect(figures(pipelineDays(start), atNight('2025-01-10 23:59'), '2025-01-10')).toEqual([0, 0])
    expect(figures(pipelineDays(start), atNight('2025-01-11 00:00'), '2025-01-10')).toEqual([1642, 0])
  })

  it('nothing is known that comes after now', () => {
    const later = [puncture('2025-05-31', '2025-06-01 10:00 verified')]
    expect(figures(pipelineDays(start), later, '2025-06-01')).toEqual([1784, 1784])
  })

  it('a start moved with evidence holds from its entry on, and is true of all days', () => {
    const moved = pipelineDays(start, {
      starts: [
        { recordedAt: at('2025-03-01'), day: '2019-07-13' },
        { recordedAt: at('2024-01-01'), day: start },
      ],
    })
    expect(figures(moved, [], '2025-02-17')).toEqual([1680, 1680 + 366])
    expect(figures(moved, [], '2025-03-01')).toEqual([1692 + 366, 1692 + 366])
    expect(told(moved, [], '2025-02-17', at('2025-02-28 23:59'))).toBe('1680 since 2020-07-13')
    expect(told(moved, [], '2025-02-17', at('2025-03-01'))).toBe('2046 since 2019-07-13')
    // the days before anybody claimed anything are claimed by the first entry
    expect(told(moved, [], '2023-07-13', at('2023-07-13'))).toBe('1095 since 2020-07-13')
  })

  it('a start moved forward makes it shorter', () => {
    const moved = {
      ...festivals(2022),
      starts: [...festivals(2022).starts, { recordedAt: at('2025-03-01'), firstYear: 2024 }],
    }
    expect(figures(moved, [], '2025-02-17')).toEqual([4, 2])
  })

  it('a definition without a start is refused', () => {
    expect(() => streak(pipelineDays(start, { starts: [] }), [], start, now)).toThrow('without a start')
  })
})

describe('a subject', () => {
  const elsewhere = (lineId: string | null, category = 'pipeline-puncture') => [
    incident('2025-02-07', category, ['2025-02-07 12:00 verified'], { lineId, villageId: 'village-2' }),
  ]
  const value = (subject: StreakDefinition['subject'], incidents: StreakIncident[]) =>
    streak(pipelineDays(start, { subject, breakers: ['pipeline-puncture', 'fire'] }), incidents, '2025-02-17', atLast)
      .value

  it.each<[sentence: string, subject: StreakDefinition['subject'], incidents: StreakIncident[], value: number]>([
    ['all lines: any of them', { kind: 'all-lines' }, elsewhere('line-2'), 10],
    ['all lines: a puncture for which no line was named', { kind: 'all-lines' }, elsewhere(null), 10],
    ['all lines: not a fire in a village', { kind: 'all-lines' }, elsewhere(null, 'fire'), 1680],
    ['all lines: a fire on one', { kind: 'all-lines' }, elsewhere('line-2', 'fire'), 10],
    ['a line: its own', { kind: 'line', lineId: 'line-2' }, elsewhere('line-2'), 10],
    ['a line: not another one’s', { kind: 'line', lineId: 'line-1' }, elsewhere('line-2'), 1680],
    ['the station: anywhere', { kind: 'station' }, elsewhere(null, 'fire'), 10],
    ['a village: its own', { kind: 'village', villageId: 'village-2' }, elsewhere(null, 'fire'), 10],
    ['a village: not another one’s', { kind: 'village', villageId: 'village-1' }, elsewhere(null, 'fire'), 1680],
  ])('%s', (_sentence, subject, incidents, expected) => {
    expect(value(subject, incidents)).toBe(expected)
  })
})
