import { describe, expect, it } from 'vitest'
import { t } from './cases.test-support.ts'
import { streakOfScenario } from './streak.ts'

const puncture = {
  on: '2025-02-07',
  category: 'pipeline-puncture',
  reportedAt: t('2025-02-08 09:00'),
  reviews: [
    [t('2025-02-09 09:00'), 'verified'],
    [t('2025-02-12 09:00'), 'rejected'],
  ],
}
const pipelines = { kind: 'days', start: '2020-07-13', breakers: ['pipeline-puncture'], incidents: [puncture] }
const festivals = { kind: 'festival', start: '2021-12-01', breakers: ['theft'], incidents: [] }

describe('the streak of a scenario', () => {
  it.each([
    ['not reported yet', '2025-02-08 08:59', { value: 1680, underReview: null, since: '2020-07-13' }],
    ['reported', '2025-02-08 09:00', { value: 1680, underReview: '2025-02-07', since: '2020-07-13' }],
    ['verified', '2025-02-09 09:00', { value: 10, underReview: null, since: '2025-02-07' }],
    ['rejected', '2025-02-12 09:00', { value: 1680, underReview: null, since: '2020-07-13' }],
  ])('as of a day, by what was known: %s', (_sentence, knownAt, streak) => {
    expect(streakOfScenario(pipelines, '2025-02-17', t(knownAt))).toEqual(streak)
  })

  it('of years is counted by anniversaries', () => {
    expect(streakOfScenario({ ...pipelines, kind: 'years', incidents: [] }, '2025-07-12', t('2025-07-12')).value).toBe(
      4,
    )
  })

  it.each([
    [{}, 4, '2022-01-31'],
    [{ firstYear: 2024 }, 2, '2024-02-09'],
    [{ windowDays: 15 }, 3, '2022-01-31'],
    // the eve of 2022 is before this start
    [{ start: '2022-02-01' }, 3, '2023-01-21'],
  ])('of festivals by its window and first year: %j', (more, value, since) => {
    const streak = streakOfScenario({ ...festivals, ...more }, '2025-02-05', t('2025-02-05'))
    expect(streak).toEqual({ value, underReview: null, since })
  })

  it('an incident that does not say when it was reported is known from its day on', () => {
    const { reportedAt: _, ...silent } = { ...puncture, reviews: [] }
    const scenario = { ...pipelines, incidents: [silent] }
    expect(streakOfScenario(scenario, '2025-02-17', t('2025-02-06 23:59')).underReview).toBeNull()
    expect(streakOfScenario(scenario, '2025-02-17', t('2025-02-07')).underReview).toBe('2025-02-07')
  })
})

describe('a scenario that cannot be read', () => {
  it.each([
    [[], 'scenario: expected an object'],
    [{ ...pipelines, kind: 'weeks' }, 'kind: expected one of days, years, festival, found "weeks"'],
    [{ ...pipelines, start: '2025-02-29' }, 'start: expected a civil date such as 2025-02-17, found "2025-02-29"'],
    [{ ...pipelines, start: undefined }, 'start: expected a civil date such as 2025-02-17, found nothing'],
    [{ ...pipelines, breakers: undefined }, 'breakers: expected the categories that break the streak, found nothing'],
    [{ ...pipelines, breakers: 'theft' }, 'breakers: expected an array'],
    [{ ...pipelines, breakers: ['theft', ''] }, 'breakers[1]: expected a text, found ""'],
    [{ ...pipelines, incidents: [{ ...puncture, on: 1 }] }, 'incidents[0].on: expected a civil date'],
    [{ ...pipelines, incidents: [puncture, { ...puncture, category: 5 }] }, 'incidents[1].category: expected a text'],
    [
      { ...pipelines, incidents: [{ ...puncture, reportedAt: 'then' }] },
      'incidents[0].reportedAt: expected an instant',
    ],
    [
      { ...pipelines, incidents: [{ ...puncture, reviews: [['2025-02-09', 'verified']] }] },
      'incidents[0].reviews[0][0]: expected an instant',
    ],
    [
      { ...pipelines, incidents: [{ ...puncture, reviews: [[t('2025-02-09'), 'reported']] }] },
      'incidents[0].reviews[0][1]: expected one of verified, rejected, found "reported"',
    ],
    [{ ...pipelines, incidents: [{ ...puncture, reviewed: [] }] }, 'incidents[0]: unknown member reviewed'],
    [{ ...pipelines, subject: 'station' }, 'scenario: unknown member subject'],
    [{ ...festivals, windowDays: 16 }, 'windowDays: expected a whole number from 1 to 15, found 16'],
    [{ ...festivals, windowDays: 7.5 }, 'windowDays: expected a whole number from 1 to 15, found 7.5'],
    [{ ...festivals, firstYear: '2022' }, 'firstYear: expected a whole number from 1900 to 2099, found "2022"'],
    [{ ...festivals, start: '1899-12-31' }, 'start: the lunar calendar is told from 1900 to 2099'],
  ])('names the path: %j', (scenario, problem) => {
    expect(() => streakOfScenario(scenario, '2025-02-17', t('2025-02-17'))).toThrow(problem)
  })

  it.each([
    [pipelines, '2025-02-30', '2025-02-17', 'as-of: expected a civil date'],
    [festivals, '2100-01-01', '2025-02-17', 'as-of: the lunar calendar'],
  ])('or an as-of that is none', (scenario, asOf, knownAt, problem) => {
    expect(() => streakOfScenario(scenario, asOf, t(knownAt))).toThrow(problem)
  })

  it('or a known-at that is no instant', () => {
    expect(() => streakOfScenario(pipelines, '2025-02-17', '2025-02-17')).toThrow('known-at: expected an instant')
  })
})
