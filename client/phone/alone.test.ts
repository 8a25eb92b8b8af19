import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { byLease } from './alone.ts'
import { openStorage } from './storage.ts'

const tab = async (name: string) => byLease(await openStorage(indexedDB, name))

test('without the browser’s locks, two tabs still do a thing one after the other', async () => {
  const name = `alone ${crypto.randomUUID()}`
  const [one, other] = [await tab(name), await tab(name)]
  const said: string[] = []
  const say = (what: string) => async () => {
    said.push(`${what} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    said.push(`${what} ends`)
  }
  await Promise.all([one('sending', say('a')), other('sending', say('b')), one('sending', say('c'))])
  expect(said.filter((_, index) => index % 2 === 0).map((text) => text[0])).toEqual(
    said.filter((_, index) => index % 2 === 1).map((text) => text[0]),
  )
  expect(said).toHaveLength(6)
})

test('work that fails lets the next one in', async () => {
  const alone = await tab(`alone ${crypto.randomUUID()}`)
  await expect(alone('sending', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await alone('sending', async () => 'done')).toBe('done')
})

test('a lease of a tab that was closed ends, also when the clock was set back since', async () => {
  const name = `alone ${crypto.randomUUID()}`
  const storage = await openStorage(indexedDB, name)
  for (const untilMs of [Date.now() - 1, Date.now() + 86_400_000]) {
    await storage.write([{ on: 'device', put: { holder: 'closed', untilMs }, key: 'lease/sending' }])
    expect(await (await tab(name))('sending', async () => 'done')).toBe('done')
  }
})
