import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { newId } from '../new-id.ts'
import { toBase64 } from './bytes.ts'
import { openPhone, type PhoneOptions } from './phone.ts'
import { factoryWithRoom } from './storage.test-setup.ts'
import type { Outgoing } from './types.ts'

const lock = { kind: 'pin', pin: '802914' } as const

type Asked = { readonly call: string; readonly body: unknown }

/** A phone and the wire that it hangs on: what is asked is kept, and answered as the test says. */
async function onWire(more: Partial<PhoneOptions> = {}) {
  const keys = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const stationKey = toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)))
  const asked: Asked[] = []
  const answers = new Map<string, (body: unknown) => unknown>()
  const member = { id: 'm1', name: '老王' }
  const options: PhoneOptions = {
    baseUrl: 'http://station.test',
    storageName: `phone ${crypto.randomUUID()}`,
    byItself: false,
    fetch: async (request) => {
      const call = `${request.method} ${new URL(request.url).pathname.slice('/api/v1'.length)}`
      const isJson = request.headers.get('content-type') === 'application/json'
      const body: unknown = isJson ? await request.json() : await request.arrayBuffer()
      asked.push({ call, body })
      const answer = await [...answers].findLast(([start]) => call.startsWith(start))?.[1](body)
      if (answer instanceof Response) return answer
      if (answer === undefined) throw new TypeError('no network')
      return Response.json(answer, { headers: { 'sifang-time': new Date().toISOString() } })
    },
    ...more,
  }
  answers.set('POST /enrolments/redemptions', (body) => ({
    ...(body as object),
    member,
    station: { id: 's' },
    stationKey,
  }))
  answers.set('GET /device', () => ({ standing: 'enrolled' }))
  const phone = await openPhone(options)
  const enrol = (code = '1') => phone.enrol({ code, name: '手机', ageFriendly: false, lock })
  return {
    phone,
    asked,
    answers,
    member,
    enrol,
    again: (later: Partial<PhoneOptions>) => openPhone({ ...options, ...later }),
  }
}

const refusal = (status: number, code: string) => () =>
  new Response(JSON.stringify({ code, status, zh: '不行' }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })

const own = (member: object, more: object = {}) => ({
  epoch: 'e',
  seq: 1,
  today: '2026-11-28',
  member: { ...member, standsInFor: [] },
  villageIds: ['v'],
  villages: [{ id: 'v', name: '东张村' }],
  reports: [],
  visits: [],
  ...more,
})
const village = { epoch: 'e', seq: 1, village: { id: 'v', name: '东张村' }, places: [], duties: [], followUps: [] }

function report(more: Partial<Outgoing> = {}): Outgoing {
  const id = newId()
  return {
    id,
    method: 'PUT',
    path: `/findings/${id}`,
    body: { words: '路灯坏了' },
    label: { kind: 'report-need', placeName: '东张村' },
    ...more,
  }
}
const photoOf = (matterId: string) => ({
  id: newId(),
  kind: 'photo' as const,
  name: '照片.jpg',
  content: new Blob([new Uint8Array(300_000)]),
  matterId,
})

test('a phone that becomes another member’s while it is open shows nothing of the first one’s part', async () => {
  const { phone, answers, member, enrol } = await onWire()
  answers.set('GET /field/own', () => own(member))
  answers.set('GET /field/villages/v', () => village)
  await enrol()
  expect(await phone.sync()).toBe('synced')
  expect(phone.part.get().own?.member.name).toBe('老王')
  Object.assign(member, { id: 'm2', name: '小李' })
  await enrol('2')
  expect(phone.part.get()).toEqual({ own: null, villages: new Map(), syncedAt: null })
})

test('a sync during which the phone is locked is none', async () => {
  const { phone, answers, member, enrol } = await onWire()
  answers.set('GET /field/own', async () => {
    await phone.lock()
    return own(member)
  })
  await enrol()
  expect(await phone.sync()).toBe('locked')
  expect(phone.part.get().own).toBeNull()
})

test('a sync during which large letters are chosen brings the part all the same', async () => {
  const { phone, answers, member, enrol } = await onWire()
  answers.set('GET /field/own', async () => {
    await phone.setAgeFriendly(true)
    return own(member)
  })
  answers.set('GET /field/villages/v', () => village)
  await enrol()
  expect(await phone.sync()).toBe('synced')
  expect(phone.part.get().villages.has('v')).toBe(true)
})

test('what lies in the cache and cannot be read is as if it were not there, and keeps nobody out', async () => {
  const store = factoryWithRoom(indexedDB)
  const storageName = `phone ${crypto.randomUUID()}`
  const { phone, answers, member, enrol } = await onWire({ indexedDB: store.factory, storageName })
  answers.set('GET /field/own', () => own(member))
  answers.set('GET /field/villages/v', () => village)
  await enrol()
  await phone.sync()
  await phone.drafts.put('report', { words: '写到一半' })
  await phone.lock()
  await spoil(storageName, ['own', 'village/v', 'notices', 'draft/report'])
  expect(await phone.unlock(lock)).toBe('open')
  expect(await phone.drafts.get('report')).toBeNull()
  expect(await phone.sync()).toBe('synced')
  expect(phone.part.get().villages.has('v')).toBe(true)
})

async function spoil(storageName: string, names: readonly string[]): Promise<void> {
  const opening = indexedDB.open(storageName)
  await new Promise((resolve) => opening.addEventListener('success', resolve))
  const writing = opening.result.transaction('cache', 'readwrite')
  for (const name of names) {
    writing.objectStore('cache').put({ iv: new Uint8Array(12), sealed: new Uint8Array(40) }, name)
  }
  await new Promise((resolve) => writing.addEventListener('complete', resolve))
  opening.result.close()
}

test('a revoked phone hands over its words, though the line does not carry its photos', async () => {
  const { phone, asked, answers, enrol } = await onWire()
  await enrol()
  const waiting = report()
  await phone.outbox.save({ ...waiting, attachments: [photoOf(waiting.id)] })
  answers.set('POST /envelopes', refusal(410, 'device/revoked'))
  answers.set('POST /quarantine', () => ({ taken: 1 }))
  await phone.outbox.send()
  const handed = asked.filter(({ call }) => call === 'POST /quarantine')
  expect(handed.map(({ body }) => (body as { items: { id: string }[] }).items.map(({ id }) => id))).toEqual([
    [waiting.id],
  ])
  expect(phone.standing.get()).toEqual({ kind: 'revoked', quarantined: 0 })
})

test('a revoked phone forgets and hands over on a full disk, too', async () => {
  const store = factoryWithRoom(indexedDB)
  const { phone, asked, answers, enrol } = await onWire({ indexedDB: store.factory })
  await enrol()
  const waiting = report()
  await phone.outbox.save({ ...waiting, attachments: [photoOf(waiting.id)] })
  store.putsLeft = 0
  answers.set('POST /envelopes', refusal(410, 'device/revoked'))
  answers.set('PUT /uploads', () => ({ received: 300_032 }))
  answers.set('POST /quarantine', () => ({ taken: 1 }))
  await phone.outbox.send()
  expect(asked.filter(({ call }) => call === 'POST /quarantine')).toHaveLength(2)
  expect(phone.standing.get().kind).toBe('revoked')
  expect(phone.outbox.items.get()).toEqual([])
})

test('what is read of an item while it is being sent does not make it wait again', async () => {
  const { phone, answers, enrol } = await onWire()
  await enrol()
  answers.set('POST /pin-resets/redemptions', () => ({}))
  const waiting = report()
  await phone.outbox.save(waiting)
  await phone.resetPin('2', lock)
  answers.set('POST /envelopes/openings', async () => {
    answers.set('POST /envelopes', () => ({}))
    await phone.outbox.send()
    return { method: 'PUT', path: waiting.path, body: waiting.body }
  })
  expect(await phone.outbox.open(waiting.id)).toEqual(waiting.body)
  expect(phone.outbox.items.get().map(({ state }) => state)).toEqual(['sent'])
})

test('a form that is saved twice in a hurry is kept once: not the pieces of one under the key of the other', async () => {
  const store = factoryWithRoom(indexedDB)
  const { phone, enrol } = await onWire({ indexedDB: store.factory })
  await enrol()
  const putsOf = async (work: (waiting: Outgoing) => Promise<unknown>): Promise<number> => {
    const id = newId()
    store.putsLeft = 100
    await work(report({ id, path: `/findings/${id}`, attachments: [photoOf(id)] }))
    return 100 - store.putsLeft
  }
  const once = await putsOf((waiting) => phone.outbox.save(waiting))
  const twice = await putsOf((waiting) => Promise.all([phone.outbox.save(waiting), phone.outbox.save(waiting)]))
  // each save also notes the clock
  expect(twice).toBe(once + 1)
})

test('a locked phone that sends by itself remembers when it met the server', async () => {
  const { phone, answers, enrol, again } = await onWire()
  await enrol()
  const waiting = report()
  await phone.outbox.save(waiting)
  await phone.close()
  const wall = () => Date.now() + 3_600_000
  answers.set('POST /envelopes', () => ({}))
  const byItself = await again({ byItself: true, wall })
  await vi.waitFor(() => expect(byItself.outbox.items.get().map(({ state }) => state)).toEqual(['sent']))
  await byItself.close()
  const offline = await again({ wall })
  expect(Math.abs(offline.now().getTime() - Date.now())).toBeLessThan(60_000)
})

test('what is being sent while its member enrols anew moves along, whatever is answered', async () => {
  const { phone, answers, enrol } = await onWire()
  await enrol()
  const waiting = report()
  await phone.outbox.save(waiting)
  let enrolling: Promise<unknown> | null = null
  let isDone = false
  answers.set('POST /envelopes', async () => {
    enrolling = enrol('2').then(() => {
      isDone = true
    })
    await vi.waitFor(async () => {
      const { pending = [] } = await navigator.locks.query()
      expect(isDone || pending.length > 0).toBe(true)
    })
    return refusal(401, 'device/unknown')()
  })
  await phone.outbox.send()
  await enrolling
  answers.set('POST /envelopes', () => ({}))
  await phone.outbox.send()
  expect(phone.outbox.items.get().map(({ id, state }) => [id, state])).toEqual([[waiting.id, 'sent']])
})

test('a pause that ends while the part is read is not forgotten', async () => {
  let ms = 0
  const { phone, asked, answers, member, enrol } = await onWire({ byItself: true, monotonic: () => ms })
  await enrol()
  await vi.waitFor(() => expect(asked.map(({ call }) => call)).toContain('GET /field/own'))
  const [first, second] = [report(), report()]
  answers.set('POST /envelopes', (body) => {
    if ((body as { id: string }).id === second.id) return {}
    answers.set('POST /envelopes', () => ({}))
    return refusal(500, 'request/unexpected')()
  })
  answers.set('GET /field/own', () => {
    ms += 10_000
    return own(member)
  })
  await Promise.all([phone.outbox.save(first), phone.outbox.save(second)])
  const states = () => phone.outbox.items.get().map(({ state }) => state)
  await vi.waitFor(() => expect(states()).toEqual(['sent', 'sent']), { timeout: 1500 })
  await phone.close()
})
