import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { parseSecrets, type Secrets } from '../data-directory/secrets.ts'
import type { Head, Manifest } from './format.ts'
import { wrongKeys } from './problem.ts'

/** What a backup keeps under the outer key: the other keys, and files by their path in the data directory. */
export type SealedPart = {
  readonly secrets: Omit<Secrets, 'outerKey'>
  readonly files: Readonly<Record<string, string>>
}

const nonceLength = 12
const tagLength = 16

const filesSchema = z.record(z.string(), z.string())

function derive(outerKey: Buffer, purpose: 'sealing' | 'authenticity'): Buffer {
  return Buffer.from(hkdfSync('sha256', outerKey, Buffer.alloc(0), `sifang backup ${purpose}`, 32))
}

/** AES-256-GCM under a key derived from the outer key. Base64 of nonce, tag, ciphertext. */
export function sealPart(outerKey: Buffer, part: SealedPart): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', derive(outerKey, 'sealing'), nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(part)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** Opens what {@link sealPart} made; answers all keys and the files. Errors: restore-wrong-keys. */
export function openPart(
  outerKey: Buffer,
  sealed: string,
): { secrets: Secrets; files: Readonly<Record<string, string>> } {
  try {
    const bytes = Buffer.from(sealed, 'base64')
    const nonce = bytes.subarray(0, nonceLength)
    const decipher = createDecipheriv('aes-256-gcm', derive(outerKey, 'sealing'), nonce, { authTagLength: tagLength })
    decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
    const body = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()])
    const part: SealedPart = JSON.parse(body.toString())
    const secrets = parseSecrets({ ...part.secrets, outerKey: outerKey.toString('base64') })
    return { secrets, files: filesSchema.parse(part.files) }
  } catch (error) {
    throw wrongKeys(error)
  }
}

/** Shows that who made the backup had the outer key, and that nothing in it was exchanged since. */
export function macOf(outerKey: Buffer, head: Head, manifest: Omit<Manifest, 'mac'>): string {
  const { tables, attachments, auditHeads, epochs, clock, unfinishedJobs, sealed } = manifest
  const text = JSON.stringify([head, tables, attachments, auditHeads, epochs, clock, unfinishedJobs, sealed])
  return createHmac('sha256', derive(outerKey, 'authenticity')).update(text).digest('hex')
}

/** Errors: restore-wrong-keys. */
export function checkMac(outerKey: Buffer, head: Head, manifest: Manifest): void {
  const wanted = Buffer.from(macOf(outerKey, head, manifest), 'hex')
  const given = Buffer.from(manifest.mac, 'hex')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw wrongKeys()
}
