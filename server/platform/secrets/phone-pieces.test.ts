import { createCipheriv, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { nonceOf, openPhonePieces, phoneSealedLength } from './phone-pieces.ts'

const key = randomBytes(32)
const piece = 256 * 1024

/** Pieces as the phone makes them. */
function encrypted(content: Buffer): readonly Buffer[] {
  const count = Math.ceil(content.length / piece)
  return Array.from({ length: count }, (_, no) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(no, no === count - 1))
    return Buffer.concat([
      cipher.update(content.subarray(no * piece, (no + 1) * piece)),
      cipher.final(),
      cipher.getAuthTag(),
    ])
  })
}

async function opened(ciphertext: Buffer, chunk = 60_000): Promise<Buffer> {
  const chunks = Array.from({ length: Math.ceil(ciphertext.length / chunk) }, (_, at) =>
    ciphertext.subarray(at * chunk, (at + 1) * chunk),
  )
  const out: Buffer[] = []
  for await (const part of openPhonePieces(key, Readable.from(chunks))) out.push(part)
  return Buffer.concat(out)
}

describe('what a phone encrypted', () => {
  test.each([1, 100, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 7])('of %i bytes opens', async (length) => {
    const content = randomBytes(length)
    const whole = Buffer.concat(encrypted(content))
    expect(whole).toHaveLength(phoneSealedLength(length))
    expect((await opened(whole)).equals(content)).toBe(true)
    expect((await opened(whole, piece + 16)).equals(content)).toBe(true)
  })

  test('its nonce, byte for byte', () => {
    expect(nonceOf(0, false).toString('hex')).toBe('000000000000000000000000')
    expect(nonceOf(258, true).toString('hex')).toBe('010000000000000000000102')
  })

  const [one = Buffer.of(), two = Buffer.of(), three = Buffer.of()] = encrypted(randomBytes(2 * piece + 1000))
  test.each([
    ['cut at a piece’s end', [one, two]],
    ['cut within a piece', [one, two, three.subarray(0, 500)]],
    ['cut within a tag', [one, two, three.subarray(0, 10)]],
    ['with pieces exchanged', [two, one, three]],
    ['without its first piece', [two, three]],
    ['with a piece twice', [one, two, two, three]],
    ['with something after its end', [one, two, three, Buffer.of(0)]],
    ['of nothing', []],
    ['with a bit that differs', [one, two, Buffer.concat([three.subarray(0, -1), Buffer.of((three.at(-1) ?? 0) ^ 1)])]],
  ])('%s does not open', async (_, parts) => {
    await expect(opened(Buffer.concat(parts))).rejects.toThrow()
  })
})
