import { describe, expect, test } from 'vitest'
import { mayGive, mayTake, type OnShift } from './index.ts'

const at = (text: string) => Date.parse(`2025-02-${text}:00+08:00`)
const shift: OnShift = {
  startsAt: at('01T08:30'),
  endsAt: at('02T08:30'),
  dutyOfficerId: 'officer',
  shiftLeaderId: 'leader',
}
const next: OnShift = {
  startsAt: at('02T08:30'),
  endsAt: at('03T08:30'),
  dutyOfficerId: 'relief',
  shiftLeaderId: 'leader',
}

describe('a hand-over', () => {
  test.each([
    ['the duty officer in the last hour', 'officer', at('02T07:30'), null],
    ['the shift leader after its end', 'leader', at('02T09:00'), null],
    ['the duty officer too early', 'officer', at('02T07:29'), 'hand-over/too-early'],
    ['somebody who is not on', 'relief', at('02T08:00'), 'hand-over/not-on-shift'],
  ])('is given by %s', (_, memberId, now, refusal) => {
    expect(mayGive(memberId, shift, now)).toBe(refusal)
  })

  test.each([
    ['the next duty officer', 'relief', 'officer', null],
    ['the next shift leader, who leads both', 'leader', 'officer', null],
    ['nobody who gave it themselves', 'leader', 'leader', 'hand-over/same-person'],
    ['nobody who is not on next', 'officer', 'leader', 'hand-over/not-on-shift'],
  ])('is taken by %s', (_, memberId, givenBy, refusal) => {
    expect(mayTake(memberId, next, givenBy)).toBe(refusal)
  })
})
