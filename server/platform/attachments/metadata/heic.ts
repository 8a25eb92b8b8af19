import { type Box, boxesIn, type Extent } from './boxes.ts'

/** Items whose content says how the picture looks: all others (Exif, XMP and whatever else) are emptied. */
const pictures = new Set(['hvc1', 'hev1', 'av01', 'avc1', 'jpeg', 'grid', 'iovl', 'iden', 'tmap'])

/**
 * Overwrites the content of every item that is no picture with zeros, where it lies: nothing moves, so that the places
 * that the file speaks of stay right (ISO/IEC 23008-12). Boxes at the top that a picture does not need, such as a maker's
 * own or one that holds a film, are emptied as well.
 */
export function heicWithoutMetadata(photo: Buffer): Buffer | null {
  const top = boxesIn(photo, { from: 0, to: photo.length })
  const meta = top.find(({ name }) => name === 'meta')
  if (!top.some(({ name }) => name === 'ftyp') || !meta) return null
  // a full box: version and flags stand first
  const inside = boxesIn(photo, { from: meta.from + 4, to: meta.to })
  const box = (name: string) => inside.find((one) => one.name === name)
  const [info, location] = [box('iinf'), box('iloc')]
  if (!info || !location) return null

  const types = itemTypes(photo, info)
  const places = itemPlaces(photo, location, box('idat'))
  const cleaned = Buffer.from(photo)
  for (const [id, type] of types) {
    if (pictures.has(type)) continue
    const extents = places.get(id)
    if (!extents) continue
    for (const { from, to } of extents) {
      if (to > photo.length) return null
      cleaned.fill(0, from, to)
    }
  }
  for (const { name, from, to } of top) if (!['ftyp', 'meta', 'mdat'].includes(name)) cleaned.fill(0, from, to)
  return cleaned
}

/** `iinf`: the type of each item. */
function itemTypes(file: Buffer, info: Box): ReadonlyMap<number, string> {
  const version = file.readUInt8(info.from)
  const entries = boxesIn(file, { from: info.from + (version === 0 ? 6 : 8), to: info.to })
  const types = new Map<number, string>()
  for (const { name, from } of entries) {
    if (name !== 'infe') continue
    const entryVersion = file.readUInt8(from)
    if (entryVersion < 2) throw new RangeError('items without a type')
    const id = entryVersion === 2 ? file.readUInt16BE(from + 4) : file.readUInt32BE(from + 4)
    const typeAt = from + (entryVersion === 2 ? 8 : 10)
    types.set(id, file.toString('latin1', typeAt, typeAt + 4))
  }
  return types
}

/** `iloc`: where the content of each item lies in the file. */
function itemPlaces(file: Buffer, location: Box, data: Box | undefined): ReadonlyMap<number, readonly Extent[]> {
  const version = file.readUInt8(location.from)
  const sizes = file.readUInt16BE(location.from + 4)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  let at = location.from + 6
  const take = (bytes: number): number => {
    const value = bytes === 0 ? 0 : bytes === 8 ? Number(file.readBigUInt64BE(at)) : file.readUIntBE(at, bytes)
    at += bytes
    return value
  }
  const places = new Map<number, readonly Extent[]>()
  const count = take(version < 2 ? 2 : 4)
  for (let item = 0; item < count; item++) {
    const id = take(version < 2 ? 2 : 4)
    const method = version === 0 ? 0 : take(2) & 15
    take(2)
    const base = take(baseSize)
    const extents: Extent[] = []
    const extentCount = take(2)
    for (let extent = 0; extent < extentCount; extent++) {
      take(indexSize)
      const from = base + take(offsetSize) + (method === 1 ? (data?.from ?? Number.POSITIVE_INFINITY) : 0)
      const length = take(lengthSize)
      // a length of 0 means: to the end
      extents.push({ from, to: length === 0 ? file.length : from + length })
    }
    // made of other items: has no content of its own
    if (method < 2) places.set(id, extents)
  }
  return places
}
