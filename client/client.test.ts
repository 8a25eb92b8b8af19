import { expect, expectTypeOf, test } from 'vitest'
import { type Body, createClient, hasCode, newId, problemOf, type Reply, type Row } from './index.ts'

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
  const page = await api.get('/visits', { query: { limit: 5, kind: 'patrol' } })
  expect(page).toEqual({ rows: [], next: null })
  expect(asked[0]?.url).toBe('http://127.0.0.1:1/api/v1/visits?limit=5&kind=patrol')
  expect(reached).toEqual([true])
})

test('what nobody asks for by hand says so: a poll, and what is read while nobody is there', async () => {
  const asked: Request[] = []
  let attended = true
  const api = createClient({
    baseUrl: 'http://127.0.0.1:1',
    attended: () => attended,
    fetch: async (request) => {
      asked.push(request)
      return json(200, { rows: [], next: null })
    },
  })
  await api.get('/visits')
  await api.get('/visits', { background: true })
  attended = false
  await api.get('/visits')
  await api.post('/sign-out')
  const said = asked.map(({ headers }) => headers.has('sifang-background'))
  expect(said).toEqual([false, true, true, false])
})

test('a refusal is thrown with its code and what stands now', async () => {
  const body = { code: 'record/changed', status: 409, details: { version: 3 } }
  const { api } = answering(() => json(409, body, 'application/problem+json'))
  const thrown = await thrownBy(api.get('/me'))
  expect(hasCode(thrown, 'record/changed')).toBe(true)
  expect(problemOf(thrown)).toEqual(body)
})

test('no server, and a proxy without one behind it, are “unreachable”', async () => {
  const down = answering(() => Promise.reject(new TypeError('fetch failed')))
  expect(problemOf(await thrownBy(down.api.get('/me')))).toEqual({ code: 'network/unreachable', status: 0 })
  const proxy = answering(() => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }))
  expect(problemOf(await thrownBy(proxy.api.get('/me')))).toEqual({ code: 'network/unreachable', status: 502 })
  expect([...down.reached, ...proxy.reached]).toEqual([false, false])
})

test('a page instead of data, and a refusal without words, are “unexpected”', async () => {
  const page = answering(() => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }))
  expect(problemOf(await thrownBy(page.api.get('/me')))).toMatchObject({ code: 'request/unexpected' })
  const wordless = answering(() => json(418, { message: 'tea' }))
  expect(problemOf(await thrownBy(wordless.api.get('/me')))).toEqual({ code: 'request/unexpected', status: 418 })
})

test('a refusal of a newer server keeps its words, though its code is not known here', async () => {
  const body = { code: 'tea/pot', status: 418, zh: '这是茶壶', en: 'this is a teapot' }
  const { api } = answering(() => json(418, body, 'application/problem+json'))
  expect(problemOf(await thrownBy(api.get('/me')))).toEqual(body)
})

test('an answer that breaks off is none', async () => {
  const cut = answering(() => {
    const stream = new ReadableStream({ start: (writer) => writer.error(new TypeError('terminated')) })
    return new Response(stream, { headers: { 'content-type': 'application/json' } })
  })
  expect(problemOf(await thrownBy(cut.api.get('/me')))).toMatchObject({ code: 'network/unreachable' })
  expect(cut.reached).toEqual([false])
})

test('what stands in a path is encoded, and what is not said stays out of the query', async () => {
  const { api, asked } = answering(() => json(200, { rows: [], next: null }))
  await api.get('/places/{id}/timeline', { path: { id: '../me?x=1#人' }, query: { kinds: '', after: undefined } })
  await api.get('/visits', { query: { waiting: false } })
  await api.get('/visits', { query: { waiting: true } })
  expect(asked.map(({ url }) => url.slice('http://127.0.0.1:1/api/v1'.length))).toEqual([
    '/places/..%2Fme%3Fx%3D1%23%E4%BA%BA/timeline',
    '/visits',
    '/visits?waiting=true',
  ])
})

test('a command is sent as JSON under its path; one that says nothing has no body', async () => {
  const { api, asked } = answering(() => json(200, { id: 'a', done: true }))
  const body = { reason: '停业' } as const
  await api.put('/places/{id}/closings/{entryId}', { path: { id: 'a', entryId: 'b' }, body })
  await api.post('/sign-out')
  const [closing, signOut] = asked
  expect(closing?.method).toBe('PUT')
  expect(closing?.headers.get('content-type')).toBe('application/json')
  expect(await closing?.json()).toEqual(body)
  expect(signOut?.method).toBe('POST')
  expect(await signOut?.text()).toBe('')
})

test('the address of a download is the one that a call would go to', () => {
  const api = createClient()
  expect(api.address('/exports/duties', { query: { format: 'csv', missed: true } })).toBe(
    '/api/v1/exports/duties?format=csv&missed=true',
  )
})

test('the compiler refuses a call that the server does not know', () => {
  const { get, put } = createClient()
  // not run: the type check fails where one of these would compile
  void [
    // @ts-expect-error no such path
    () => get('/persons'),
    // @ts-expect-error a path that only takes commands
    () => get('/campaigns/{id}'),
    // @ts-expect-error the path's parameter is missing
    () => get('/places/{id}'),
    // @ts-expect-error no such filter
    () => get('/duties', { query: { colour: 'red' } }),
    // @ts-expect-error no such tier
    () => get('/duties', { query: { tier: 'blue' } }),
    // @ts-expect-error the body is missing
    () => put('/communities/{id}', { path: { id: 'a' } }),
    // @ts-expect-error nothing is said where only something is asked
    () => get('/today', { body: {} }),
  ]
  expectTypeOf<Row<'/duties'>['tier']>().toEqualTypeOf<'red' | 'yellow' | 'green' | null>()
  expectTypeOf<Reply<'/visits/{id}', 'put'>['fulfilled']>().toEqualTypeOf<number>()
  expectTypeOf<Body<'/sign-in', 'post'>['userName']>().toEqualTypeOf<string>()
})

test('a call that was given up is no sign that the server is gone', async () => {
  const { api, reached } = answering(() => Promise.reject(new DOMException('given up', 'AbortError')))
  const thrown = await thrownBy(api.get('/me', { signal: AbortSignal.abort() }))
  expect(thrown).toBeInstanceOf(DOMException)
  expect(reached).toEqual([])
})

test('ids made here are UUIDv7 and sort by the millisecond', () => {
  const ids = [1, 2, 3].map((n) => newId(Date.parse('2026-11-24T00:00:00Z') + n))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000)
})
