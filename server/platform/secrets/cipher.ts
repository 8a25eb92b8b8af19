import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type Hmac, randomBytes } from 'node:crypto'

/** What a ciphertext is for and to whom it belongs; bound into it, so that it opens nowhere else. */
export type Binding = {
  readonly purpose: 'station-key' | 'envelope-key' | 'matter-key' | 'matter-content' | 'matter-file'
  readonly stationId: string
  readonly matterId?: string
}

/** Layout: version 1 (1 byte), nonce (12), tag (16), ciphertext. */
const version = 1
const nonceLength = 12
const tagLength = 16
const headLength = 1 + nonceLength + tagLength

const keyLength = 32

export function randomKey(): Buffer {
  return randomBytes(keyLength)
}

/** AES-256-GCM with the binding as associated data. A random nonce: each key seals far fewer than 2^32 texts. */
export function encrypt(key: Buffer, plaintext: Buffer, binding: Binding): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(associatedData(binding))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
}

/** Throws when one bit of the ciphertext, the key or the binding differs. */
export function decrypt(key: Buffer, sealed: Buffer, binding: Binding): Buffer {
  if (sealed.length < headLength || sealed[0] !== version) throw new Error('not a ciphertext of this version')
  const nonce = sealed.subarray(1, 1 + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: tagLength })
  decipher.setAAD(associatedData(binding))
  decipher.setAuthTag(sealed.subarray(1 + nonceLength, headLength))
  return Buffer.concat([decipher.update(sealed.subarray(headLength)), decipher.final()])
}

/** A key under another key. */
export function wrapKey(wrapping: Buffer, key: Buffer, binding: Binding): Buffer {
  return encrypt(wrapping, key, binding)
}

/** Throws as {@link decrypt}. */
export function unwrapKey(wrapping: Buffer, wrapped: Buffer, binding: Binding): Buffer {
  const key = decrypt(wrapping, wrapped, binding)
  if (key.length !== keyLength) throw new Error('not a key')
  return key
}

/** HMAC-SHA-256. Here as everywhere Node is given a key object: it takes a buffer four times as slowly. */
export function hmac(key: Buffer): Hmac {
  return createHmac('sha256', createSecretKey(key))
}

/** A hash that nobody can guess from without `key`; the same text under another purpose gives another hash. */
export function keyedHash(key: Buffer, purpose: string, text: string | Buffer): Buffer {
  return keyedHashing(key, purpose).update(text).digest()
}

/** The same hash of what comes in pieces. */
export function keyedHashing(key: Buffer, purpose: string): Hmac {
  return hmac(key).update(purpose).update('\0')
}

/** A binding as bytes; parts cannot run together, for none of ours holds a NUL. */
export function associatedData({ purpose, stationId, matterId }: Binding): Buffer {
  return Buffer.from(['sifang', purpose, stationId, matterId ?? ''].join('\0'))
}
