import { type Bytes, randomBytes } from './bytes.ts'

/** Plain bytes of a piece; the last may be shorter. */
export const pieceBytes = 262_144
const tagBytes = 16

export type Encrypted = {
  readonly key: Bytes
  readonly pieces: readonly Bytes[]
  /** Of the plain content. */
  readonly sha256: Bytes
  readonly bytes: number
}

/**
 * An attachment in pieces under a key of its own (AES-256-GCM as STREAM: Hoang, Reyhanitabar, Rogaway, Vizár 2015): none
 * can be left out, moved or put at the end without notice.
 */
export async function encryptPieces(content: Blob): Promise<Encrypted> {
  const raw = randomBytes(32)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const plain = new Uint8Array(await content.arrayBuffer())
  const count = Math.max(1, Math.ceil(plain.length / pieceBytes))
  const pieces = await Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const iv = nonceOf(number, number === count - 1)
      const part = plain.subarray(number * pieceBytes, (number + 1) * pieceBytes)
      return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, part))
    }),
  )
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', plain))
  return { key: raw, pieces, sha256, bytes: plain.length }
}

/** 1 byte that marks the last piece, 7 of zero, 4 of the piece's number, most significant first. */
export function nonceOf(number: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(12)
  nonce[0] = isLast ? 1 : 0
  new DataView(nonce.buffer).setUint32(8, number)
  return nonce
}

/** How long the encrypted content of so many plain bytes is. */
export const encryptedBytes = (bytes: number): number => bytes + Math.max(1, Math.ceil(bytes / pieceBytes)) * tagBytes

/** Which piece holds the encrypted byte at `offset`, and where in it. */
export const pieceAt = (offset: number): { readonly number: number; readonly within: number } => ({
  number: Math.floor(offset / (pieceBytes + tagBytes)),
  within: offset % (pieceBytes + tagBytes),
})
