import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { utf8 } from '../bytes.ts'
import type { PhoneParts, Session } from '../parts.ts'
import { openStorage } from '../storage.ts'
import { makeVault } from '../vault.ts'
import type { ItemContent, StoredItem } from './item.ts'
import { itemShelf } from './shelf.ts'

const stored = (id: string, more: Partial<StoredItem> = {}): StoredItem => ({
  id,
  deviceId: 'd',
  kind: 'words',
  needs: [],
  urgent: false,
  state: 'waiting',
  savedAt: '2026-11-28T08:00:00.000Z',
  sentAt: null,
  attempts: 0,
  writing: 0,
  rewritten: false,
  problem: null,
  sealed: utf8('sealed'),
  bytes: 6,
  sentBytes: 0,
  ...more,
})
const label = { kind: 'report-need', placeName: '东张村' }
const says = (words: string): ItemContent => ({ method: 'PUT', path: '/findings/a', body: { words }, clock: null })

/** Tabs of one open phone; how often they read a readable copy from the storage, and how long the first reads take. */
async function tabs() {
  const storage = await openStorage(indexedDB, `shelf ${crypto.randomUUID()}`)
  const { vault } = await makeVault({ kind: 'pin', pin: '802914' }, { make: async () => null, ask: async () => null })
  const reads = { count: 0, wait: [] as Promise<void>[] }
  const shelves = new Proxy(storage.shelves, {
    get: (of, name) => {
      const found: unknown = Reflect.get(of, name)
      if (typeof found !== 'function') return found
      if (name !== 'get') return found.bind(of)
      return async (...asked: unknown[]) => {
        reads.count += 1
        const wait = reads.wait.shift()
        const value = await found.apply(of, asked)
        await wait
        return value
      }
    },
  })
  let session = { vault, device: { deviceId: 'd' } } as unknown as Session | null
  const channel = { tell: () => undefined, close: () => undefined }
  const parts = { storage: { ...storage, shelves }, channel, session: () => session } as unknown as PhoneParts
  const lock = () => {
    session = null
  }
  return { one: itemShelf(parts), other: itemShelf(parts), reads, lock }
}

test('what another tab saved and wrote anew is read; what is known is not read again', async () => {
  const { one, other, reads } = await tabs()
  const words = () => other.items.get().map(({ body }) => body?.words)
  await one.put([stored('a')], new Map([['a', { label, content: says('路灯坏了') }]]))
  await other.load()
  expect(words()).toEqual(['路灯坏了'])
  await one.put([stored('a', { writing: 1 })], new Map([['a', { content: says('两盏路灯坏了') }]]))
  await other.load()
  expect(words()).toEqual(['两盏路灯坏了'])
  await other.put([stored('a', { writing: 1, state: 'sent', sealed: null })])
  await other.dropContents(['a'])
  reads.count = 0
  await other.load()
  expect(reads.count).toBe(0)
  expect(other.items.get()).toMatchObject([{ body: null, label, state: 'sent' }])
})

test('of two readings under way the one that began later counts, whichever ends first', async () => {
  const { one, other, reads } = await tabs()
  await one.put([stored('a')], new Map([['a', { label, content: says('路灯坏了') }]]))
  const slow = Promise.withResolvers<void>()
  reads.wait = [slow.promise]
  const earlier = other.load()
  await vi.waitFor(() => expect(reads.count).toBe(2))
  await one.put([stored('a', { writing: 1 })], new Map([['a', { content: says('两盏路灯坏了') }]]))
  await one.put([stored('b')])
  await other.load()
  slow.resolve()
  await earlier
  expect(other.items.get().map(({ id, body }) => [id, body?.words])).toEqual([
    ['a', '两盏路灯坏了'],
    ['b', undefined],
  ])
})

test('what is being saved when the phone is locked is kept, and not readable in memory', async () => {
  const { one, lock } = await tabs()
  const saving = one.put([stored('a')], new Map([['a', { label, content: says('路灯坏了') }]]))
  lock()
  await one.load()
  await saving
  expect(one.items.get()).toMatchObject([{ id: 'a', label: null, body: null }])
  expect([one.label('a'), one.content('a')]).toEqual([undefined, undefined])
})
