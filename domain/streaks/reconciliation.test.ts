import { describe, expect, it } from 'vitest'
import { mayConfirm, type Reconciliation, reconciled, recordedCounts, type StreakIncident, streak } from './index.ts'
import { at, festivals, incident, pipelineDays } from './story.test-support.ts'

const month = (first: string, thefts: number, more: Partial<Reconciliation> = {}): Reconciliation => ({
  month: first,
  counts: { theft: thefts, violence: 0, 'pipeline-puncture': 0, 'pipeline-accident': 0, 'pipeline-offence': 0 },
  typedBy: 'wang',
  confirmed: { by: 'li', at: at('2025-06-01') },
  ...more,
})
const theft = (on: string, ...reviews: string[]) => incident(on, 'theft', reviews)

const thefts = pipelineDays('2024-11-15', { subject: { kind: 'station' }, breakers: ['theft'] })
const checked = (
  reconciliations: Reconciliation[],
  incidents: StreakIncident[] = [],
  definition = thefts,
  asOf = '2025-05-31',
  knownAt = at('2025-06-01 09:00'),
) => {
  const { to, differences } = reconciled(
    definition,
    streak(definition, incidents, asOf, knownAt),
    { reconciliations, recorded: recordedCounts(incidents, knownAt) },
    asOf,
    knownAt,
  )
  return [to, ...differences.map((one) => `${one.month} ${one.category} ${one.register}≠${one.recorded}`)]
}

describe('a streak checked against the call register', () => {
  it.each<[sentence: string, Reconciliation[], StreakIncident[], ReturnType<typeof checked>]>([
    ['not at all before the first month', [], [], [null]],
    ['to the end of the month that agrees', [month('2025-01-01', 0)], [], ['2025-01-31']],
    ['of months in any order', [month('2025-02-01', 0), month('2025-01-01', 0)], [], ['2025-02-28']],
    ['up to a month that was left out', [month('2024-12-01', 0), month('2025-02-01', 0)], [], ['2024-12-31']],
    [
      'with what was reported and what was verified',
      [month('2025-01-01', 2)],
      [theft('2025-01-01'), theft('2025-01-31', '2025-02-01 09:00 verified')],
      ['2025-01-31'],
    ],
    [
      'without what was rejected',
      [month('2025-01-01', 0)],
      [theft('2025-01-05', '2025-02-01 09:00 rejected')],
      ['2025-01-31'],
    ],
    [
      'a difference puts it under review, and it is checked to the month before only',
      [month('2025-01-01', 0), month('2025-02-01', 1), month('2025-03-01', 0)],
      [],
      ['2025-01-31', '2025-02-01 theft 1≠0'],
    ],
    [
      'also when the register has fewer',
      [month('2025-02-01', 0)],
      [theft('2025-02-03')],
      [null, '2025-02-01 theft 0≠1'],
    ],
    [
      'the incident entered afterwards settles the difference',
      [month('2025-02-01', 1)],
      [theft('2025-02-03', '2025-05-03 09:00 verified')],
      ['2025-02-28'],
    ],
    [
      'counts that were corrected and confirmed again hold',
      [
        month('2025-02-01', 0, { confirmed: { by: 'li', at: at('2025-06-01 08:00') } }),
        month('2025-02-01', 1, { confirmed: { by: 'li', at: at('2025-03-02') } }),
      ],
      [],
      ['2025-02-28'],
    ],
    [
      'a difference from before the last breaking day changes nothing',
      [month('2024-12-01', 1)],
      [theft('2025-01-31', '2025-02-01 09:00 verified')],
      [null],
    ],
    [
      'one in the month of the breaking day may lie after it',
      [month('2025-01-01', 2)],
      [theft('2025-01-30', '2025-02-01 09:00 verified')],
      [null, '2025-01-01 theft 2≠1'],
    ],
    [
      'not when that day was its last',
      [month('2025-01-01', 2)],
      [theft('2025-01-31', '2025-02-01 09:00 verified')],
      [null],
    ],
    [
      'another category’s difference does not concern it',
      [month('2025-01-01', 0, { counts: { theft: 0, fire: 3 } })],
      [],
      ['2025-01-31'],
    ],
    [
      'counts that leave out what breaks it do not check it',
      [month('2025-01-01', 0, { counts: { fire: 3 } })],
      [],
      [null],
    ],
    ['counts that nobody confirmed are none', [month('2025-01-01', 1, { confirmed: null })], [], [null]],
    [
      'nor those that one person typed and confirmed',
      [month('2025-01-01', 1, { confirmed: { by: 'wang', at: at('2025-06-01') } })],
      [],
      [null],
    ],
    [
      'nor those confirmed before the month was over',
      [month('2025-01-01', 1, { confirmed: { by: 'li', at: at('2025-01-31 23:59') } })],
      [],
      [null],
    ],
    [
      'nor those confirmed after what is asked for was known',
      [month('2025-01-01', 1, { confirmed: { by: 'li', at: at('2025-06-01 09:01') } })],
      [],
      [null],
    ],
  ])('%s', (_sentence, reconciliations, incidents, expected) => {
    expect(checked(reconciliations, incidents)).toEqual(expected)
  })

  it('of a village is checked by all of the station’s incidents', () => {
    const village = pipelineDays('2024-11-15', {
      subject: { kind: 'village', villageId: 'village-9' },
      breakers: ['theft'],
    })
    expect(checked([month('2025-01-01', 1)], [theft('2025-01-03')], village)).toEqual(['2025-01-31'])
  })

  it('of festivals is put under review by the months of its windows only', () => {
    const differing = (first: string) => checked([month(first, 5)], [], festivals(2024))
    expect(['2025-01-01', '2025-02-01'].map(differing).map(([, difference]) => difference)).toEqual([
      '2025-01-01 theft 5≠0',
      '2025-02-01 theft 5≠0',
    ])
    expect(['2024-06-01', '2025-03-01', '2023-01-01'].map(differing)).toEqual([[null], [null], [null]])
  })

  it('a difference after the day asked for does not concern it', () => {
    expect(checked([month('2025-02-01', 1)], [], thefts, '2025-01-31')).toEqual([null])
  })
})

describe('counts from the call register', () => {
  it('are confirmed by a second person', () => {
    expect(mayConfirm('wang', month('2025-01-01', 0))).toBe('account/own-entry')
    expect(mayConfirm('li', month('2025-01-01', 0))).toBeNull()
  })
})
