/** Markers of ITU-T T.81, Annex B. */
const soi = 0xd8
const eoi = 0xd9
const sos = 0xda
const app0 = 0xe0
const app1 = 0xe1
const app2 = 0xe2
const app14 = 0xee
const app15 = 0xef
const comment = 0xfe

const iccProfile = Buffer.from('ICC_PROFILE\0')
const exif = Buffer.from('Exif\0\0')

/**
 * Keeps what it takes to show the picture: tables, scans, JFIF, colour profile, Adobe's colour mark, and how the phone
 * was held. Drops every other application segment (Exif with position and thumbnail, XMP, IPTC, makers' own), comments,
 * and whatever follows the picture's end.
 */
export function jpegWithoutMetadata(photo: Buffer): Buffer | null {
  if (photo.readUInt16BE(0) !== 0xff00 + soi) return null
  const kept: Buffer[] = [photo.subarray(0, 2)]
  let turned = 1
  let at = 2
  for (;;) {
    if (photo.readUInt8(at) !== 0xff) return null
    // any number of fill bytes may stand before a marker
    while (photo.readUInt8(at + 1) === 0xff) at += 1
    const marker = photo.readUInt8(at + 1)
    if (marker === eoi) {
      kept.push(photo.subarray(at, at + 2))
      break
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      kept.push(photo.subarray(at, at + 2))
      at += 2
      continue
    }
    const end = at + 2 + photo.readUInt16BE(at + 2)
    if (end > photo.length || end < at + 4) return null
    const segment = photo.subarray(at, end)
    if (marker === app1) turned = orientationOf(segment) ?? turned
    if (isNeeded(marker, segment)) kept.push(segment)
    at = end
    if (marker !== sos) continue
    const scanEnd = endOfScan(photo, at)
    kept.push(photo.subarray(at, scanEnd))
    at = scanEnd
  }
  if (turned !== 1) kept.splice(1, 0, orientationSegment(turned))
  return Buffer.concat(kept)
}

function isNeeded(marker: number, segment: Buffer): boolean {
  if (marker === comment) return false
  if (marker < app0 || marker > app15) return true
  if (marker === app0) return segment.subarray(4, 9).equals(Buffer.from('JFIF\0'))
  if (marker === app2) return segment.subarray(4, 4 + iccProfile.length).equals(iccProfile)
  return marker === app14
}

/** Compressed data go on until a marker that is neither a stuffed byte nor a restart. */
function endOfScan(photo: Buffer, from: number): number {
  for (let at = photo.indexOf(0xff, from); at >= 0; at = photo.indexOf(0xff, at + 1)) {
    const next = photo.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new RangeError('the picture has no end')
}

const orientationTag = 0x0112

/** How the picture is to be turned, 1–8, from an Exif segment's first directory (TIFF 6.0); null where it does not say. */
function orientationOf(segment: Buffer): number | null {
  const tiff = segment.subarray(10)
  if (!segment.subarray(4, 10).equals(exif) || tiff.length < 14) return null
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const word = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return null
  for (let index = 0; index < word(directory); index++) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > tiff.length) return null
    if (word(entry) !== orientationTag) continue
    const value = word(entry + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An Exif segment that says how to turn the picture, and nothing else. */
function orientationSegment(value: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(orientationTag, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(value, 18)
  const head = Buffer.from([0xff, app1, 0, 2 + exif.length + tiff.length])
  return Buffer.concat([head, exif, tiff])
}
