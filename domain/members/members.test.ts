import { describe, expect, it } from 'vitest'
import { type Decision, decisions, mayDecide, mayGiveAccess, mayGiveRole, ownerOf, type Role, roles } from './index.ts'

const actor = (role: Role, leadsShift = false) => ({ memberId: 'me', role, leadsShift })
const somebodys = { enteredBy: 'another' }
const byAnyOfficer: readonly Decision[] = ['admit-visit', 'confirm-base-data']
const all: Decision[] = [
  'verify-incident',
  'approve-tier',
  'approve-excusal',
  'void-visit',
  'review-red',
  'admit-visit',
  'confirm-base-data',
]

describe('who decides what', () => {
  it('is for every decision in the table', () => {
    expect(Object.keys(decisions).sort()).toEqual([...all].sort())
  })

  it.each(all.filter((decision) => !byAnyOfficer.includes(decision)))('%s: chief, instructor, deputy', (decision) => {
    expect(roles.filter((role) => mayDecide(decision, actor(role), somebodys) === null)).toEqual([
      'chief',
      'instructor',
      'deputy',
    ])
    expect(mayDecide(decision, actor('officer', true), somebodys)).toBeNull()
  })

  it.each(byAnyOfficer)('%s: an officer other than the one whose entry it is', (decision) => {
    expect(roles.filter((role) => mayDecide(decision, actor(role), somebodys) === null)).toEqual([
      'chief',
      'instructor',
      'deputy',
      'officer',
    ])
    expect(mayDecide(decision, actor('officer'), { ...somebodys, alsoOf: ['me'] })).toBe('account/own-entry')
  })

  it.each(['volunteer', 'cadre', 'partner', 'auxiliary'] as const)(
    'a %s decides nothing, even leading a shift',
    (role) => {
      for (const decision of all) expect(mayDecide(decision, actor(role, true), somebodys)).toBe('account/not-allowed')
    },
  )

  it('is never about one’s own entry', () => {
    for (const decision of all) {
      expect(mayDecide(decision, actor('chief'), { enteredBy: 'me' })).toBe('account/own-entry')
    }
    expect(mayDecide('review-red', actor('chief'), { enteredBy: null })).toBeNull()
  })

  it('is never an excusal for the owner of the duty', () => {
    expect(mayDecide('approve-excusal', actor('chief'), { ...somebodys, ownerId: 'me' })).toBe('account/own-entry')
    expect(mayDecide('approve-tier', actor('chief'), { ...somebodys, ownerId: 'me' })).toBeNull()
  })
})

describe('the owner of a place', () => {
  const place = { responsible: [], communityOfficerId: 'officer', chiefId: 'chief' }
  const responsible = [
    { memberId: null, from: '2025-03-01' },
    { memberId: 'zhao', from: '2025-02-01' },
    { memberId: 'wang', from: '2025-01-01' },
  ]
  it.each([
    ['its responsible member from a date on', { ...place, responsible }, '2025-02-01', 'zhao'],
    ['the one before until that date', { ...place, responsible }, '2025-01-31', 'wang'],
    ['the village’s community officer when nobody is', { ...place, responsible }, '2025-03-01', 'officer'],
    ['else the chief', { ...place, communityOfficerId: null }, '2025-03-01', 'chief'],
    ['nobody in a station without one', { ...place, communityOfficerId: null, chiefId: null }, '2025-03-01', null],
  ])('is %s', (_sentence, owned, on, owner) => {
    expect(ownerOf(owned, on)).toBe(owner)
  })
})

describe('who gives access to an account', () => {
  const helped = (by: Role) =>
    roles.filter((role) => mayGiveAccess({ memberId: 'me', role: by }, { memberId: 'another', role }) === null)

  it('the chief for all others', () => {
    expect(helped('chief')).toEqual(roles)
  })

  it('the administrator for none who decides, nor for the auditor', () => {
    expect(helped('administrator')).toEqual(['officer', 'auxiliary', 'volunteer', 'cadre', 'partner', 'administrator'])
    expect(mayGiveAccess(actor('administrator'), { memberId: 'another', role: 'chief' })).toBe('account/standing')
  })

  it('nobody for themselves', () => {
    for (const role of roles) expect(mayGiveAccess(actor(role), actor(role))).toBe('account/own-access')
  })
})

describe('who gives a role and takes it', () => {
  const ordinary: readonly Role[] = ['officer', 'auxiliary', 'volunteer', 'cadre', 'partner', 'administrator']
  const possible = (may: (role: Role) => unknown) => roles.filter((role) => may(role) === null)

  it.each(['chief', 'instructor', 'deputy'] as const)('a %s any role', (role) => {
    for (const before of [null, ...roles]) {
      expect(possible((after) => mayGiveRole({ role }, before, after))).toEqual(roles)
    }
  })

  it.each(['administrator', 'officer', 'auditor'] as const)('a %s makes no leader and no auditor', (role) => {
    for (const before of [null, ...ordinary]) {
      expect(possible((after) => mayGiveRole({ role }, before, after))).toEqual(ordinary)
    }
  })

  it('and takes no leader’s or auditor’s role away, nor lets them leave', () => {
    for (const after of [null, ...ordinary]) {
      expect(possible((before) => mayGiveRole({ role: 'administrator' }, before, after))).toEqual(ordinary)
    }
  })

  it('what stays as it is needs nobody', () => {
    for (const role of roles) expect(mayGiveRole({ role: 'administrator' }, role, role)).toBeNull()
  })
})
