import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decryptStream, encryptStream, sealedLength } from './sealed-stream.ts'

const key = randomBytes(32)
const binding = { purpose: 'matter-file', stationId: 's', matterId: 'm' } as const
const piece = 64 * 1024

async function* inChunks(content: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length)
}
async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const held: Buffer[] = []
  for await (const chunk of chunks) held.push(chunk)
  return Buffer.concat(held)
}
const seal = (content: Buffer, length = 1000) => whole(encryptStream(key, inChunks(content, length), binding))
const open = (sealed: Buffer, of: Parameters<typeof decryptStream>[2] = binding, length = 5000) =>
  whole(decryptStream(key, inChunks(sealed, length), of))

test.each([0, 1, 1000, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 7])(
  '%d bytes come back as they were, whatever the chunks',
  async (bytes) => {
    const content = randomBytes(bytes)
    for (const length of [7, 4096, 200_000]) {
      const sealed = await seal(content, Math.max(length, 512))
      expect(sealed).toHaveLength(sealedLength(bytes))
      expect((await open(sealed, binding, Math.max(length, 512))).equals(content)).toBe(true)
    }
  },
)

test('the same content never seals to the same bytes', async () => {
  const content = Buffer.from('一段录音')
  expect((await seal(content)).equals(await seal(content))).toBe(false)
})

test('cut, lengthened, altered or reordered content does not open, nor does it elsewhere', async () => {
  const content = randomBytes(3 * piece)
  const sealed = await seal(content)
  const sealedPiece = piece + 16
  const head = sealed.length - 3 * sealedPiece
  await expect(open(sealed.subarray(0, head + sealedPiece))).rejects.toThrow()
  await expect(open(sealed.subarray(0, head + 2 * sealedPiece))).rejects.toThrow()
  await expect(open(sealed.subarray(0, head))).rejects.toThrow()
  await expect(open(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toThrow()
  const swapped = Buffer.concat([
    sealed.subarray(0, head),
    sealed.subarray(head + sealedPiece, head + 2 * sealedPiece),
    sealed.subarray(head, head + sealedPiece),
    sealed.subarray(head + 2 * sealedPiece),
  ])
  await expect(open(swapped)).rejects.toThrow()
  await expect(open(sealed, { ...binding, matterId: 'another' })).rejects.toThrow()
  await expect(open(sealed, { ...binding, purpose: 'matter-content' })).rejects.toThrow()
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ change
      await expect(open(altered)).rejects.toThrow()
    }),
    { numRuns: 50 },
  )
})
