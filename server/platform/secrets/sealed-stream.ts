import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { associatedData, type Binding } from './cipher.ts'

/**
 * Content of any length, sealed piece by piece, so that neither side holds more than a piece: STREAM (Hoang,
 * Reyhanitabar, Rogaway, Vizár, “Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance”, 2015) over
 * AES-256-GCM with a key of its own each time. A piece left out, exchanged or cut off at the end does not open.
 *
 * Layout: version 2 (1 byte), salt (32), nonce prefix (7), then pieces of 64 KiB, the last one shorter, each with its
 * tag (16). A piece's nonce is prefix, number (4), and 1 for the last one.
 */
const version = 2
const saltLength = 32
const prefixLength = 7
const headLength = 1 + saltLength + prefixLength
const tagLength = 16
const pieceLength = 64 * 1024

/** Bytes of the sealed form of so many. */
export function sealedLength(bytes: number): number {
  return headLength + bytes + tagLength * Math.max(1, Math.ceil(bytes / pieceLength))
}

/** Seals chunks of any sizes as they come. */
export async function* encryptStream(
  key: Buffer,
  chunks: AsyncIterable<Buffer>,
  binding: Binding,
): AsyncGenerator<Buffer> {
  const head = Buffer.concat([Buffer.of(version), randomBytes(saltLength + prefixLength)])
  const piece = pieceSecrets(key, head, binding)
  yield head
  let no = 0
  for await (const { content, last } of pieces(chunks, pieceLength)) {
    const cipher = createCipheriv('aes-256-gcm', piece.key, piece.nonce(no, last))
    cipher.setAAD(piece.associated)
    yield cipher.update(content)
    // of GCM the end is empty
    cipher.final()
    yield cipher.getAuthTag()
    no += 1
  }
}

/** Opens what {@link encryptStream} sealed; a piece comes out only when it is proved. Throws where one is not. */
export async function* decryptStream(
  key: Buffer,
  chunks: AsyncIterable<Buffer>,
  binding: Binding,
): AsyncGenerator<Buffer> {
  let piece: ReturnType<typeof pieceSecrets> | null = null
  let no = 0
  for await (const { content, last } of pieces(chunks, pieceLength + tagLength, headLength)) {
    if (!piece) {
      if (content.length !== headLength || content[0] !== version) throw new Error('not sealed content of this version')
      piece = pieceSecrets(key, content, binding)
      if (last) throw new Error('sealed content ends after its head')
      continue
    }
    if (content.length < tagLength) throw new Error('sealed content was cut')
    const decipher = createDecipheriv('aes-256-gcm', piece.key, piece.nonce(no, last), { authTagLength: tagLength })
    decipher.setAAD(piece.associated)
    decipher.setAuthTag(content.subarray(content.length - tagLength))
    const opened = decipher.update(content.subarray(0, content.length - tagLength))
    decipher.final()
    yield opened
    no += 1
  }
}

function pieceSecrets(key: Buffer, head: Buffer, binding: Binding) {
  const salt = head.subarray(1, 1 + saltLength)
  const prefix = head.subarray(1 + saltLength, headLength)
  const associated = associatedData(binding)
  return {
    associated,
    key: createSecretKey(Buffer.from(hkdfSync('sha256', createSecretKey(key), salt, associated, 32))),
    nonce: (no: number, last: boolean) => {
      const nonce = Buffer.alloc(12)
      prefix.copy(nonce)
      nonce.writeUInt32BE(no, prefixLength)
      nonce[11] = last ? 1 : 0
      return nonce
    },
  }
}

/** Cuts into pieces of `length`, the first of `first` where that is told; only the last one may be shorter. */
export async function* pieces(
  chunks: AsyncIterable<Buffer>,
  length: number,
  first = length,
): AsyncGenerator<{ content: Buffer; last: boolean }> {
  let held: Buffer[] = []
  let heldBytes = 0
  let wanted = first
  for await (const chunk of chunks) {
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes <= wanted) continue
    let rest = joined(held)
    // one piece is held back: it may be the last
    while (rest.length > wanted) {
      yield { content: rest.subarray(0, wanted), last: false }
      rest = rest.subarray(wanted)
      wanted = length
    }
    held = [rest]
    heldBytes = rest.length
  }
  yield { content: joined(held), last: true }
}

/** Of one there is nothing to copy. */
const joined = (held: readonly Buffer[]): Buffer => (held.length === 1 && held[0] ? held[0] : Buffer.concat(held))
