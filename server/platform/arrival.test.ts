import { expect, test } from 'vitest'
import { arrivedAt, happenedAt, toldTime } from './arrival.ts'
import type { PhoneClock } from './context.ts'

const now = () => new Date('2025-02-03T10:00:00Z')
const contact = { server: new Date('2025-02-03T08:00:00Z'), wall: new Date('2025-02-03T17:00:00Z') }
/** Nine hours ahead, and steady. */
const phoneClock: PhoneClock = {
  contact,
  wall: new Date('2025-02-03T18:00:00Z'),
  wentBack: false,
  sentWall: new Date('2025-02-03T19:00:00Z'),
}
const jumped = { ...phoneClock, sentWall: new Date('2025-02-03T10:00:00Z') }

test('what a phone sent is not later than its arrival; what the desk says is left for the command to refuse', () => {
  const [before, after] = ['2025-02-03T09:00:00.000Z', '2025-02-03T11:00:00.000Z']
  expect(happenedAt({ now, phoneClock }, after)).toEqual(now())
  expect(happenedAt({ now, phoneClock }, before).toISOString()).toBe(before)
  expect(happenedAt({ now }, after).toISOString()).toBe(after)
  expect(toldTime({ now }, after)).toEqual({ at: new Date(after), timeUncertain: false, timeAfter: null })
})

test('a time is believed while the clock is steady, and lies between contact and arrival when it jumped', () => {
  const early = '2025-02-03T06:00:00.000Z'
  expect(toldTime({ now, phoneClock }, early)).toEqual({ at: new Date(early), timeUncertain: false, timeAfter: null })
  expect(toldTime({ now, phoneClock: jumped }, early)).toEqual({
    at: contact.server,
    timeUncertain: true,
    timeAfter: contact.server,
  })
  // what else is known narrows it, and makes no certain time another
  const since = new Date('2025-02-03T09:00:00.000Z')
  expect(toldTime({ now, phoneClock: jumped }, early, since).at).toEqual(since)
  expect(toldTime({ now, phoneClock: jumped }, early, new Date('2025-02-03T07:00:00.000Z')).at).toEqual(contact.server)
  expect(toldTime({ now, phoneClock }, early, since).at).toEqual(new Date(early))
})

test('what waited in the quarantine came when it came there, and was not later than that', () => {
  const waited = { now, phoneClock: { ...phoneClock, sentWall: null, arrivedAt: new Date('2025-02-03T09:30:00Z') } }
  expect(arrivedAt({ now })).toEqual(now())
  expect(arrivedAt(waited).toISOString()).toBe('2025-02-03T09:30:00.000Z')
  const said = '2025-02-03T09:45:00.000Z'
  expect(happenedAt(waited, said).toISOString()).toBe('2025-02-03T09:30:00.000Z')
  expect(toldTime(waited, said).at.toISOString()).toBe('2025-02-03T09:30:00.000Z')
})
