import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'

/**
 * Reads a zip from its central directory. Written because a reader that goes through the file from the front waits
 * for ever on a truncated one, and because sizes must be known before anything is unpacked. PKWARE APPNOTE 6.3.10,
 * §4.3.7, 4.3.12, 4.3.14–16; stored and deflated entries, zip64.
 */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly headerAt: number
}

const endMark = 0x06054b50
const end64Mark = 0x06064b50
const locatorMark = 0x07064b50
const centralMark = 0x02014b50
const localMark = 0x04034b50
const maxDirectoryBytes = 16 * 2 ** 20
/**
 * Unpacked bytes at a time. Their text is below what V8 keeps as a large object: those are not freed before the next full
 * collection, and a sheet of 100,000 rows left 100 MB of them lying.
 */
const pieceBytes = 32 * 1024

/** The entries by name. Errors: sheet/broken, sheet/password. */
export async function zipEntries(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path, 'r')
  try {
    const size = (await file.stat()).size
    const end = await findEnd(file, size)
    if (end.length > maxDirectoryBytes || end.at + end.length > size) throw broken('directory')
    return parseDirectory(await read(file, end.at, end.length))
  } finally {
    await file.close()
  }
}

/** One entry's bytes, unpacked, bounded and checked against its checksum. Errors: sheet/broken, sheet/zip-bomb. */
export async function* readEntry(path: string, entry: ZipEntry, limits: SheetLimits): AsyncGenerator<Buffer> {
  refuseBomb(entry.packed, entry.unpacked, limits)
  if (entry.method !== 0 && entry.method !== 8) throw broken(`method ${entry.method}`)
  const start = await dataStart(path, entry)
  let bytes = 0
  let crc = 0
  try {
    for await (const chunk of unpacked(path, entry, start)) {
      bytes += chunk.length
      if (bytes > entry.unpacked) throw new SheetProblem('sheet/zip-bomb', { detail: entry.name })
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    if (error instanceof SheetProblem || (error instanceof Error && 'syscall' in error)) throw error
    throw broken(entry.name)
  }
  if (bytes !== entry.unpacked || crc !== entry.crc) throw broken(entry.name)
}

function unpacked(path: string, entry: ZipEntry, start: number): AsyncIterable<Buffer> {
  if (entry.packed === 0) return Readable.from([])
  const raw = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: 64 * 1024 })
  if (entry.method === 0) return raw
  // whoever reads `inflate` gets its errors; nothing is left to do for this end
  return pipeline(raw, createInflateRaw({ chunkSize: pieceBytes }), () => {})
}

async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path, 'r')
  try {
    const header = await read(file, entry.headerAt, 30)
    if (header.readUInt32LE(0) !== localMark) throw broken(entry.name)
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}

function refuseBomb(packed: number, unpacked: number, limits: SheetLimits): void {
  const suspicious = unpacked > 64 * 2 ** 20 && unpacked > packed * limits.maxRatio
  if (unpacked > limits.maxPartBytes || suspicious)
    throw new SheetProblem('sheet/zip-bomb', { detail: megabytes(unpacked) })
}

async function findEnd(file: FileHandle, size: number): Promise<{ at: number; length: number }> {
  const tailLength = Math.min(size, 22 + 65_535)
  const tailAt = size - tailLength
  const tail = await read(file, tailAt, tailLength)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endMark) continue
    const length = tail.readUInt32LE(at + 12)
    const start = tail.readUInt32LE(at + 16)
    const is64 = at >= 20 && tail.readUInt32LE(at - 20) === locatorMark
    if (!is64 || (length !== 0xffffffff && start !== 0xffffffff && tail.readUInt16LE(at + 10) !== 0xffff)) {
      return { at: start, length }
    }
    const record = await read(file, safeInteger(tail.readBigUInt64LE(at - 12)), 56)
    if (record.readUInt32LE(0) !== end64Mark) throw broken('zip64')
    return { at: safeInteger(record.readBigUInt64LE(48)), length: safeInteger(record.readBigUInt64LE(40)) }
  }
  throw broken('no directory')
}

function parseDirectory(bytes: Buffer): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  for (let at = 0; at + 46 <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== centralMark) throw broken('directory')
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new SheetProblem('sheet/password')
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw broken('directory')
    const wide = wideSizes(bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
    const size = (offset: number) => {
      const value = bytes.readUInt32LE(offset)
      return value === 0xffffffff ? wide() : value
    }
    const name = bytes
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replace(/\\/g, '/')
      .replace(/^\//, '')
    const unpacked = size(at + 24)
    const packed = size(at + 20)
    const headerAt = size(at + 42)
    const entry = {
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed,
      unpacked,
      headerAt,
    }
    entries.set(name, entry)
    at = next
  }
  if (entries.size === 0) throw broken('directory')
  return entries
}

/** The 64-bit values of extra field 1, in their order. */
function wideSizes(extra: Buffer): () => number {
  let values: Buffer = Buffer.alloc(0)
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) values = extra.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  let used = 0
  return () => {
    if (used + 8 > values.length) throw broken('zip64')
    used += 8
    return safeInteger(values.readBigUInt64LE(used - 8))
  }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  if (bytesRead !== length) throw broken('end of file')
  return bytes
}

function safeInteger(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('zip64')
  return Number(value)
}

const broken = (detail: string) => new SheetProblem('sheet/broken', { detail })
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`
