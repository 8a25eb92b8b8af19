import { describe, expect, it } from 'vitest'
import { after, agreed, chosen, people, publicSecurity, revisited, sitting } from './disputes.test-support.ts'
import {
  confirmationState,
  type DisputeStep,
  defaultDisputeSettings,
  disputeDates,
  dueWarnings,
  stepsClash,
} from './index.ts'

const told = (...steps: readonly DisputeStep[]) =>
  disputeDates(after(...steps), defaultDisputeSettings).map(({ kind, no, on, yearNotEntered }) => [
    kind,
    no,
    on ?? yearNotEntered,
  ])
const informed: DisputeStep = { kind: 'informed' }
const all = ['zhao', 'qian', 'mediator', 'committee']
const written: readonly DisputeStep[] = [
  people,
  informed,
  sitting(1, '2025-02-03'),
  agreed({ signedBy: all, instalments: [{ no: 1, dueOn: '2025-03-01' }] }),
]

describe('the dates of a dispute', () => {
  const table: readonly (readonly [string, readonly DisputeStep[], unknown[]])[] = [
    ['30 days from acceptance', [people], [['mediation-ends', 1, '2025-03-03']]],
    ['none on the short path before it is settled', [chosen()], []],
    [
      'of a case from its filing',
      [{ ...publicSecurity, caseFiledOn: '2025-01-20' } as DisputeStep],
      [['mediation-ends', 1, '2025-02-19']],
    ],
    ['with an extension 30 more', [publicSecurity, { kind: 'extended' }], [['mediation-ends', 1, '2025-04-02']]],
    [
      '7 working days to the second sitting',
      [publicSecurity, informed, sitting(1, '2025-02-10', { outcome: 'adjourned' })],
      [
        ['second-sitting', 2, '2025-02-19'],
        ['mediation-ends', 1, '2025-03-03'],
      ],
    ],
    [
      'a year that is not entered comes first and says so',
      [
        { ...publicSecurity, on: '2026-12-20' } as DisputeStep,
        informed,
        sitting(1, '2026-12-28', { outcome: 'adjourned' }),
      ],
      [
        ['second-sitting', 2, 2027],
        ['mediation-ends', 1, '2027-01-19'],
      ],
    ],
    [
      'an agreement: revisits, performance, the court',
      written,
      [
        ['revisit', 1, '2025-02-10'],
        ['performance', 1, '2025-03-01'],
        ['confirmation', 1, '2025-03-05'],
        ['revisit', 2, '2025-03-05'],
      ],
    ],
    [
      'what is done is no date any more',
      [
        ...written,
        revisited(1, '2025-02-10'),
        { kind: 'instalment', no: 1, performed: true, on: '2025-02-28' },
        { kind: 'confirmation', to: 'applied', on: '2025-02-20', together: true },
      ],
      [['revisit', 2, '2025-03-05']],
    ],
    [
      'one revisit on the short path',
      [chosen(), { kind: 'on-the-scene', withCadre: true }, { kind: 'settled-there', on: '2025-02-01' }],
      [['revisit', 1, '2025-02-08']],
    ],
  ]
  it.each(table)('%s', (_, steps, dates) => {
    expect(told(...steps)).toEqual(dates)
  })

  it('are warned of 7, 3 and 0 days before, and when past', () => {
    const dates = disputeDates(after(people), defaultDisputeSettings)
    const on = (today: string) => dueWarnings(dates, today).map(({ daysLeft }) => daysLeft)
    expect(['2025-02-23', '2025-02-24', '2025-02-28', '2025-03-01', '2025-03-03', '2025-03-05'].map(on)).toEqual([
      [],
      [7],
      [3],
      [],
      [0],
      [-2],
    ])
  })

  it('the court’s 30 days run out', () => {
    expect(confirmationState(after(...written), '2025-03-05')).toBe('none')
    expect(confirmationState(after(...written), '2025-03-06')).toBe('expired')
  })
})

describe('two at once', () => {
  const paid = (no: number): DisputeStep => ({ kind: 'instalment', no, performed: true, on: '2025-02-20' })
  const table: readonly (readonly [string, DisputeStep, DisputeStep, boolean])[] = [
    ['two procedures', people, publicSecurity, true],
    ['two sittings', sitting(1, '2025-02-03'), sitting(1, '2025-02-03'), true],
    ['an agreement over what was learned', agreed(), { kind: 'learned', circumstances: ['suspect-fled'] }, true],
    ['what was learned after an agreement', { kind: 'learned', circumstances: ['suspect-fled'] }, agreed(), false],
    ['the same instalment', paid(1), paid(1), true],
    ['two instalments', paid(1), paid(2), false],
    ['two revisits', revisited(1, '2025-02-10'), revisited(1, '2025-02-10'), false],
    [
      'a signature beside a sitting',
      { kind: 'signed', by: ['zhao'], on: '2025-02-04' },
      sitting(1, '2025-02-03'),
      false,
    ],
  ]
  it.each(table)('%s', (_, step, meanwhile, clash) => {
    expect(stepsClash(step, meanwhile)).toBe(clash)
  })
})
