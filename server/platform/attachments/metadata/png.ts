const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Chunks of the PNG specification that a picture needs to look as it does; animation too. */
const needed = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
])

/** Keeps the chunks that are needed: none of text, time, Exif, or of a maker's own; nothing after the end. */
export function pngWithoutMetadata(photo: Buffer): Buffer | null {
  if (!photo.subarray(0, 8).equals(signature)) return null
  const kept: Buffer[] = [signature]
  for (let at = 8; ; ) {
    const end = at + 12 + photo.readUInt32BE(at)
    if (end > photo.length) return null
    const name = photo.toString('latin1', at + 4, at + 8)
    if (needed.has(name)) kept.push(photo.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
}
