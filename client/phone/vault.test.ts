import { expect, test } from 'vitest'
import { randomBytes } from './bytes.ts'
import type { Passkeys } from './passkey.ts'
import { makeVault, openVault } from './vault.ts'

const noPasskeys: Passkeys = { make: async () => null, ask: async () => null }
const pin = (digits: string) => ({ kind: 'pin', pin: digits }) as const

/** An authenticator with one credential, whose secret depends on the salt as PRF's does. */
function authenticator(): Passkeys {
  const credentialId = randomBytes(16)
  const secretFor = async (salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([...credentialId, ...salt])))
  return {
    make: async (salt) => ({ credentialId, secret: await secretFor(salt) }),
    ask: async (id, salt) => (String(id) === String(credentialId) ? secretFor(salt) : null),
  }
}

test('what was sealed under a PIN is opened by that PIN, after a restart, and by no other', async () => {
  const { vault, wrapped } = await makeVault(pin('802914'), noPasskeys)
  const blob = await vault.seal('own', { name: '东营村' })
  const again = await openVault(structuredClone(wrapped), pin('802914'), noPasskeys)
  expect(await again?.open('own', blob)).toEqual({ name: '东营村' })
  expect(await openVault(wrapped, pin('802915'), noPasskeys)).toBeNull()
  expect(await openVault(wrapped, { kind: 'passkey' }, authenticator())).toBeNull()
})

test('nothing readable lies in what is kept, and one blob does not pass for another', async () => {
  const { vault, wrapped } = await makeVault(pin('802914'), noPasskeys)
  const blob = await vault.seal('village/1', { name: 'Kestrel' })
  expect(new TextDecoder().decode(blob.sealed)).not.toContain('Kestrel')
  await expect(vault.open('village/2', blob)).rejects.toThrow()
  const altered = { ...blob, sealed: blob.sealed.map((byte, index) => (index === 3 ? byte ^ 1 : byte)) }
  await expect(vault.open('village/1', altered)).rejects.toThrow()
  expect(JSON.stringify(wrapped)).not.toContain('802914')
})

test('a PIN that is tried first is refused', async () => {
  await expect(makeVault(pin('123456'), noPasskeys)).rejects.toMatchObject({ code: 'pin-too-simple' })
})

test('a passkey opens the cache where the phone gives a secret by it, and is refused where it does not', async () => {
  const passkeys = authenticator()
  const { vault, wrapped } = await makeVault({ kind: 'passkey' }, passkeys)
  const blob = await vault.seal('own', 1)
  const again = await openVault(wrapped, { kind: 'passkey' }, passkeys)
  expect(await again?.open('own', blob)).toBe(1)
  expect(await openVault(wrapped, { kind: 'passkey' }, authenticator())).toBeNull()
  await expect(makeVault({ kind: 'passkey' }, noPasskeys)).rejects.toMatchObject({ code: 'passkey-unusable' })
})
