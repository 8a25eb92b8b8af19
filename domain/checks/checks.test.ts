import { describe, expect, it } from 'vitest'
import type { FollowUp } from '../follow-ups/index.ts'
import type { Role } from '../members/index.ts'
import {
  checkStateOf,
  defaultDates,
  inventedHazards,
  partyMissing,
  planStands,
  recheckStep,
  signatureMissing,
  unreportedHazards,
  wrongDate,
} from './index.ts'

describe('who has to be there', () => {
  it.each([
    ['an officer and a partner', ['officer', 'partner'], 0, null],
    ['an auxiliary and a cadre', ['auxiliary', 'cadre'], 0, null],
    ['the chief and a volunteer', ['chief', 'volunteer'], 0, null],
    ['an officer and who runs the place', ['officer'], 1, null],
    ['police alone', ['officer', 'auxiliary', 'chief'], 0, 'check/needs-other-party'],
    ['partners alone', ['partner', 'cadre'], 2, 'check/needs-police'],
    ['nobody', [], 0, 'check/needs-police'],
    ['an administrator is neither', ['administrator'], 0, 'check/needs-police'],
  ] as const)('%s', (_sentence, roles, outsiders, missing) => {
    expect(partyMissing({ roles, outsiders })).toBe(missing)
  })
})

describe('who has to sign', () => {
  const by = (role: Role | null) => ({ role, refused: false })
  const refused = (role: Role | null) => ({ role, refused: true })
  it.each([
    ['an officer and a partner', [by('officer'), by('partner')], null],
    ['an officer and somebody from outside', [by('officer'), by(null)], null],
    ['police alone', [by('officer'), by('auxiliary')], 'check/unsigned-by-other'],
    ['others alone', [by('partner'), by(null)], 'check/unsigned-by-police'],
    ['a refusal and one of the police', [refused(null), by('officer')], 'check/refusal-needs-two-police'],
    [
      'a refusal beside another party that signs',
      [refused(null), by('cadre'), by('officer')],
      'check/refusal-needs-two-police',
    ],
    ['a refusal and two of the police', [refused('partner'), by('officer'), by('auxiliary')], null],
    ['police do not refuse', [refused('officer'), by('officer'), by('auxiliary'), by(null)], 'check/refused-by-police'],
  ] as const)('%s', (_sentence, signed, missing) => {
    expect(signatureMissing(signed)).toBe(missing)
  })
})

it.each([
  ['planned', 0, true],
  ['planned', 1, false],
  ['under-way', 0, false],
  ['complete', 0, false],
  ['withdrawn', 0, false],
] as const)('a plan of a check that is %s with %i photos may be changed: %s', (state, photos, stands) => {
  expect(planStands({ state, photos })).toBe(stands)
})

it.each([
  [3, 0, 0, 'planned'],
  [3, 1, 0, 'under-way'],
  [3, 3, 2, 'under-way'],
  [3, 3, 3, 'complete'],
] as const)('of %i places %i begun and %i done it is %s', (places, begun, done, state) => {
  expect(checkStateOf({ places, begun, done })).toBe(state)
})

describe('hazards', () => {
  const found = [
    { name: 'a', answer: 'no', days: 7 },
    { name: 'b', answer: 'stairs', days: 0 },
  ]

  it('are looked at again on the day after they are to be put right', () => {
    expect(defaultDates(7, '2025-02-25')).toEqual({ settleBy: '2025-03-04', recheckOn: '2025-03-05' })
    expect(defaultDates(0, '2025-02-28')).toEqual({ settleBy: '2025-02-28', recheckOn: '2025-03-01' })
  })

  it('are not passed over, and not made up', () => {
    const own = { question: null, answer: null }
    expect(unreportedHazards(found, [own, { question: 'a', answer: 'no' }])).toEqual([found[1]])
    expect(unreportedHazards(found, [{ question: 'b', answer: 'front' }])).toEqual(found)
    expect(inventedHazards(found, [own, { question: 'a', answer: 'no' }])).toEqual([])
    expect(inventedHazards(found, [{ question: 'c', answer: 'no' }])).toEqual([{ question: 'c', answer: 'no' }])
  })

  it.each([
    ['2025-02-17', '2025-02-17', null],
    ['2025-02-16', '2025-02-20', 'settleBy'],
    ['2025-02-20', '2025-02-19', 'recheckOn'],
    ['2025-02-20', '2025-02-21', null],
  ] as const)('put right by %s, looked at on %s, found on 2025-02-17: %s', (settleBy, recheckOn, wrong) => {
    expect(wrongDate({ settleBy, recheckOn }, '2025-02-17')).toBe(wrong)
  })

  it.each([
    ['open', 'rectified', 'settled'],
    ['working', 'rectified', 'settled'],
    ['settled', 'rectified', null],
    ['closed-unanswered', 'rectified', null],
    ['open', 'not-rectified', 'worked'],
    ['accepted', 'not-rectified', 'worked'],
    ['settled', 'not-rectified', 'reopened'],
    ['closed-unanswered', 'not-rectified', 'reopened'],
  ] as const)('one that is %s and found %s: %s', (state, outcome, step) => {
    expect(recheckStep({ state } as FollowUp, outcome)).toBe(step)
  })
})
