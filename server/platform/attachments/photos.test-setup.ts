// Small photos with a position in them, built byte by byte.
import { crc32, deflateSync } from 'node:zlib'

/** What no photo may say once it is kept. */
export const secretPlace = 'GPS 37.19N 118.41E'

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const segment = (marker: number, content: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content])

/** Exif that says how the phone was held and where it was. */
function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('II', 0, 'latin1')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(orientation, 18)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(secretPlace)])
}

/** Two scans, as a progressive picture has, with stuffed bytes and a restart; place data before, between and after. */
export function jpeg({ orientation = 1, padding = 0 }: { orientation?: number; padding?: number } = {}): Buffer {
  const scan = Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.alloc(padding, 0x21),
  ])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.concat([Buffer.from('JFIF\0'), Buffer.from([1, 1, 0, 0, 1, 0, 1, 0, 0])])),
    segment(0xe1, exif(orientation)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${secretPlace}</x>`)),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01profile')),
    segment(0xe2, Buffer.from(`MPF\0${secretPlace}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${secretPlace}`)),
    segment(0xfe, Buffer.from(secretPlace)),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc2, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    scan,
    segment(0xc4, Buffer.alloc(20, 2)),
    segment(0xfe, Buffer.from(secretPlace)),
    scan,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(secretPlace),
  ])
}

const chunk = (name: string, content: Buffer) => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  return Buffer.concat([u32(content.length), named, u32(crc32(named))])
}

export function png(): Buffer {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([u32(1), u32(1), Buffer.from([8, 0, 0, 0, 0])])),
    chunk('tEXt', Buffer.from(`Comment\0${secretPlace}`)),
    chunk('eXIf', Buffer.from(secretPlace)),
    chunk('IDAT', deflateSync(Buffer.from([0, 7]))),
    chunk('iTXt', Buffer.from(secretPlace)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(secretPlace),
  ])
}

const riff = (name: string, content: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(name, 'latin1'), length, content, Buffer.alloc(content.length % 2)])
}

export function webp(): Buffer {
  const flags = Buffer.alloc(10)
  flags[0] = 0x08 | 0x04 | 0x10
  const body = Buffer.concat([
    riff('VP8X', flags),
    riff('VP8L', Buffer.from([0x2f, 0, 0, 0, 0])),
    riff('EXIF', Buffer.from(secretPlace)),
    riff('XMP ', Buffer.from(`${secretPlace}!`)),
  ])
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), body]))
}

const box = (name: string, ...content: Buffer[]) => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), Buffer.from(name, 'latin1'), body])
}
const item = (id: number, type: string) =>
  box('infe', Buffer.from([2, 0, 0, 0]), u16(id), u16(0), Buffer.from(type), Buffer.from('\0'))

/** A picture and two items that say where it was taken: one in the data, one in the head. */
export function heic(): Buffer {
  const picture = Buffer.from('picture-data')
  const place = Buffer.from(secretPlace)
  const ftyp = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'))
  const place2 = (id: number, method: number, offset: number, length: number) =>
    Buffer.concat([u16(id), u16(method), u16(0), u16(1), u32(offset), u32(length)])
  const meta = (dataAt: number) =>
    box(
      'meta',
      u32(0),
      box('iinf', u32(0), u16(3), item(1, 'hvc1'), item(2, 'Exif'), item(3, 'mime')),
      box(
        'iloc',
        Buffer.from([1, 0, 0, 0]),
        Buffer.from([0x44, 0x00]),
        u16(3),
        place2(1, 0, dataAt, picture.length),
        place2(2, 0, dataAt + picture.length, place.length),
        place2(3, 1, 0, place.length),
      ),
      box('idat', place),
    )
  const dataAt = ftyp.length + meta(0).length + 8
  return Buffer.concat([ftyp, meta(dataAt), box('mdat', picture, place), box('uuid', Buffer.from(secretPlace))])
}
