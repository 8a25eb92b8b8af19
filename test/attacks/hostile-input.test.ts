import { randomUUIDv7 } from 'node:crypto'
import { routesOf } from '@sifang/server/routes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage, propose, reportTheft, visit } from '../journeys/harness-verbs.ts'
import { type Known, sample, schemaOf, spoiled } from './bodies.fixture.ts'

const routes = routesOf({ uploads: '/nonexistent', dataDir: '/nonexistent' })
/** These have no end, answer a file, or end the session that asks. */
const writing = routes.filter(({ method, body, url }) => method !== 'GET' && body && !url.startsWith('/me'))
const reading = routes.filter(({ method, url }) => method === 'GET' && url !== '/live')

let station: TestStation
let asker: Person
let known: Known
let idOf: (noun: string) => string

beforeAll(async () => {
  station = await startTestStation()
  const { chief } = station
  asker = chief
  const officer = await station.join('officer')
  const villageId = await enterVillage(chief, '东营村')
  const placeId = await enterPlace(chief, villageId, '老王粮店')
  const otherPlaceId = await enterPlace(chief, villageId, '老李仓库', { kind: 'warehouse' })
  const communityId = newId()
  await chief.api.put('/communities/{id}', { path: { id: communityId }, body: { name: '河东社区' } })
  const visitId = newId()
  await visit(officer, placeId, { id: visitId, at: '2025-02-05T10:00:00+08:00' })
  const incidentId = await reportTheft(officer, placeId, '2025-02-05T09:00:00+08:00')
  const proposalId = await propose(officer, placeId, { tier: 'yellow', lastDay: '2025-02-20' })
  const [disputeId, hazardId, slotId, appointmentId] = [newId(), newId(), newId(), newId()]
  for (const [id, kind] of [
    [disputeId, 'dispute'],
    [hazardId, 'hazard'],
  ]) {
    const body = { kind, source: { kind: 'call' }, placeId, at: '2025-02-05T10:00:00+08:00', words: '有人吵架' }
    await expectDone(chief.send('PUT', `/findings/${id}`, body))
  }
  const host = { kind: 'member', memberId: officer.id }
  const step = { kind: 'procedure-chosen', procedure: 'on-scene', cause: 'irrigation', host }
  await expectDone(officer.send('POST', `/disputes/${disputeId}/steps`, { id: newId(), basedOn: 1, step }))
  const [startsAt, endsAt] = ['2025-02-06T09:00:00+08:00', '2025-02-06T10:00:00+08:00']
  const slots = [{ id: slotId, startsAt, endsAt, capacity: 5 }]
  const appointment = { kind: 'fixed-day', startsAt, endsAt, hostId: chief.id, slots }
  await expectDone(officer.send('PUT', `/appointments/${appointmentId}`, appointment))
  const streaks: unknown = await (await chief.send('GET', '/streaks')).json()
  const [streakId] = /(?<="id":")[0-9a-f-]{36}/.exec(JSON.stringify(streaks)) ?? []
  known = {
    id: newId,
    followUpId: () => hazardId,
    findingId: () => hazardId,
    disputeId: () => disputeId,
    slotId: () => slotId,
    hostId: () => chief.id,
    reporterId: () => officer.id,
    creditedId: () => officer.id,
    placeId: () => placeId,
    intoId: () => otherPlaceId,
    villageId: () => villageId,
    communityId: () => communityId,
    memberId: () => officer.id,
    standInId: () => chief.id,
    dutyOfficerId: () => officer.id,
    shiftLeaderId: () => chief.id,
    ownerId: () => officer.id,
    basedOn: () => 1,
  }
  const ids: Readonly<Record<string, string>> = {
    places: placeId,
    villages: villageId,
    communities: communityId,
    members: officer.id,
    visits: visitId,
    incidents: incidentId,
    'follow-ups': hazardId,
    findings: hazardId,
    disputes: disputeId,
    matters: hazardId,
    appointments: appointmentId,
    streaks: streakId ?? '',
    'tier-proposals': proposalId,
  }
  idOf = (noun) => ids[noun] ?? randomUUIDv7()
})
afterAll(() => station.stop())

async function expectDone(asked: Promise<Response>): Promise<void> {
  const answer = await asked
  expect(answer.status, await answer.text()).toBe(200)
}

/** The path with real ids; what a PUT makes gets a new one. */
function pathOf(method: string, url: string): string {
  const parts = url.split('/')
  return parts
    .map((part, index) => {
      if (part === ':number') return '1'
      if (!part.startsWith(':')) return part
      const makes = method === 'PUT' && index === parts.length - 1
      return makes ? newId() : idOf(parts[index - 1] ?? '')
    })
    .join('/')
}

/** Refused or done, and always in the API's own words. */
async function expectAnswer(answer: Response, what: string): Promise<void> {
  const text = await answer.text()
  expect(answer.status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500)
  expect(text, what).not.toMatch(/\n\s+at |syntax error|violates|relation "/)
  if (answer.status >= 400) expect(JSON.parse(text)).toMatchObject({ code: expect.any(String), zh: expect.any(String) })
}

const atOnce = 8

async function askAll(asks: readonly { readonly what: string; ask(): Promise<Response> }[]): Promise<void> {
  const waiting = [...asks]
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await expectAnswer(await next.ask(), next.what)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

describe('no body is answered with a failure of the server:', () => {
  test.each(writing.map((route) => [`${route.method} ${route.url}`, route] as const))('%s', async (_name, route) => {
    const schema = schemaOf(route.body as z.ZodType)
    const bodies = [sample(schema, known), ...spoiled(sample(schema, known)).map(({ body }) => body)]
    await askAll(
      bodies.map((body) => ({
        what: `${route.method} ${route.url} ${JSON.stringify(body).slice(0, 400)}`,
        ask: () => asker.send(route.method, pathOf(route.method, route.url), body),
      })),
    )
  })
})

describe('no query is answered with a failure of the server:', () => {
  const bad = [
    '',
    'x',
    '-1',
    '0',
    '1e99',
    '99999999999',
    '%00',
    '%ED%A0%80',
    '%F0%9F%98%80',
    "';--",
    'true',
    '2025-02-30',
    '9999-12-31',
    '0000-01-01',
    'x'.repeat(3000),
    'WyJhIiwiYiJd',
    'W10',
    'WzFlOTksMl0',
    'W251bGwsbnVsbF0',
    '00000000-0000-0000-0000-000000000000',
  ]
  test.each(reading.filter(({ query }) => query).map((route) => [route.url, route] as const))(
    '%s',
    async (_name, route) => {
      const fields = Object.keys(schemaOf(route.query as z.ZodType).properties ?? {})
      await askAll(
        fields.flatMap((field) =>
          bad.map((value) => ({
            what: `${route.url}?${field}=${value.slice(0, 60)}`,
            ask: () =>
              asker.send(
                'GET',
                `${pathOf('GET', route.url)}?${field}=${encodeURIComponent(value).replaceAll('%25', '%')}`,
              ),
          })),
        ),
      )
    },
  )
})

describe('no path is answered with a failure of the server:', () => {
  const bad = [
    'x',
    '%00',
    '..%2f..%2fsecrets.json',
    '%ED%A0%80',
    '0',
    '99999999999999999999',
    '00000000-0000-0000-0000-000000000000',
    'a'.repeat(199),
    'a'.repeat(400),
  ]
  test.each(
    routes.filter(({ url }) => url.includes(':')).map((route) => [`${route.method} ${route.url}`, route] as const),
  )('%s', async (_name, route) => {
    await askAll(
      bad.map((value) => ({
        what: `${route.method} ${route.url} with ${value.slice(0, 60)}`,
        ask: () =>
          asker.send(route.method, route.url.replaceAll(/:\w+/g, value), route.method === 'GET' ? undefined : {}),
      })),
    )
  })
})

test('what is no JSON, too large, or of another kind is refused in words', async () => {
  const path = `${station.address}/api/v1/visits/${newId()}`
  const cookie = (await signInCookie()) ?? ''
  const put = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    fetch(path, { method: 'PUT', headers: { cookie, 'content-type': type }, body })
  for (const body of [
    '',
    '{',
    '[[[[',
    'null',
    '"x"',
    '{"__proto__":{"x":1}}',
    '['.repeat(30_000),
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  ]) {
    const answer = await put(body)
    await expectAnswer(answer, body.slice(0, 40))
    expect(answer.status).toBe(400)
  }
  expect((await put(JSON.stringify({ note: 'x'.repeat(70_000) }))).status).toBe(413)
  for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])
    await expectAnswer(await put('x', type), type)
  await expectAnswer(await put(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), 'bytes that are no UTF-8')
})

test.each([
  ['a\u0000b', 'x'],
  ['x', 'a\u0000b'],
  ['\ud800', '\udfff'],
  ['x'.repeat(200), 'x'.repeat(5000)],
])('a sign-in with hostile text is refused in words', async (userName, password) => {
  const answer = await fetch(`${station.address}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName, password }),
  })
  expect([400, 401, 429]).toContain(answer.status)
  await expectAnswer(answer, userName.slice(0, 20))
})

describe('what is well made and names nothing there is', () => {
  const incidentAt = (where: object) =>
    asker.send('PUT', `/incidents/${newId()}`, {
      category: 'theft',
      occurredAt: '2025-02-05T09:00:00+08:00',
      where,
      source: '110',
    })
  test.each<[string, string, () => Promise<Response>]>([
    ['an incident at no place', 'place/not-found', () => incidentAt({ kind: 'place', placeId: newId() })],
    ['an incident in no village', 'place/village-unknown', () => incidentAt({ kind: 'village', villageId: newId() })],
    [
      'an incident in a shop as a village',
      'place/village-unknown',
      () => incidentAt({ kind: 'village', villageId: known.placeId?.() }),
    ],
    ['an incident on no line', 'line/not-found', () => incidentAt({ kind: 'line', lineId: newId(), km: 1 })],
    [
      'a review of no place',
      'place/not-found',
      () => asker.send('POST', `/places/${newId()}/red-reviews`, { id: newId(), reason: '已经处理' }),
    ],
  ])('%s is refused as %s', async (_what, code, ask) => {
    expect(await (await ask()).json()).toMatchObject({ code })
  })
})

test('after all of it the chief still works', async () => {
  expect((await asker.send('GET', '/me')).status).toBe(200)
})

async function signInCookie(): Promise<string | undefined> {
  const answer = await fetch(`${station.address}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'chief', password: 'Kestrel-2026' }),
  })
  return answer.headers.get('set-cookie')?.split(';', 1)[0]
}
