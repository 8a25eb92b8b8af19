import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fail } from '../../platform/http/problem.ts'

export const maxUploadBytes = 200 * 2 ** 20

/** What the module is given by whoever starts it. */
export type ImportParts = {
  /** The folder for uploaded files, inside the data directory; made when it is missing, for its owner only. */
  readonly uploads: string
}

export const uploadPath = (parts: ImportParts, importId: string): string => join(parts.uploads, importId)

const partEnd = '.part'

/**
 * Streams a file to the uploads folder, mode 0600, on disk before the answer; a half one is removed again.
 * Answers its SHA-256. Errors: import/too-large, import/no-file.
 */
export async function keepUpload(parts: ImportParts, importId: string, file: Readable): Promise<string> {
  await mkdir(parts.uploads, { recursive: true, mode: 0o700 })
  const path = uploadPath(parts, importId)
  const part = `${path}.${randomBytes(4).toString('hex')}${partEnd}`
  const hash = createHash('sha256')
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      if (bytes > maxUploadBytes) done(new TooLarge())
      else done(null, chunk)
    },
  })
  try {
    await pipeline(file, counting, createWriteStream(part, { mode: 0o600, flags: 'wx' }))
    if (bytes === 0) fail('import/no-file')
    await onDisk(part)
    await rename(part, path)
    await onDisk(parts.uploads)
  } catch (error) {
    await rm(part, { force: true })
    throw error instanceof TooLarge ? fail('import/too-large') : error
  }
  return hash.digest('hex')
}

class TooLarge extends Error {}

async function onDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export async function removeUpload(parts: ImportParts, importId: string): Promise<void> {
  await rm(uploadPath(parts, importId), { force: true })
}

/** Uploaded files by the id of their import, and half ones that nobody writes any more. */
export async function listUploads(
  parts: ImportParts,
): Promise<{ importIds: readonly string[]; abandoned: readonly string[] }> {
  const names = await readdir(parts.uploads).catch(() => [])
  const abandoned: string[] = []
  for (const name of names.filter((name) => name.endsWith(partEnd))) {
    const path = join(parts.uploads, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    // files keep real time, whatever the station's clock is set to
    if (Date.now() - mtimeMs > 3_600_000) abandoned.push(path)
  }
  return { importIds: names.filter((name) => !name.endsWith(partEnd)), abandoned }
}
