import { expect, test } from 'vitest'
import { blankClock, type ClockMemory, watchClock } from './clock-log.ts'

const start = Date.parse('2026-11-28T08:00:00Z')
const hour = 3_600_000

/** A phone whose clock and whose page the test moves, in hours. */
function phone(offset = 0, from: ClockMemory = blankClock) {
  const at = { wall: start + offset * hour, page: 0 }
  const log = watchClock(
    from,
    () => at.wall,
    () => at.page,
  )
  const pass = (hours: number) => {
    at.wall += hours * hour
    at.page += hours * hour
  }
  return { log, at, pass }
}

test('before any contact the phone’s clock is all there is', () => {
  const { log } = phone(5)
  expect(log.now()).toEqual(new Date(start + 5 * hour))
  expect(log.record()).toEqual({ wall: '2026-11-28T13:00:00.000Z', contact: null, wentBack: false })
})

test('a clock that is wrong by hours is put right by a contact, also after a restart', () => {
  const { log, pass } = phone(-7)
  log.contact(new Date(start))
  pass(2)
  expect(log.now()).toEqual(new Date(start + 2 * hour))
  const again = phone(-4, log.memory())
  expect(again.log.now()).toEqual(new Date(start + 3 * hour))
  expect(again.log.record().wentBack).toBe(false)
})

test('a clock that is set back is seen: while the page lives, and at the next start', () => {
  const { log, at, pass } = phone()
  log.contact(new Date(start))
  pass(2)
  at.wall -= hour
  expect(log.record().wentBack).toBe(true)
  expect(log.now()).toEqual(new Date(start + 2 * hour))
  const other = phone()
  other.log.contact(new Date(start))
  expect(phone(-1, other.log.memory()).log.record().wentBack).toBe(true)
})

test('one that was set back by less than has passed since is seen by the page’s own count', () => {
  const { log, at, pass } = phone()
  log.record()
  pass(3)
  at.wall -= 2 * hour
  expect(log.record().wentBack).toBe(true)
})

test('a phone that slept, and one whose clock is put right by seconds, did not jump', () => {
  const { log, at } = phone()
  log.contact(new Date(start))
  at.wall += 8 * hour
  expect(log.record().wentBack).toBe(false)
  at.wall -= 90_000
  expect(log.record().wentBack).toBe(false)
})

test('the next contact begins anew', () => {
  const { log, at } = phone()
  log.contact(new Date(start))
  at.wall -= hour
  expect(log.record().wentBack).toBe(true)
  log.contact(new Date(start + 1000))
  expect(log.record()).toMatchObject({ wentBack: false, contact: { server: '2026-11-28T08:00:01.000Z' } })
})
