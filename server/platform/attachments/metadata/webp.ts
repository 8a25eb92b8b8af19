/** Chunks of the WebP container that a picture needs to look as it does; animation too. */
const needed = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** Flags of VP8X that announce Exif and XMP. */
const announced = 0x08 | 0x04

/** Keeps the chunks that are needed, and says so in the head; nothing after the end. */
export function webpWithoutMetadata(photo: Buffer): Buffer | null {
  if (photo.toString('latin1', 0, 4) !== 'RIFF' || photo.toString('latin1', 8, 12) !== 'WEBP') return null
  const end = 8 + photo.readUInt32LE(4)
  if (end > photo.length || end < 12) return null
  const kept: Buffer[] = []
  for (let at = 12; at < end; ) {
    const name = photo.toString('latin1', at, at + 4)
    const length = photo.readUInt32LE(at + 4)
    // a chunk of odd length is followed by one more byte
    const next = at + 8 + length + (length % 2)
    if (next > end) return null
    if (needed.has(name)) kept.push(name === 'VP8X' ? withoutFlags(photo.subarray(at, next)) : photo.subarray(at, next))
    at = next
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from(photo.subarray(0, 12))
  head.writeUInt32LE(4 + body.length, 4)
  return Buffer.concat([head, body])
}

function withoutFlags(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  copy.writeUInt8(copy.readUInt8(8) & ~announced, 8)
  return copy
}
