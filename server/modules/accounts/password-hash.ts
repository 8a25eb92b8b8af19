import { hash, verify } from '@node-rs/argon2'

/** argon2id, which the package takes unless told; memory in KiB. OWASP's smallest setting: about 20 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes run on the thread pool, so that many at once use all cores. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

export function verifyPassword({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(stored, password)
}
