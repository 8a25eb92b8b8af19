import { createDecipheriv, createSecretKey, type ECDH } from 'node:crypto'
import { hmac } from './cipher.ts'

/**
 * Opens RFC 9180 in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, the first message of a context. The
 * names are the RFC's. By Node's own crypto, because a server opens two a report and through Web Crypto each costs a
 * dozen turns of its thread pool (bench/submit); a test holds it against `@hpke/core`, with which phones seal.
 * Throws when it was not sealed so, to this key.
 */
export function openBase(
  recipient: { readonly ecdh: ECDH; readonly publicKey: Buffer },
  { enc, ct, info, aad }: { readonly enc: Buffer; readonly ct: Buffer; readonly info: Buffer; readonly aad: Buffer },
): Buffer {
  // a point that is not on the curve throws
  const dh = recipient.ecdh.computeSecret(enc)
  const eaePrk = labeledExtract(kem, none, 'eae_prk', dh)
  const sharedSecret = labeledExpand(kem, eaePrk, 'shared_secret', Buffer.concat([enc, recipient.publicKey]), 32)

  const context = Buffer.concat([Buffer.of(baseMode), pskIdHash, labeledExtract(hpke, none, 'info_hash', info)])
  const secret = labeledExtract(hpke, sharedSecret, 'secret', none)
  const key = labeledExpand(hpke, secret, 'key', context, 32)
  const baseNonce = labeledExpand(hpke, secret, 'base_nonce', context, 12)

  const end = ct.length - tagLength
  if (end < 0) throw new Error('shorter than its tag')
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), baseNonce, { authTagLength: tagLength })
  decipher.setAAD(aad)
  decipher.setAuthTag(ct.subarray(end))
  return Buffer.concat([decipher.update(ct.subarray(0, end)), decipher.final()])
}

const tagLength = 16
const baseMode = 0
/** DHKEM(P-256, HKDF-SHA256) is 0x0010, HKDF-SHA256 0x0001, AES-256-GCM 0x0002. */
const kem = Buffer.concat([Buffer.from('KEM'), Buffer.of(0, 0x10)])
const hpke = Buffer.concat([Buffer.from('HPKE'), Buffer.of(0, 0x10, 0, 0x01, 0, 0x02)])
const version = Buffer.from('HPKE-v1')
const none = Buffer.alloc(0)
const pskIdHash = labeledExtract(hpke, none, 'psk_id_hash', none)

function labeledExtract(suite: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer {
  return hmac(salt).update(version).update(suite).update(label).update(ikm).digest()
}

/** Of 32 bytes at most, so that HKDF's expansion is one block. */
function labeledExpand(suite: Buffer, prk: Buffer, label: string, info: Buffer, length: number): Buffer {
  const head = Buffer.concat([Buffer.of(0, length), version, suite, Buffer.from(label)])
  return hmac(prk).update(head).update(info).update(Buffer.of(1)).digest().subarray(0, length)
}
