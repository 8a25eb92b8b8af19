/** 1980-01-01 00:00, the first time that a zip can name. */
const dosTime = 0
const dosDate = 0x21

const centralSignature = 0x02014b50
const endSignature = 0x06054b50
const endLength = 22

/**
 * Sets the times in a zip without a comment to one fixed time, so that the same content is the same bytes
 * (APPNOTE 6.3.10 §4.3.7, §4.3.12). Changes the buffer itself.
 */
export function settleTimes(zip: Buffer): Buffer {
  const end = zip.length - endLength
  if (end < 0 || zip.readUInt32LE(end) !== endSignature) throw new Error('not a zip without a comment')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== centralSignature) throw new Error('not a zip directory')
    zip.writeUInt16LE(dosTime, at + 12)
    zip.writeUInt16LE(dosDate, at + 14)
    const local = zip.readUInt32LE(at + 42)
    zip.writeUInt16LE(dosTime, local + 10)
    zip.writeUInt16LE(dosDate, local + 12)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
