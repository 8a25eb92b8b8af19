import { boxesIn } from './boxes.ts'

/** As many as a telephone's camera makes; more would fill the memory of whoever looks at it. */
export const mostPixels = 120_000_000

type Size = { readonly width: number; readonly height: number }

/** Whether a cleaned photo says that it is larger than any camera makes one, however few its bytes are. */
export function isTooLarge(type: string, photo: Buffer): boolean {
  const size = sizeOf[type]
  try {
    return size?.(photo).some(({ width, height }) => width * height > mostPixels) ?? false
  } catch (error) {
    // a length that leads out of the file
    if (error instanceof RangeError) return true
    throw error
  }
}

const sizeOf: Readonly<Record<string, (photo: Buffer) => readonly Size[]>> = {
  'image/png': (photo) => [{ width: photo.readUInt32BE(16), height: photo.readUInt32BE(20) }],
  'image/jpeg': sizesOfJpeg,
  'image/webp': sizesOfWebp,
  'image/heic': sizesOfHeic,
}

/** Start of frame (ITU-T T.81, B.2.2), in front of the first scan. */
function sizesOfJpeg(photo: Buffer): readonly Size[] {
  for (let at = 2; at + 9 < photo.length; ) {
    const marker = photo.readUInt8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return [{ width: photo.readUInt16BE(at + 7), height: photo.readUInt16BE(at + 5) }]
    if (marker === 0xda) return []
    at += 2 + photo.readUInt16BE(at + 2)
  }
  return []
}

/** The canvas of an extended file; a simple one has at most 16383 × 16383, which its own head says in 14 bits each. */
function sizesOfWebp(photo: Buffer): readonly Size[] {
  const name = photo.toString('latin1', 12, 16)
  if (name === 'VP8X') return [{ width: 1 + photo.readUIntLE(24, 3), height: 1 + photo.readUIntLE(27, 3) }]
  if (name === 'VP8L') {
    const bits = photo.readUInt32LE(21)
    return [{ width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }]
  }
  return [{ width: photo.readUInt16LE(26) & 0x3fff, height: photo.readUInt16LE(28) & 0x3fff }]
}

/** `ispe` of every item (ISO/IEC 23008-12, 6.5.3). */
function sizesOfHeic(photo: Buffer): readonly Size[] {
  const inside = (name: string, within: { from: number; to: number }, head = 0) =>
    boxesIn(photo, { from: within.from + head, to: within.to }).filter((box) => box.name === name)
  return inside('meta', { from: 0, to: photo.length })
    .flatMap((meta) => inside('iprp', meta, 4))
    .flatMap((properties) => inside('ipco', properties))
    .flatMap((container) => inside('ispe', container))
    .map(({ from }) => ({ width: photo.readUInt32BE(from + 4), height: photo.readUInt32BE(from + 8) }))
}
