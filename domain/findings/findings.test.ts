import { describe, expect, it } from 'vitest'
import { mayDecide, type Role, roles } from '../members/index.ts'
import {
  baseDataCountsFrom,
  countsAtOnce,
  type Finding,
  findingKinds,
  mayCorrect,
  mayEnter,
  mayEnterKind,
  standingFinding,
} from './index.ts'

const seen: Finding = {
  id: 'f1',
  kind: 'need',
  urgency: 'ordinary',
  source: { kind: 'visit', visitId: 'v1' },
  placeId: 'village',
  at: 100,
  receivedAt: 200,
  reporterId: 'me',
  enteredBy: 'me',
  corrects: null,
}
const actor = (role: Role) => ({ memberId: 'me', role })
const entering = (role: Role, more: Partial<Finding> = {}) => mayEnter(actor(role), { ...seen, ...more })

describe('who enters a finding', () => {
  it.each([
    ['dispute', ['chief', 'instructor', 'deputy', 'officer', 'auxiliary', 'volunteer', 'cadre']],
    ['tip', ['chief', 'instructor', 'deputy', 'officer', 'auxiliary', 'volunteer', 'cadre', 'partner']],
    ['base-data-change', ['chief', 'instructor', 'deputy', 'officer', 'auxiliary', 'volunteer', 'cadre', 'partner']],
  ] as const)('a %s: %j', (kind, expected) => {
    expect(roles.filter((role) => mayEnterKind(role, kind))).toEqual(expected)
    for (const role of roles) {
      expect(entering(role, { kind })).toBe(
        roles.filter((one) => mayEnterKind(one, kind)).includes(role) ? null : 'finding/kind-not-yours',
      )
    }
  })

  it('a volunteer what they saw, on a visit or in a message of their own', () => {
    expect(entering('volunteer')).toBeNull()
    expect(entering('volunteer', { source: { kind: 'message' } })).toBeNull()
    expect(entering('volunteer', { reporterId: 'another' })).toBe('finding/intake-not-yours')
    expect(entering('volunteer', { reporterId: null })).toBe('finding/intake-not-yours')
  })

  it.each(['call', 'walk-in'] as const)('a %s comes to the desk and is taken down by police', (kind) => {
    expect(entering('cadre', { source: { kind } })).toBe('finding/intake-not-yours')
    expect(entering('auxiliary', { source: { kind }, reporterId: 'volunteer' })).toBeNull()
    expect(entering('officer', { source: { kind }, reporterId: null })).toBeNull()
  })

  it('nothing from the future, and no base data as urgent', () => {
    expect(entering('officer', { at: 201 })).toBe('finding/in-the-future')
    expect(entering('officer', { at: 200 })).toBeNull()
    expect(findingKinds.filter((kind) => entering('officer', { kind, urgency: 'urgent' }) !== null)).toEqual([
      'base-data-change',
    ])
  })
})

describe('a correction', () => {
  const corrected: Finding = { ...seen, id: 'f2', kind: 'hazard', corrects: 'f1' }

  it('is a new entry, and the last one stands', () => {
    expect(standingFinding([seen, corrected])).toBe(corrected)
    expect(standingFinding([seen])).toBe(seen)
    expect(() => standingFinding([])).toThrow(RangeError)
  })

  it('is made by the one who reported it or by police', () => {
    expect(mayCorrect(actor('volunteer'), [seen], 'f1')).toBeNull()
    expect(mayCorrect({ memberId: 'another', role: 'volunteer' }, [seen], 'f1')).toBe('account/not-allowed')
    expect(mayCorrect({ memberId: 'another', role: 'officer' }, [seen], 'f1')).toBeNull()
  })

  it('of what another one corrected meanwhile is refused', () => {
    expect(mayCorrect(actor('volunteer'), [seen, corrected], 'f1')).toBe('finding/corrected-already')
    expect(mayCorrect(actor('volunteer'), [seen, corrected], 'f2')).toBeNull()
  })
})

describe('a change of base data', () => {
  it.each([
    ['what an auxiliary saw', 'auxiliary', 'auxiliary', true],
    ['what came to an officer from no member', 'officer', null, true],
    ['what an officer took down from a volunteer', 'officer', 'volunteer', false],
    ['what a volunteer entered', 'volunteer', 'volunteer', false],
  ] as const)('%s', (_sentence, enteredBy, reportedBy, expected) => {
    expect(countsAtOnce(enteredBy, reportedBy)).toBe(expected)
  })

  it('waits for an officer who neither reported nor entered it', () => {
    expect(baseDataCountsFrom({ receivedAt: 200, atOnce: true }, null)).toBe(200)
    expect(baseDataCountsFrom({ receivedAt: 200, atOnce: false }, null)).toBeNull()
    expect(baseDataCountsFrom({ receivedAt: 200, atOnce: false }, 900)).toBe(900)
    const officer = { ...actor('officer'), leadsShift: false }
    expect(mayDecide('confirm-base-data', officer, { enteredBy: 'volunteer' })).toBeNull()
    expect(mayDecide('confirm-base-data', officer, { enteredBy: 'volunteer', alsoOf: ['me'] })).toBe(
      'account/own-entry',
    )
    expect(mayDecide('confirm-base-data', { ...officer, role: 'auxiliary' }, { enteredBy: 'v' })).toBe(
      'account/not-allowed',
    )
  })
})
