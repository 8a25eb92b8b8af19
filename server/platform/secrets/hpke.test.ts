import { createECDH, randomBytes } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { expect, test } from 'vitest'
import { openBase } from './hpke.ts'

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const bytes = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer

async function sealed(publicKey: Buffer, plaintext: Buffer, info: Buffer, aad: Buffer) {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(publicKey))
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: bytes(info) }, bytes(plaintext), bytes(aad))
  return { enc: Buffer.from(enc), ct: Buffer.from(ct), info, aad }
}

test('opens what another implementation of RFC 9180 sealed, of any length', async () => {
  for (const length of [0, 1, 15, 16, 17, 1000, 100_000]) {
    const ecdh = createECDH('prime256v1')
    const publicKey = ecdh.generateKeys()
    const plaintext = randomBytes(length)
    const letter = await sealed(publicKey, plaintext, randomBytes(length % 50), randomBytes(length % 70))
    expect(openBase({ ecdh, publicKey }, letter).equals(plaintext), `${length} bytes`).toBe(true)
  }
})

test('does not open with another key, information or associated data, or with one bit that differs', async () => {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys()
  const letter = await sealed(publicKey, Buffer.from('words'), Buffer.from('info'), Buffer.from('aad'))
  const other = createECDH('prime256v1')
  const otherKey = other.generateKeys()
  expect(() => openBase({ ecdh: other, publicKey: otherKey }, letter)).toThrow()
  expect(() => openBase({ ecdh, publicKey: otherKey }, letter)).toThrow()
  expect(() => openBase({ ecdh, publicKey }, { ...letter, info: Buffer.from('else') })).toThrow()
  expect(() => openBase({ ecdh, publicKey }, { ...letter, aad: Buffer.from('else') })).toThrow()
  for (const part of ['enc', 'ct'] as const)
    for (let at = 0; at < letter[part].length; at++) {
      const changed = Buffer.from(letter[part])
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => openBase({ ecdh, publicKey }, { ...letter, [part]: changed }), `${part} ${at}`).toThrow()
    }
  expect(() => openBase({ ecdh, publicKey }, { ...letter, ct: letter.ct.subarray(0, 10) })).toThrow()
})
