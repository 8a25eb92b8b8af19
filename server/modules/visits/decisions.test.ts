import type { Decider } from '@sifang/domain/members'
import { expect, test } from 'vitest'
import { type Decidable, refuseAdmission, refuseVoiding } from './decisions.ts'

const chief: Decider = { memberId: 'chief', role: 'chief', leadsShift: false }
const leading: Decider = { memberId: 'leading', role: 'officer', leadsShift: true }
const officer: Decider = { memberId: 'officer', role: 'officer', leadsShift: false }

const visit = (more: Partial<Decidable> = {}): Decidable => ({
  recordedBy: 'wang',
  participants: ['wang', 'li'],
  waits: false,
  admittedAt: null,
  voidedAt: null,
  ...more,
})
const on = new Date('2025-02-05T10:00:00+08:00')

test.each([
  ['a leader voids a visit of others', chief, visit(), null],
  ['whoever leads the shift does', leading, visit(), null],
  ['an officer does not', officer, visit(), 'account/not-allowed'],
  ['not one that they recorded themselves', chief, visit({ recordedBy: 'chief' }), 'account/own-entry'],
  ['not one that they took part in', chief, visit({ participants: ['wang', 'chief'] }), 'account/own-entry'],
  ['nor does the shift leader who was there', leading, visit({ participants: ['leading'] }), 'account/own-entry'],
  ['not one that is void already', chief, visit({ voidedAt: on }), 'visit/voided-already'],
] as const)('%s', (_sentence, actor, decided, refusal) => {
  expect(refuseVoiding(actor, decided)).toBe(refusal)
})

test.each([
  ['an officer who was not there lets a late visit count', officer, visit({ waits: true }), null],
  ['not who recorded it', officer, visit({ waits: true, recordedBy: 'officer' }), 'account/own-entry'],
  ['not who took part', officer, visit({ waits: true, participants: ['officer'] }), 'account/own-entry'],
  ['not one that does not wait', officer, visit(), 'visit/not-waiting'],
  ['not one that was admitted', officer, visit({ waits: true, admittedAt: on }), 'visit/not-waiting'],
  ['not one that is void', officer, visit({ waits: true, voidedAt: on }), 'visit/not-waiting'],
] as const)('%s', (_sentence, actor, decided, refusal) => {
  expect(refuseAdmission(actor, decided)).toBe(refusal)
})
