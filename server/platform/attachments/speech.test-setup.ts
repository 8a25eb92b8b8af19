// Two frames of silence as phones record them, AAC in MP4, with a position in every place where one is known to stand.
import { secretPlace } from './photos.test-setup.ts'

const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
const u32 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}
export const box = (name: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), Buffer.from(name, 'latin1'), body])
}

/** AAC-LC, mono, 44.1 kHz: a frame of silence. */
const frame = Buffer.from('00c800802380', 'hex')
const rate = 44_100
const frameLength = 1024
const matrix = Buffer.concat([u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)])

// ES descriptor with the audio configuration 1208 (ISO/IEC 14496-3)
const esds = box('esds', u32(0), Buffer.from('0319000000041140150000000001f4000001f40005021208060102', 'hex'))

function track(dataAt: number, frames: number): Buffer {
  const length = frames * frameLength
  const sampleEntry = box(
    'mp4a',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(8),
    u16(1),
    u16(16),
    Buffer.alloc(4),
    u32(rate * 65_536),
    esds,
  )
  const table = box(
    'stbl',
    box('stsd', u32(0, 1), sampleEntry),
    box('stts', u32(0, 1, frames, frameLength)),
    box('stsc', u32(0, 1, 1, frames, 1)),
    box('stsz', u32(0, frame.length, frames)),
    box('stco', u32(0, 1, dataAt)),
  )
  const media = box(
    'mdia',
    box('mdhd', u32(0, 0, 0, rate, length), u16(0x55c4), u16(0)),
    box('hdlr', u32(0, 0), Buffer.from('soun'), Buffer.alloc(12), Buffer.from('\0')),
    box('minf', box('smhd', u32(0, 0)), box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))), table),
    box('meta', Buffer.from(secretPlace)),
  )
  const head = box('tkhd', u32(7, 0, 0, 1, 0, length, 0, 0, 0x0000_0000, 0x0100_0000), matrix, u32(0, 0))
  return box('trak', head, media, box('udta', box('\u00a9xyz', u16(8), u16(0), Buffer.from(secretPlace))))
}

/** Apple’s keys and values: `com.apple.quicktime.location.ISO6709` and what it says. */
const appleMeta = () => {
  const key = Buffer.from('com.apple.quicktime.location.ISO6709')
  return box(
    'meta',
    box('hdlr', u32(0, 0), Buffer.from('mdta'), Buffer.alloc(13)),
    box('keys', u32(0, 1), box('mdta', key)),
    box('ilst', box('\0\0\0\u0001', box('data', u32(1, 0), Buffer.from(secretPlace)))),
  )
}

/** `brand`: `M4A `, `isom`, `3gp4`. The sound lies after the head, at an offset that the head names. */
export function speechMp4({ brand = 'M4A ', frames = 40 }: { brand?: string; frames?: number } = {}): Buffer {
  const ftyp = box('ftyp', Buffer.from(brand), u32(0), Buffer.from('isommp42'))
  const length = frames * frameLength
  const moov = (dataAt: number) =>
    box(
      'moov',
      box('mvhd', u32(0, 0, 0, rate, length, 0x10000, 0x01000000, 0, 0), matrix, Buffer.alloc(24), u32(2)),
      track(dataAt, frames),
      box(
        'udta',
        box('\u00a9xyz', u16(secretPlace.length), u16(0x15c7), Buffer.from(secretPlace)),
        box('loci', u32(0), Buffer.from(secretPlace)),
        box('meta', u32(0), Buffer.from(secretPlace)),
      ),
      appleMeta(),
    )
  const dataAt = ftyp.length + moov(0).length + 8
  const sound = Buffer.concat(Array.from({ length: frames }, () => frame))
  return Buffer.concat([ftyp, moov(dataAt), box('mdat', sound), box('uuid', Buffer.from(secretPlace))])
}

/** The sound of such a file, found where its head says that it lies. */
export function soundOf(file: Buffer): Buffer {
  const table = file.indexOf('stco')
  const sizes = file.indexOf('stsz')
  const [at, size, count] = [file.readUInt32BE(table + 12), file.readUInt32BE(sizes + 8), file.readUInt32BE(sizes + 12)]
  return file.subarray(at, at + size * count)
}
