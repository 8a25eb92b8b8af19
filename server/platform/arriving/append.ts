import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { errorCode } from '../data-directory/start-error.ts'
import { fail } from '../http/problem.ts'
import { deviceFolder, others, pathOf, receivedBytes, type Upload } from './folder.ts'

/** An attachment of 25 MB with the tags of its pieces, and some room. */
const maxUploadBytes = 26 * 1024 * 1024
const maxUnfinished = { bytes: 300 * 1024 * 1024, files: 1000 }

/** Requests that write now, by the file that they write; `bytes`: what that may come to, once it was let begin. */
const writing = new Map<string, { stop(): void; readonly ended: Promise<unknown>; bytes?: number }>()

/**
 * Writes on at `offset`, which must be where the last byte arrived; answers how much is there now. What a broken
 * connection brought stays. A request for the same upload that is still open is one whose phone gave it up, as a lost
 * network leaves it: the later one ends it. Errors: upload/offset-differs, upload/too-much, attachment/too-large;
 * request/disk-full as the disk says it.
 */
export async function append(
  upload: Upload,
  offset: number,
  content: Readable,
  /** As the request announces it, 0 where it does not. */
  announced: number,
): Promise<number> {
  const path = pathOf(upload)
  // a connection may break before anybody reads from it
  content.on('error', () => undefined)
  const before = writing.get(path)
  const leave = new AbortController()
  const own: { stop(): void; ended: Promise<unknown>; bytes?: number } = {
    stop: () => leave.abort(),
    ended: Promise.resolve(),
  }
  const work = (async () => {
    before?.stop()
    await before?.ended
    own.bytes = await requireRoom(upload, offset, announced)
    const file = await openIn(deviceFolder(upload), path)
    try {
      return await write(file, offset, content, leave.signal)
    } finally {
      await file.close()
    }
  })()
  own.ended = work.catch(() => undefined)
  writing.set(path, own)
  try {
    return await work
  } finally {
    if (writing.get(path) === own) writing.delete(path)
  }
}

/** Answers how much of it there may be; what others of the phone that write now may come to is counted as there. */
async function requireRoom(upload: Upload, offset: number, announced: number): Promise<number> {
  const received = await receivedBytes(upload)
  if (offset !== received) fail('upload/offset-differs', { received })
  if (offset + announced > maxUploadBytes) fail('attachment/too-large')
  const beside = await others(upload)
  const [folder, path] = [deviceFolder(upload), pathOf(upload)]
  for (const [other, { bytes }] of writing) {
    if (bytes === undefined || other === path || dirname(other) !== folder) continue
    beside.set(basename(other), Math.max(bytes, beside.get(basename(other)) ?? 0))
  }
  const bytes = offset + (announced || maxUploadBytes - offset)
  const all = [...beside.values()].reduce((sum, size) => sum + size, bytes)
  if (all > maxUnfinished.bytes || beside.size >= maxUnfinished.files) fail('upload/too-much')
  return bytes
}

/** The folder is there but for a phone's first. */
async function openIn(folder: string, path: string): Promise<FileHandle> {
  return open(path, 'a', 0o600).catch(async (error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return open(path, 'a', 0o600)
  })
}

/** What arrives is written some at a time: each write has its price. */
const atOnceBytes = 1024 * 1024

async function write(file: FileHandle, offset: number, content: Readable, left: AbortSignal): Promise<number> {
  left.addEventListener('abort', () => content.destroy(), { once: true })
  let received = offset
  let waiting: Buffer[] = []
  const writeDown = async () => {
    // what a full disk took a part of is not written once more behind that part
    const chunks = waiting
    waiting = []
    if (chunks.length > 0) await file.appendFile(Buffer.concat(chunks))
  }
  let written = offset
  try {
    for await (const chunk of chunksOf(content)) {
      if (received + chunk.length > maxUploadBytes) fail('attachment/too-large')
      waiting.push(chunk)
      received += chunk.length
      if (received - written < atOnceBytes) continue
      await writeDown()
      written = received
    }
  } finally {
    // of a connection that broke too
    await writeDown()
  }
  return received
}

/**
 * Nobody hears how a request ends whose connection broke, or that a later one took over. One that is refused in the middle is not
 * broken off: its phone hears why.
 */
async function* chunksOf(content: Readable): AsyncGenerator<Buffer> {
  try {
    yield* content.iterator({ destroyOnReturn: false })
  } catch {
    fail('upload/incomplete')
  } finally {
    content.resume()
  }
}
