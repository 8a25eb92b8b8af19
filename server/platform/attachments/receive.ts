import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { syncFolder } from '../data-directory/json-file.ts'
import { fail } from '../http/problem.ts'
import type { Matter } from '../secrets/index.ts'
import { examine } from './examine.ts'
import { attachmentFolder, fileName, matterFolder, unfinishedEnd } from './folder.ts'
import { isCleaned, withoutMetadata } from './metadata/index.ts'
import { isTooLarge } from './metadata/pixels.ts'
import { oneByOne } from './one-by-one.ts'
import { type AttachmentKind, headBytes, maxAttachmentBytes } from './types.ts'

export type Upload = {
  readonly kind: AttachmentKind
  readonly name: string
  /** Of the content as it is sent, in hex: what arrives must be that. */
  readonly sha256: string
  /** Keeps what a photo or speech says of place and device. */
  readonly evidence: boolean
  readonly content: AsyncIterable<Buffer>
}

/** An upload that is whole, examined and on disk, and has no name yet. */
export type Received = {
  readonly type: string
  readonly bytes: number
  /** Of what is stored, under the matter's key. */
  readonly hash: Buffer
  /** Gives it its name; on disk when this ends. Does nothing the second time. */
  settle(): Promise<void>
  /** Removes it where it got no name. */
  discard(): Promise<void>
}

type Where = { readonly dataDir: string; readonly stationId: string }

/**
 * Reads an upload into a sealed file beside its later place. Refused ones leave nothing: attachment/too-large,
 * attachment/empty, attachment/type-not-taken, attachment/not-what-it-says, attachment/hash-differs, attachment/damaged,
 * attachment/too-many-pixels; request/disk-full as the disk says it.
 */
export async function receive(where: Where, matter: Matter, upload: Upload): Promise<Received> {
  const folder = matterFolder(where.dataDir, where.stationId, matter.id)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { whole, content } = await taste(upload.content)
  if (whole) return receiveSmall(where, matter, { ...upload, content })
  return receiveLarge(where, matter, { ...upload, content })
}

/** As a phone sends its photos: looked at and cleaned before it is written, once. */
const smallBytes = 1024 * 1024

/** Reads on until it is clear whether that is all; `content` is all of it again. */
async function taste(
  chunks: AsyncIterable<Buffer>,
): Promise<{ readonly whole: boolean; readonly content: AsyncIterable<Buffer> }> {
  const rest = chunks[Symbol.asyncIterator]()
  const held: Buffer[] = []
  for (let bytes = 0; bytes <= smallBytes; ) {
    const next = await rest.next()
    if (next.done) return { whole: true, content: Readable.from(held) }
    held.push(next.value)
    bytes += next.value.length
  }
  return {
    whole: false,
    content: (async function* () {
      yield* held
      yield* { [Symbol.asyncIterator]: () => rest }
    })(),
  }
}

async function receiveSmall(where: Where, matter: Matter, upload: Upload): Promise<Received> {
  const folder = matterFolder(where.dataDir, where.stationId, matter.id)
  const arriving = arrival(matter, upload)
  const held: Buffer[] = []
  for await (const chunk of arriving.chunks()) held.push(chunk)
  const { type, ...sent } = arriving.result()
  const content = Buffer.concat(held)
  const kept = isCleaned(type) && !upload.evidence ? cleaned(matter, type, content) : { content, ...sent }
  const path = unfinished(folder)
  const discard = () => rm(path, { force: true })
  try {
    await write(path, matter.sealStream(Readable.from([kept.content], { objectMode: true })))
  } catch (error) {
    await discard()
    throw error
  }
  return named(where, folder, path, { type, bytes: kept.bytes, hash: kept.hash, discard })
}

async function receiveLarge(where: Where, matter: Matter, upload: Upload): Promise<Received> {
  const folder = matterFolder(where.dataDir, where.stationId, matter.id)
  const path = unfinished(folder)
  const left = [path]
  const discard = async () => {
    for (const file of left) await rm(file, { force: true })
  }
  try {
    const arriving = arrival(matter, upload)
    await write(path, matter.sealStream(arriving.chunks()))
    const { type, bytes, hash } = arriving.result()
    if (!isCleaned(type) || upload.evidence) return named(where, folder, path, { type, bytes, hash, discard })

    const to = unfinished(folder)
    left.push(to)
    // it is whole in memory while it is cleaned: 25 MB at most, and never two at a time
    const kept = await oneByOne(() => clean(matter, type, path, to))
    return named(where, folder, to, { type, ...kept, discard })
  } catch (error) {
    await discard()
    throw error
  }
}

const unfinished = (folder: string): string => join(folder, `${randomBytes(8).toString('hex')}${unfinishedEnd}`)

/** Counts, hashes and examines what comes by, and refuses as early as it can. */
function arrival(matter: Matter, { kind, name, sha256, content }: Upload) {
  const plain = createHash('sha256')
  const keyed = matter.hashing()
  let bytes = 0
  let type = ''
  return {
    async *chunks(): AsyncGenerator<Buffer> {
      let head: Buffer[] | null = []
      for await (const chunk of content) {
        bytes += chunk.length
        if (bytes > maxAttachmentBytes) fail('attachment/too-large')
        plain.update(chunk)
        keyed.update(chunk)
        if (!head) {
          yield chunk
          continue
        }
        head.push(chunk)
        if (bytes < headBytes) continue
        const begun = Buffer.concat(head)
        type = await examine(begun, { kind, name })
        head = null
        yield begun
      }
      if (bytes === 0) fail('attachment/empty')
      // what was cut off on the way is not mistaken for something else
      if (plain.digest('hex') !== sha256) fail('attachment/hash-differs')
      if (!head) return
      const whole = Buffer.concat(head)
      type = await examine(whole, { kind, name })
      yield whole
    },
    result: () => ({ type, bytes, hash: keyed.digest() }),
  }
}

async function clean(matter: Matter, type: string, from: string, to: string): Promise<{ bytes: number; hash: Buffer }> {
  const held: Buffer[] = []
  for await (const chunk of matter.openStream(createReadStream(from))) held.push(chunk)
  const { content, ...kept } = cleaned(matter, type, Buffer.concat(held))
  await write(to, matter.sealStream(Readable.from([content], { objectMode: true })))
  await rm(from)
  return kept
}

function cleaned(matter: Matter, type: string, sent: Buffer) {
  const content = withoutMetadata(type, sent) ?? fail('attachment/damaged')
  if (isTooLarge(type, content)) fail('attachment/too-many-pixels')
  return { content, bytes: content.length, hash: matter.hash(content) }
}

/** A new file for its owner only, on disk when this ends. Pieces are written some at a time: each write has its price. */
async function write(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let waiting: Buffer[] = []
    let bytes = 0
    for await (const chunk of chunks) {
      waiting.push(chunk)
      bytes += chunk.length
      if (bytes < atOnceBytes) continue
      await file.writeFile(Buffer.concat(waiting))
      waiting = []
      bytes = 0
    }
    await file.writeFile(Buffer.concat(waiting))
    await file.sync()
  } finally {
    await file.close()
  }
}
const atOnceBytes = 1024 * 1024

function named(
  { dataDir }: Where,
  folder: string,
  path: string,
  file: Omit<Received, 'settle'> & { discard(): Promise<void> },
): Received {
  let settled = false
  let isNamed = false
  return {
    ...file,
    discard: async () => {
      if (!isNamed) await file.discard()
    },
    settle: async () => {
      if (settled) return
      const to = join(folder, fileName(file.hash))
      // the same content is there already: it stays, somebody may be reading it
      if ((await stat(to).catch(() => null)) === null) {
        await rename(path, to)
        isNamed = true
      }
      await Promise.all([syncFolder(folder), syncFolder(dirname(folder)), syncAbove(dataDir, dirname(folder))])
      settled = true
    },
  }
}

const syncedAbove = new Set<string>()

/** The folders above a station's own are made once and stay. */
async function syncAbove(dataDir: string, stationFolder: string): Promise<void> {
  if (syncedAbove.has(stationFolder)) return
  await Promise.all([syncFolder(attachmentFolder(dataDir)), syncFolder(dataDir)])
  syncedAbove.add(stationFolder)
}
