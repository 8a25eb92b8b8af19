import { createDecipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, randomBytes } from './bytes.ts'
import { encryptedBytes, encryptPieces, nonceOf, pieceAt, pieceBytes } from './pieces.ts'

const lengths = [1, 1000, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * pieceBytes]

/** As the other side reads them, by another library. */
function decrypted(key: Bytes, pieces: readonly Bytes[]): Buffer {
  return Buffer.concat(
    pieces.map((piece, number) => {
      const nonce = nonceOf(number, number === pieces.length - 1)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      decipher.setAuthTag(piece.subarray(-16))
      return Buffer.concat([decipher.update(piece.subarray(0, -16)), decipher.final()])
    }),
  )
}

/** Random bytes of any length: a call gives 64 KiB at most. */
const content = (length: number) =>
  Buffer.concat(Array.from({ length: Math.ceil(length / 65_536) }, () => randomBytes(65_536))).subarray(0, length)

test.each(lengths)('%i bytes come out as they went in, under a key of their own', async (length) => {
  const plain = content(length)
  const { key, pieces, bytes, sha256 } = await encryptPieces(new Blob([plain]))
  expect(bytes).toBe(length)
  expect(Buffer.from(sha256)).toEqual(createHash('sha256').update(plain).digest())
  expect(decrypted(key, pieces).equals(plain)).toBe(true)
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(encryptedBytes(length))
  expect((await encryptPieces(new Blob([plain]))).key).not.toEqual(key)
})

test('a piece that was left out, moved, or the last one cut away is noticed', async () => {
  const { key, pieces } = await encryptPieces(new Blob([content(2 * pieceBytes + 5)]))
  const [first, second, third] = pieces
  if (!first || !second || !third) throw new Error('three pieces')
  for (const wrong of [
    [first, second],
    [first, third],
    [second, first, third],
    [first, second, second],
  ]) {
    expect(() => decrypted(key, wrong)).toThrow()
  }
})

test('any encrypted byte lies in the piece that is said', () => {
  fc.assert(
    fc.property(fc.nat({ max: 30_000_000 }), (offset) => {
      const { number, within } = pieceAt(offset)
      expect(number * (pieceBytes + 16) + within).toBe(offset)
      expect(within).toBeLessThan(pieceBytes + 16)
    }),
  )
})
