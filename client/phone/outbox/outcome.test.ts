import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeOf, pauseS, retryAfter } from './outcome.ts'

const kinds = (...statuses: number[]) => statuses.map((status) => outcomeOf({ status }).kind)

test('no answer, 401, 408, 429 and 5xx are tried again; another refusal holds the item', () => {
  expect(new Set(kinds(0, 302, 401, 408, 429, 500, 502, 503, 504, 507))).toEqual(new Set(['again']))
  expect(new Set(kinds(400, 403, 404, 409, 410, 413, 422))).toEqual(new Set(['held']))
  expect(new Set(kinds(200, 201))).toEqual(new Set(['accepted']))
})

test('what stumbles over one item does not stop the others', () => {
  const who = (status: number) => {
    const outcome = outcomeOf({ status })
    return outcome.kind === 'again' ? outcome.who : null
  }
  expect([0, 429, 503].map(who)).toEqual(['all', 'all', 'all'])
  expect([408, 500].map(who)).toEqual(['item', 'item'])
  expect(who(401)).toBe('device')
})

test('some refusals are told by their code', () => {
  expect(outcomeOf({ status: 410, code: 'device/revoked' }).kind).toBe('revoked')
  expect(outcomeOf({ status: 409, code: 'command/conflict' }).kind).toBe('ask')
  expect(outcomeOf({ status: 409, code: 'record/changed' }).kind).toBe('held')
  expect(outcomeOf({ status: 409, code: 'upload/incomplete' }).kind).toBe('upload-again')
  expect(outcomeOf({ status: 422, code: 'upload/damaged' }).kind).toBe('upload-again')
})

test('pauses grow up to some minutes, never below what the server asked for within an hour', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.option(fc.nat({ max: 3600 })),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, afterS, chance) => {
        const s = pauseS(failures, afterS, chance)
        expect(s).toBeGreaterThanOrEqual(afterS ?? 0)
        expect(s).toBeLessThanOrEqual(Math.max(afterS ?? 0, 375))
        expect(pauseS(failures + 1, null, chance)).toBeGreaterThanOrEqual(pauseS(failures, null, chance))
      },
    ),
  )
})

test('a wait that a wrong clock makes of a date ends within the hour', () => {
  const afterS = retryAfter('Sat, 28 Nov 2026 08:01:00 GMT', new Date('2020-01-01T00:00:00Z'))
  expect(pauseS(1, afterS ?? null, 0.5)).toBe(3600)
})

test('Retry-After is a number of seconds or a date', () => {
  const now = new Date('2026-11-28T08:00:00Z')
  expect(retryAfter('120', now)).toBe(120)
  expect(retryAfter('Sat, 28 Nov 2026 08:01:00 GMT', now)).toBe(60)
  expect(retryAfter('Sat, 28 Nov 2026 07:00:00 GMT', now)).toBe(0)
  expect(retryAfter('soon', now)).toBeUndefined()
  expect(retryAfter(null, now)).toBeUndefined()
})
