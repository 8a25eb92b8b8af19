import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingTopics } from '../findings/index.ts'
import {
  after,
  agreed,
  both,
  chosen,
  mediatorHost,
  officerHost,
  people,
  publicSecurity,
  refusedOn,
  revisited,
  sitting,
  volunteerHost,
  walked,
} from './disputes.test-support.ts'
import {
  allowedSteps,
  alsoOfFollowUp,
  type Dispute,
  type DisputeStep,
  disputeCauses,
  disputeStates,
  needOf,
} from './index.ts'

const signed = (...by: string[]): DisputeStep => ({ kind: 'signed', by, on: '2025-02-04' })
const scene: DisputeStep = { kind: 'on-the-scene', withCadre: true }
const settledThere: DisputeStep = { kind: 'settled-there', on: '2025-02-01' }
const need: DisputeStep = { kind: 'need-opened', followUpId: 'need' }
const filed: DisputeStep = { kind: 'filed', on: '2025-04-01' }
const informed: DisputeStep = { kind: 'informed' }
const toCourt: DisputeStep = { kind: 'told-of-court' }
const paid = (no: number, performed = true): DisputeStep => ({ kind: 'instalment', no, performed, on: '2025-03-01' })
const twice = [
  { no: 1, dueOn: '2025-03-01' },
  { no: 2, dueOn: '2025-06-01' },
]
const atOne: readonly DisputeStep[] = [people, informed, sitting(1, '2025-02-03')]
const inEffect: readonly DisputeStep[] = [
  ...atOne,
  agreed({ instalments: twice, signedBy: ['zhao', 'qian'] }),
  signed('mediator', 'committee'),
]

describe('the paths of MEDIATION.md', () => {
  const paths: readonly (readonly [string, readonly DisputeStep[], readonly Dispute['state'][]])[] = [
    [
      'the short one',
      [
        chosen(),
        { kind: 'cadre-contacted', cadreId: 'cadre' },
        scene,
        settledThere,
        need,
        revisited(1, '2025-02-08'),
        filed,
      ],
      ['accepted', 'cadre-contacted', 'on-the-scene', 'settled-there', 'settled-there', 'revisited', 'closed'],
    ],
    [
      'a people’s mediation with two instalments',
      [
        people,
        informed,
        { kind: 'inquiry', no: 1 },
        sitting(1, '2025-02-02', { outcome: 'adjourned' }),
        sitting(2, '2025-02-03'),
        agreed({ instalments: twice }),
        signed('zhao', 'qian', 'mediator'),
        signed('committee'),
        revisited(1, '2025-02-11'),
        paid(1),
        paid(2),
        need,
        revisited(2, '2025-03-06'),
        filed,
      ],
      [
        'accepted',
        'informed',
        'inquiry',
        'sitting',
        'sitting',
        'written',
        'written',
        'performing',
        'performing',
        'performing',
        'performed',
        'performed',
        'revisited',
        'filed',
      ],
    ],
    [
      'an oral one that is not kept',
      [
        ...atOne,
        agreed({ form: 'oral', instalments: twice }),
        paid(1, false),
        { kind: 'urged' },
        toCourt,
        revisited(1, '2025-03-05'),
        revisited(2, '2025-04-05'),
        need,
      ],
      [
        'accepted',
        'informed',
        'sitting',
        'performing',
        'not-performed',
        'urged',
        'told-of-court',
        'revisited',
        'revisited',
        'revisited',
      ],
    ],
    [
      'performed on the spot',
      [...atOne, agreed({ form: 'oral' }), revisited(1, '2025-02-10'), revisited(2, '2025-03-05'), need, filed],
      ['accepted', 'informed', 'sitting', 'performed', 'revisited', 'revisited', 'revisited', 'filed'],
    ],
    [
      'a public-security mediation that fails twice',
      [
        publicSecurity,
        informed,
        sitting(1, '2025-02-10', { outcome: 'adjourned' }),
        sitting(2, '2025-02-19', { outcome: 'failed' }),
        { kind: 'failed', remediesTold: true },
        need,
        filed,
      ],
      ['accepted', 'informed', 'sitting', 'sitting', 'failed', 'failed', 'filed'],
    ],
    ['one that a guard refused', [{ kind: 'refused', guard: 'family-violence' }, filed], ['refused', 'filed']],
    ['one that is referred', [{ kind: 'referred', to: 'court' }, filed], ['referred', 'filed']],
    [
      '就地劝和',
      [chosen({ procedure: 'informal', host: volunteerHost.host }), settledThere, filed],
      ['accepted', 'settled-there', 'closed'],
    ],
  ]
  it.each(paths)('%s', (_, steps, states) => {
    walked(...steps)
    expect(steps.map((_step, index) => after(...steps.slice(0, index + 1)).state)).toEqual(states)
  })
})

describe('a refused step says what stands and what is allowed', () => {
  const table: readonly (readonly [string, readonly DisputeStep[], DisputeStep, string, Dispute['state']])[] = [
    ['a sitting before rights were told', [people], sitting(1, '2025-02-03'), 'dispute/not-allowed-now', 'accepted'],
    ['an agreement without a sitting', [people, informed], agreed(), 'dispute/not-allowed-now', 'informed'],
    ['accepted twice', [people], people, 'dispute/not-allowed-now', 'accepted'],
    ['settled from the desk', [chosen()], settledThere, 'dispute/not-allowed-now', 'accepted'],
    ['the scene in a people’s mediation', [people], scene, 'dispute/not-allowed-now', 'accepted'],
    [
      'a third public-security sitting',
      [
        publicSecurity,
        informed,
        sitting(1, '2025-02-10', { outcome: 'adjourned' }),
        sitting(2, '2025-02-11', { outcome: 'adjourned' }),
      ],
      sitting(3, '2025-02-12'),
      'dispute/no-third-sitting',
      'sitting',
    ],
    [
      'a second one after 7 working days',
      [publicSecurity, informed, sitting(1, '2025-02-10', { outcome: 'adjourned' })],
      sitting(2, '2025-02-20'),
      'dispute/second-sitting-late',
      'sitting',
    ],
    [
      'agreed with one side',
      [people, informed],
      sitting(1, '2025-02-03', { present: both.slice(0, 1) }),
      'dispute/party-absent',
      'informed',
    ],
    [
      'agreed with one side and who speaks for it',
      [people, informed],
      sitting(1, '2025-02-03', {
        present: [...both.slice(0, 1), { part: 'agent', personId: null, forPartyId: 'zhao' }],
      }),
      'dispute/party-absent',
      'informed',
    ],
    ['one party alone', atOne, agreed({ partyIds: ['zhao'] }), 'dispute/two-parties', 'sitting'],
    [
      'due before it was agreed',
      atOne,
      agreed({ instalments: [{ no: 1, dueOn: '2025-02-02' }] }),
      'dispute/due-before',
      'sitting',
    ],
    ['a signature that it does not need', [...atOne, agreed()], signed('sun'), 'dispute/signature-unknown', 'written'],
    [
      'an instalment before it takes effect',
      [...atOne, agreed({ instalments: twice })],
      paid(1),
      'dispute/not-allowed-now',
      'written',
    ],
    ['an instalment twice', [...inEffect, paid(1)], paid(1), 'dispute/instalment-unknown', 'performing'],
    ['an instalment that there is not', inEffect, paid(3), 'dispute/instalment-unknown', 'performing'],
    [
      'the court by one party',
      inEffect,
      { kind: 'confirmation', to: 'applied', on: '2025-02-10', together: false },
      'dispute/confirmation-together',
      'performing',
    ],
    [
      'the court on the 31st day',
      inEffect,
      { kind: 'confirmation', to: 'applied', on: '2025-03-07', together: true },
      'dispute/confirmation-late',
      'performing',
    ],
    [
      'confirmed without having applied',
      inEffect,
      { kind: 'confirmation', to: 'confirmed', on: '2025-02-10', together: true },
      'dispute/not-allowed-now',
      'performing',
    ],
    ['filed before the revisit', [chosen(), scene, settledThere, need], filed, 'dispute/not-complete', 'settled-there'],
    [
      'filed undecided',
      [chosen({ circumstances: ['injury'] }), scene, settledThere, need, revisited(1, '2025-02-08')],
      filed,
      'dispute/not-complete',
      'revisited',
    ],
    [
      'anything after filing',
      [{ kind: 'referred', to: 'court' }, filed],
      revisited(1, '2025-05-01'),
      'dispute/not-allowed-now',
      'filed',
    ],
  ]
  it.each(table)('%s', (_, steps, step, code, state) => {
    const refusal = refusedOn(after(...steps), step)
    expect(refusal).toMatchObject({ kind: 'state', code, state, allowed: allowedSteps(after(...steps)) })
  })

  it('and lists what is missing', () => {
    const steps = [
      chosen({ circumstances: ['injury'] }),
      { kind: 'on-the-scene', withCadre: false },
      settledThere,
    ] as const
    const refusal = refusedOn(after(...steps), filed)
    expect(refusal).toMatchObject({
      missing: [{ kind: 'cadre' }, { kind: 'incident-decision' }, { kind: 'revisit', no: 1 }, { kind: 'need' }],
    })
    expect(refusedOn(after(...atOne, agreed({ signedBy: ['zhao'] })), filed)).toMatchObject({
      missing: [
        { kind: 'outcome' },
        { kind: 'signature', of: 'qian' },
        { kind: 'signature', of: 'mediator' },
        { kind: 'signature', of: 'committee' },
        { kind: 'need' },
      ],
    })
  })

  it('the future is refused, the 30th day for the court is not', () => {
    const applied = { kind: 'confirmation', to: 'applied', on: '2025-03-06', together: true } as const
    expect(refusedOn(after(...inEffect), applied)).toBeNull()
    expect(refusedOn(after(...inEffect), { ...applied, on: '2100-01-01' })?.code).toBe('follow-up/in-the-future')
  })
})

describe('guards hold all the way', () => {
  it('what is learned meanwhile bars the next sitting, with its routes', () => {
    const steps = [publicSecurity, informed, { kind: 'learned', circumstances: ['suspect-fled'] }] as const
    expect(refusedOn(after(...steps), sitting(1, '2025-02-03'))).toMatchObject({
      kind: 'guard',
      code: 'dispute/suspect-fled',
      guard: { basis: 'read', routes: ['case-unit', 'court'] },
    })
  })
  it('another procedure is opened on what is known', () => {
    const fight = after(publicSecurity, { kind: 'learned', circumstances: ['gang-fight'] })
    const toPeople = (host: typeof mediatorHost): DisputeStep => ({
      kind: 'procedure-changed',
      procedure: 'people',
      host: host.host,
      on: '2025-02-03',
      caseFiledOn: null,
    })
    expect(refusedOn(fight, toPeople(officerHost))?.code).toBe('dispute/police-never-host')
    expect(refusedOn(fight, toPeople(mediatorHost))).toBeNull()
    expect(after(publicSecurity, informed, toPeople(mediatorHost))).toMatchObject({
      state: 'accepted',
      informed: false,
      circumstances: ['minor-violation'],
    })
  })
})

describe('what becomes of the follow-up', () => {
  const table: readonly (readonly [string, readonly DisputeStep[], 'working' | 'settled', string | null])[] = [
    ['settled on the scene', [chosen(), scene, settledThere], 'working', 'settled'],
    ['signed but not sealed', [...atOne, agreed({ signedBy: ['zhao', 'qian'] })], 'working', null],
    ['in effect', inEffect, 'working', 'settled'],
    ['in effect, once settled', inEffect, 'settled', null],
    ['failed, remedies not told', [...atOne, { kind: 'failed', remediesTold: false }], 'working', null],
    ['failed, remedies told', [...atOne, { kind: 'failed', remediesTold: true }], 'working', 'settled'],
    ['not performed', [...inEffect, paid(1, false)], 'settled', 'reopened'],
    [
      'they quarrel again',
      [chosen(), scene, settledThere, revisited(1, '2025-02-08', { outcome: 'quarrel-again' })],
      'settled',
      'reopened',
    ],
    ['looked in', [chosen(), scene, settledThere, revisited(1, '2025-02-08')], 'settled', null],
  ]
  it.each(table)('%s', (_, steps, state, entry) => {
    expect(alsoOfFollowUp(after(...steps), state)).toBe(entry)
  })
})

it('a cause that comes again has somebody who can remove it', () => {
  expect(needOf('irrigation')).toBe('cadre')
  expect(needOf('debt')).toBeNull()
  expect(disputeCauses.map(({ id }) => id)).toEqual(findingTopics.dispute)
})

describe('for any steps that somebody tries', () => {
  const any = fc.constantFrom<DisputeStep>(
    chosen(),
    people,
    publicSecurity,
    informed,
    scene,
    settledThere,
    sitting(1, '2025-02-03'),
    sitting(2, '2025-02-03', { outcome: 'adjourned' }),
    agreed({ instalments: twice }),
    agreed({ form: 'oral' }),
    signed('zhao', 'qian'),
    signed('mediator', 'committee'),
    paid(1),
    paid(1, false),
    paid(2),
    { kind: 'urged' },
    toCourt,
    revisited(1, '2025-02-12'),
    revisited(2, '2025-03-12'),
    need,
    { kind: 'withdrawn' },
    { kind: 'referred', to: 'court' },
    { kind: 'failed', remediesTold: true },
    { kind: 'learned', circumstances: ['party-refuses'] },
    { kind: 'supplemented', of: 'sitting', no: 1 },
    filed,
  )
  it('an agreement is never in effect without all signatures, none is filed with something missing, and the end is the end', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 25 }), (tries) => {
        const kept: DisputeStep[] = []
        for (const step of tries) if (refusedOn(after(...kept), step) === null) kept.push(step)
        const dispute = after(...kept)
        expect(disputeStates).toContain(dispute.state)
        const { agreement } = dispute
        if (agreement?.effectiveOn != null) {
          for (const signature of agreement.needed) expect(agreement.signedBy).toContain(signature)
        }
        const ended = dispute.state === 'closed' || dispute.state === 'filed'
        // but for words that a paper lacks, which change nothing
        expect(allowedSteps(dispute).every((kind) => kind === 'supplemented')).toBe(ended)
      }),
    )
  })
})
