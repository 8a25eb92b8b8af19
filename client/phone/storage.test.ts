import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { randomBytes } from './bytes.ts'
import { factoryWithRoom } from './storage.test-setup.ts'
import { openStorage, type Write } from './storage.ts'

const blob = (length: number) => ({ iv: randomBytes(12), sealed: randomBytes(length) })
const fresh = () => `storage ${crypto.randomUUID()}`

test('what was written is there after the phone was closed', async () => {
  const name = fresh()
  const storage = await openStorage(indexedDB, name)
  await storage.write([
    { on: 'cache', put: blob(10), key: 'own' },
    { on: 'device', put: 'd', key: 'current' },
  ])
  storage.close()
  const again = await openStorage(indexedDB, name)
  expect(await again.shelves.get('device', 'current')).toBe('d')
  expect((await again.shelves.get('cache', 'own'))?.sealed).toHaveLength(10)
})

test('on a full disk nothing of what belongs together is kept, and what was there stays', async () => {
  const room = factoryWithRoom(indexedDB)
  const storage = await openStorage(room.factory, fresh())
  await storage.write([{ on: 'cache', put: blob(10), key: 'own' }])
  room.putsLeft = 2
  const writing = storage.write([
    { on: 'cache', put: blob(20), key: 'own' },
    ...[0, 1, 2].map((number): Write => ({ on: 'pieces', put: randomBytes(10), key: ['a', number] })),
  ])
  await expect(writing).rejects.toMatchObject({ code: 'storage-full' })
  expect((await storage.shelves.get('cache', 'own'))?.sealed).toHaveLength(10)
  expect(await storage.shelves.count('pieces')).toBe(0)
  room.putsLeft = Number.POSITIVE_INFINITY
  await storage.write([{ on: 'cache', put: blob(30), key: 'own' }])
  expect((await storage.shelves.get('cache', 'own'))?.sealed).toHaveLength(30)
})

test('a mistake in what is written undoes the rest, too', async () => {
  const storage = await openStorage(indexedDB, fresh())
  const writing = storage.write([
    { on: 'device', put: 1, key: 'a' },
    { on: 'device', put: () => 'a function cannot be kept', key: 'b' },
  ])
  await expect(writing).rejects.toThrow()
  expect(await storage.shelves.count('device')).toBe(0)
})
