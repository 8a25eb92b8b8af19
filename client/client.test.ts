import { expect, test } from 'vitest'
import { createClient, dataOf, hasCode, newId, problemOf } from './index.ts'

const answering = (response: () => Response | Promise<Response>) => {
  const asked: Request[] = []
  const reached: boolean[] = []
  const api = createClient({
    baseUrl: 'http://127.0.0.1:1',
    reached: (answered) => reached.push(answered),
    fetch: async (request) => {
      asked.push(request)
      return response()
    },
  })
  return { api, asked, reached }
}

const json = (status: number, body: unknown, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })

const thrownBy = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  )

test('a call goes below /api/v1 with its path and query, and answers the data', async () => {
  const { api, asked, reached } = answering(() => json(200, { rows: [], next: null }))
  const page = await dataOf(api.GET('/visits', { params: { query: { limit: 5, kind: 'patrol' } } }))
  expect(page).toEqual({ rows: [], next: null })
  expect(asked[0]?.url).toBe('http://127.0.0.1:1/api/v1/visits?limit=5&kind=patrol')
  expect(reached).toEqual([true])
})

test('a refusal is thrown with its code and what stands now', async () => {
  const body = { code: 'record/changed', status: 409, details: { version: 3 } }
  const { api } = answering(() => json(409, body, 'application/problem+json'))
  const thrown = await thrownBy(dataOf(api.GET('/me')))
  expect(hasCode(thrown, 'record/changed')).toBe(true)
  expect(problemOf(thrown)).toEqual(body)
})

test('no server, and a proxy without one behind it, are “unreachable”', async () => {
  const down = answering(() => Promise.reject(new TypeError('fetch failed')))
  expect(problemOf(await thrownBy(down.api.GET('/me')))).toEqual({ code: 'network/unreachable', status: 0 })
  const proxy = answering(() => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }))
  expect(problemOf(await thrownBy(proxy.api.GET('/me')))).toEqual({ code: 'network/unreachable', status: 502 })
  expect([...down.reached, ...proxy.reached]).toEqual([false, false])
})

test('a page instead of data, and a code that nobody knows, are “unexpected”', async () => {
  const page = answering(() => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }))
  expect(problemOf(await thrownBy(page.api.GET('/me')))).toMatchObject({ code: 'request/unexpected' })
  const newer = answering(() => json(418, { code: 'tea/pot', status: 418 }, 'application/problem+json'))
  expect(problemOf(await thrownBy(newer.api.GET('/me')))).toEqual({ code: 'request/unexpected', status: 418 })
})

test('a call that was given up is no sign that the server is gone', async () => {
  const { api, reached } = answering(() => Promise.reject(new DOMException('given up', 'AbortError')))
  const thrown = await thrownBy(api.GET('/me', { signal: AbortSignal.abort() }))
  expect(thrown).toBeInstanceOf(DOMException)
  expect(reached).toEqual([])
})

test('ids made here are UUIDv7 and sort by the millisecond', () => {
  const ids = [1, 2, 3].map((n) => newId(Date.parse('2026-11-24T00:00:00Z') + n))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000)
})
