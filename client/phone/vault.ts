import { type Bytes, fromUtf8, randomBytes, utf8 } from './bytes.ts'
import type { Passkeys } from './passkey.ts'
import { isTooSimple } from './pin.ts'
import { PhoneProblem } from './problem.ts'
import type { LockWith } from './types.ts'

/** OWASP's second set for Argon2id: 19 MiB, 2 rounds; half a second on a cheap phone. */
const cost = { memorySize: 19 * 1024, iterations: 2, parallelism: 1 }

/** Something encrypted under the cache's key. */
export type Sealed = { readonly iv: Bytes; readonly sealed: Bytes }

/** How the cache's key lies on the phone: under the PIN, or under what a passkey answers. */
export type WrappedKey = Sealed & { readonly salt: Bytes } & (
    | { readonly kind: 'pin'; readonly cost: typeof cost }
    | { readonly kind: 'passkey'; readonly credentialId: Bytes }
  )

/** The open cache: encrypts and decrypts values as JSON. Its key cannot be taken out of the page. */
export type Vault = {
  /** `name` is bound to what is sealed: one blob cannot be put in another's place. */
  seal(name: string, value: unknown): Promise<Sealed>
  open<T>(name: string, from: Sealed): Promise<T>
}

/** A new key for the cache and how it is kept. Errors: PhoneProblem 'pin-too-simple', 'passkey-unusable'. */
export async function makeVault(lock: LockWith, passkeys: Passkeys): Promise<{ vault: Vault; wrapped: WrappedKey }> {
  const salt = randomBytes(32)
  const raw = randomBytes(32)
  if (lock.kind === 'pin') {
    if (isTooSimple(lock.pin)) throw new PhoneProblem('pin-too-simple')
    const wrapped = await encrypt(await keyOfPin(lock.pin, salt, cost), raw)
    return { vault: await vaultOf(raw), wrapped: { kind: 'pin', salt, cost, ...wrapped } }
  }
  const made = await passkeys.make(salt)
  if (!made) throw new PhoneProblem('passkey-unusable')
  const wrapped = await encrypt(await aesKey(made.secret), raw)
  return { vault: await vaultOf(raw), wrapped: { kind: 'passkey', salt, credentialId: made.credentialId, ...wrapped } }
}

/** The cache, opened; null where PIN or passkey is not the one. */
export async function openVault(wrapped: WrappedKey, lock: LockWith, passkeys: Passkeys): Promise<Vault | null> {
  const key = await wrappingKey(wrapped, lock, passkeys)
  if (!key) return null
  const raw = await decrypt(key, wrapped).catch(() => null)
  return raw && vaultOf(raw)
}

async function wrappingKey(wrapped: WrappedKey, lock: LockWith, passkeys: Passkeys): Promise<CryptoKey | null> {
  if (wrapped.kind === 'pin') return lock.kind === 'pin' ? keyOfPin(lock.pin, wrapped.salt, wrapped.cost) : null
  const secret = lock.kind === 'passkey' ? await passkeys.ask(wrapped.credentialId, wrapped.salt) : null
  return secret && aesKey(secret)
}

async function keyOfPin(pin: string, salt: Bytes, { memorySize, iterations, parallelism }: typeof cost) {
  const { argon2id } = await import('hash-wasm')
  const hash = await argon2id({
    password: pin,
    salt,
    memorySize,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: 'binary',
  })
  return aesKey(new Uint8Array(hash))
}

async function vaultOf(raw: Bytes): Promise<Vault> {
  const key = await aesKey(raw)
  raw.fill(0)
  return {
    seal: (name, value) => encrypt(key, utf8(JSON.stringify(value)), name),
    open: async (name, from) => JSON.parse(fromUtf8(await decrypt(key, from, name))),
  }
}

const aesKey = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

const aes = (iv: Bytes, name: string) => ({ name: 'AES-GCM', iv, additionalData: utf8(name) })

async function encrypt(key: CryptoKey, plain: Bytes, name = 'cache key'): Promise<Sealed> {
  const iv = randomBytes(12)
  return { iv, sealed: new Uint8Array(await crypto.subtle.encrypt(aes(iv, name), key, plain)) }
}

const decrypt = async (key: CryptoKey, { iv, sealed }: Sealed, name = 'cache key'): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.decrypt(aes(iv, name), key, sealed))
