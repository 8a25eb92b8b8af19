import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

type Piece = string | Uint8Array
/** A file: texts, written as UTF-8, or bytes. */
export type ZipPart = { readonly name: string; readonly text: AsyncIterable<Piece> | Iterable<Piece> }

type Written = {
  readonly name: Buffer
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
}

/** deflated, sizes behind the data, names in UTF-8 (APPNOTE 6.3.10 §4.4.4) */
const flags = 0x0808
const dosDate = 0x21
const maxBytes = 0xffffffff

/**
 * A zip as a stream, pulled by its reader: nothing is produced faster than it is taken. (The sheet library's writer
 * buffers whatever a slow receiver has not taken yet: 430 MB for 400,000 rows at 8 MB/s.)
 */
export async function* zipStream(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for await (const part of parts) {
    const name = Buffer.from(part.name)
    const headerAt = at
    const header = localHeader(name)
    yield header
    at += header.length
    let crc = 0
    let unpacked = 0
    let packed = 0
    async function* bytes() {
      for await (const text of part.text) {
        const chunk = typeof text === 'string' ? Buffer.from(text) : text
        crc = crc32(chunk, crc)
        unpacked += chunk.length
        yield chunk
      }
    }
    const deflate = createDeflateRaw()
    // a failure of the source destroys `deflate`, and so is thrown by the loop
    const fed = pipeline(Readable.from(bytes(), { highWaterMark: 1 }), deflate).catch(() => {})
    for await (const chunk of deflate) {
      packed += chunk.length
      yield chunk
    }
    await fed
    const descriptor = Buffer.alloc(16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(packed, 8)
    descriptor.writeUInt32LE(unpacked, 12)
    yield descriptor
    at += packed + descriptor.length
    if (at > maxBytes || unpacked > maxBytes) throw new RangeError('zip larger than 4 GB')
    written.push({ name, at: headerAt, crc, packed, unpacked })
  }
  yield directory(written, at)
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(dosDate, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function directory(written: readonly Written[], at: number): Buffer {
  const records = written.map((part) => {
    const record = Buffer.alloc(46)
    record.writeUInt32LE(0x02014b50, 0)
    record.writeUInt16LE(20, 4)
    record.writeUInt16LE(20, 6)
    record.writeUInt16LE(flags, 8)
    record.writeUInt16LE(8, 10)
    record.writeUInt16LE(dosDate, 14)
    record.writeUInt32LE(part.crc, 16)
    record.writeUInt32LE(part.packed, 20)
    record.writeUInt32LE(part.unpacked, 24)
    record.writeUInt16LE(part.name.length, 28)
    record.writeUInt32LE(part.at, 42)
    return Buffer.concat([record, part.name])
  })
  const central = Buffer.concat(records)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(written.length, 8)
  end.writeUInt16LE(written.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([central, end])
}
