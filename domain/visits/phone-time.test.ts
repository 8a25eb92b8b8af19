import { describe, expect, it, test } from 'vitest'
import { at } from '../duties/story.test-support.ts'
import { broughtWithin, type PhoneClock, phoneTime } from './phone-time.ts'

const minute = 60_000
const hour = 60 * minute
const [contact, recorded, arrival] = [at('2025-02-03 08:00'), at('2025-02-03 10:00'), at('2025-02-03 18:00')]

/** A phone whose clock is ahead by these many milliseconds at the contact, the record and the sending. */
const ahead = (atContact: number, atRecord = atContact, atSending = atContact): PhoneClock => ({
  contact: { server: contact, wall: contact + atContact },
  wall: recorded + atRecord,
  wentBack: false,
  sentWall: arrival + atSending,
})

test.each<[string, PhoneClock, 'certain' | 'uncertain']>([
  ['a clock that is right', ahead(0), 'certain'],
  ['one that is wrong by nine hours and steady', ahead(9 * hour), 'certain'],
  ['one that is slow by a day and steady', ahead(-24 * hour), 'certain'],
  ['one that loses a minute in the day', ahead(0, -minute / 2, -minute), 'certain'],
  ['one that differs by just two minutes', ahead(0, 0, 2 * minute), 'certain'],
  ['one that differs by more', ahead(0, 0, 2 * minute + 1), 'uncertain'],
  ['one that was set back after the record', ahead(3 * hour, 3 * hour, 0), 'uncertain'],
  ['one that was set forward before the record', ahead(0, 3 * hour, 3 * hour), 'uncertain'],
  ['one that was seen to go back, also when it was put right again', { ...ahead(0), wentBack: true }, 'uncertain'],
  ['one that stood before the last contact when it was recorded', ahead(0, -3 * hour, 0), 'uncertain'],
  ['one that stood before the record when it was sent', { ...ahead(0), wall: arrival + hour }, 'uncertain'],
  ['one that was put right by half a second', ahead(0, -500, -500), 'certain'],
  ['what came by a file, from a steady clock', { ...ahead(hour), sentWall: null }, 'certain'],
  ['what came by a file, from a clock that went back', { ...ahead(0), sentWall: null, wentBack: true }, 'uncertain'],
  ['a phone never told the time, whose clock is right', { ...ahead(0), contact: null }, 'certain'],
  ['a phone never told the time, whose clock is wrong', { ...ahead(hour), contact: null }, 'uncertain'],
])('%s', (_what, clock, kind) => {
  expect(phoneTime(clock, arrival).kind).toBe(kind)
})

describe('an uncertain time', () => {
  const jumped = phoneTime({ ...ahead(0), wentBack: true }, arrival)

  it('lies between the last contact and the arrival', () => {
    expect(jumped).toEqual({ kind: 'uncertain', after: contact, until: arrival })
    expect(broughtWithin(at('2025-02-01 10:00'), jumped, arrival)).toBe(contact)
    expect(broughtWithin(at('2025-02-03 11:00'), jumped, arrival)).toBe(at('2025-02-03 11:00'))
    expect(broughtWithin(at('2025-02-04 11:00'), jumped, arrival)).toBe(arrival)
  })

  it('has no beginning where there was no contact', () => {
    const never = phoneTime({ ...ahead(0), contact: null, wentBack: true }, arrival)
    expect(broughtWithin(at('2025-02-01 10:00'), never, arrival)).toBe(at('2025-02-01 10:00'))
  })

  it('that is certain may be of days ago, and is brought to its arrival when it is later', () => {
    expect(broughtWithin(at('2025-01-20 10:00'), { kind: 'certain' }, arrival)).toBe(at('2025-01-20 10:00'))
    expect(broughtWithin(arrival + hour, { kind: 'certain' }, arrival)).toBe(arrival)
  })
})
