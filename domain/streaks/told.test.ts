import { describe, expect, it } from 'vitest'
import { defaultStreaks, lastBreaking, streak, streakNameIn, windowRow } from './index.ts'
import { at, atLast, festivals, homicideYears, incident, pipelineDays } from './story.test-support.ts'

const verified = (on: string, category: string) => incident(on, category, [`${on} 12:00 verified`])

describe('what broke it last', () => {
  const puncture = verified('2025-02-07', 'pipeline-puncture')
  const earlier = verified('2024-02-07', 'pipeline-offence')

  it('is the verified incident from which it is counted', () => {
    const broke = lastBreaking(pipelineDays('2020-07-13'), [puncture, earlier], '2025-02-17', atLast)
    expect(broke).toBe(puncture)
    expect(streak(pipelineDays('2020-07-13'), [puncture, earlier], '2025-02-17', atLast).since).toBe(broke?.on)
  })

  it.each([
    ['nothing before the day', pipelineDays('2020-07-13'), '2025-02-06', atLast, earlier.on],
    ['nothing that was not known', pipelineDays('2020-07-13'), '2025-02-17', at('2025-02-07 11:59'), earlier.on],
    ['nothing up to the start', pipelineDays('2025-02-07'), '2025-02-17', atLast, undefined],
    ['nothing of other categories', homicideYears('2020-07-13'), '2025-02-17', atLast, undefined],
  ])('is %s', (_sentence, definition, asOf, knownAt, on) => {
    expect(lastBreaking(definition, [puncture, earlier], asOf, knownAt)?.on).toBe(on)
  })

  it('of festivals lies in a claimed window', () => {
    const thefts = ['2021-02-12', '2023-01-25', '2024-06-01'].map((on) => verified(on, 'theft'))
    expect(lastBreaking(festivals(2022), thefts, '2025-02-17', atLast)?.on).toBe('2023-01-25')
    expect(lastBreaking(festivals(2024), thefts, '2025-02-17', atLast)).toBeNull()
  })
})

describe('the table of festival windows', () => {
  const told = (asOf: string, incidents = [verified('2023-01-25', 'theft'), incident('2025-02-01', 'violence')]) =>
    windowRow(festivals(2022), incidents, asOf, atLast).map(
      ({ year, over, brokenOn, underReview }) => `${year} ${over} ${brokenOn} ${underReview}`,
    )

  it('has each from the first claimed year to the last one begun, the latest first', () => {
    expect(told('2025-02-02')).toEqual([
      '2025 false null 2025-02-01',
      '2024 true null null',
      '2023 true 2023-01-25 null',
      '2022 true null null',
    ])
    expect(told('2025-02-05')[0]).toBe('2025 true null 2025-02-01')
    expect(told('2025-01-27')[0]).toBe('2024 true null null')
  })

  it('is empty before the first claimed window', () => {
    expect(told('2021-12-31')).toEqual([])
  })

  it('ends with as many clean ones as the streak says', () => {
    const incidents = [verified('2023-01-25', 'theft')]
    const rows = windowRow(festivals(2022), incidents, '2025-03-01', atLast)
    const clean = rows.findIndex(({ brokenOn }) => brokenOn !== null)
    expect(streak(festivals(2022), incidents, '2025-03-01', atLast).value).toBe(clean)
  })
})

describe('the streaks of a new station', () => {
  it('are broken by what their categories say', () => {
    const [zeros, homicide, festival] = defaultStreaks.map(({ breakers }) => breakers)
    expect(zeros).toEqual(['pipeline-puncture', 'pipeline-offence', 'pipeline-accident'])
    expect(homicide).toEqual(['homicide'])
    expect(festival).toContain('violence')
    expect(festival).not.toContain('call-for-help')
  })

  it('have an English name each, and a station’s own keeps its name', () => {
    expect(
      defaultStreaks.map(({ name }) => streakNameIn('en', name)).filter((name) => /\p{Script=Han}/u.test(name)),
    ).toEqual([])
    expect(defaultStreaks.map(({ name }) => streakNameIn('zh', name))).toEqual(defaultStreaks.map(({ name }) => name))
    expect(streakNameIn('en', '王营村零火灾')).toBe('王营村零火灾')
  })
})
