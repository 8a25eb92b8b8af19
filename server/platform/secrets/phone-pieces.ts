import { createDecipheriv, createSecretKey } from 'node:crypto'
import { pieces } from './sealed-stream.ts'

/**
 * What a phone encrypted: STREAM over AES-256-GCM as in sealed-stream.ts, under a key used for nothing else, so that no
 * head and no associated data are needed. Pieces of 256 KiB, the last one shorter, each with its tag (16). Nonce: 1 for
 * the last piece else 0 (1 byte), zeros (7), number from 0 (4, big endian).
 */
const pieceLength = 256 * 1024
const tagLength = 16

/** Bytes of the encrypted form of so many; of nothing there is none. */
export function phoneSealedLength(bytes: number): number {
  return bytes + tagLength * Math.ceil(bytes / pieceLength)
}

/** Opens it piece by piece; a piece comes out only when it is proved. Throws where one is not. */
export async function* openPhonePieces(key: Buffer, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const secret = createSecretKey(key)
  let no = 0
  for await (const { content, last } of pieces(chunks, pieceLength + tagLength)) {
    if (content.length <= tagLength) throw new Error('an encrypted piece was cut')
    const end = content.length - tagLength
    const decipher = createDecipheriv('aes-256-gcm', secret, nonceOf(no, last), { authTagLength: tagLength })
    decipher.setAuthTag(content.subarray(end))
    const opened = decipher.update(content.subarray(0, end))
    // of GCM the end is empty
    decipher.final()
    yield opened
    no += 1
  }
}

/** The nonce of a piece. */
export function nonceOf(no: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = last ? 1 : 0
  nonce.writeUInt32BE(no, 8)
  return nonce
}
