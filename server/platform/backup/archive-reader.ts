import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { extract } from 'tar-stream'
import { isStartError } from '../data-directory/start-error.ts'
import { damaged, foreign, unreadable } from './problem.ts'

/** One entry; `content` must be read, or the next one never comes. */
export type ArchiveEntry = { readonly name: string; readonly bytes: number; readonly content: AsyncIterable<Buffer> }

const zstdMagic = 0xfd2fb528

/**
 * Goes through the entries of a backup in order. `onRead` hears how many bytes of the file were read.
 * Errors: backup-unreadable, backup-foreign, backup-damaged; what `visit` throws passes through.
 */
export async function readArchive(
  path: string,
  visit: (entry: ArchiveEntry) => Promise<void>,
  onRead: (bytes: number) => void = () => undefined,
): Promise<void> {
  await checkMagic(path)
  const raw = createReadStream(path)
  raw.on('data', () => onRead(raw.bytesRead))
  const tar = extract()
  const fed = pipeline(raw, createZstdDecompress(), tar as unknown as NodeJS.WritableStream)
  fed.catch(() => undefined)
  let own: unknown = null
  try {
    for await (const entry of tar) {
      if (entry.header.type !== 'file') throw damaged(path)
      const content = entry as unknown as AsyncIterable<Buffer>
      await visit({ name: entry.header.name, bytes: entry.header.size, content }).catch((error: unknown) => {
        own = error
        throw error
      })
    }
    await fed
  } catch (error) {
    raw.destroy()
    await fed.catch(() => undefined)
    // the reader of an entry hears of a broken stream too: what is not a refusal of ours is the file's fault
    if (own !== null && (isStartError(own) || !isStreamError(own))) throw own
    throw isStartError(error) ? error : damaged(path, error)
  }
}

/** Errors of the decompressor and of the tar reader. */
function isStreamError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code: unknown = Reflect.get(error, 'code')
  const ofStreams = typeof code === 'string' && /^(ZSTD_|Z_|ERR_STREAM|STREAM_|EIO$)/.test(code)
  return ofStreams || /unexpected end|tar|premature close|destroyed|invalid/i.test(error.message)
}

async function checkMagic(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0).catch((error: unknown) => {
      throw unreadable(path, error)
    })
    if (bytesRead < 4 || buffer.readUInt32LE() !== zstdMagic) throw foreign(path)
  } finally {
    await file.close()
  }
}

/** All of an entry, which must be small. */
export async function wholeEntry(entry: ArchiveEntry, maxBytes: number): Promise<Buffer> {
  if (entry.bytes > maxBytes) throw new Error(`invalid size of ${entry.name}`)
  const chunks: Buffer[] = []
  for await (const chunk of entry.content) chunks.push(chunk)
  return Buffer.concat(chunks)
}
