import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { errorCode } from '../data-directory/start-error.ts'
import { fail } from '../http/problem.ts'
import type { Matter } from '../secrets/index.ts'
import { fileName, matterFolder } from './folder.ts'

/**
 * An attachment's content, opened piece by piece as it is read. Errors: attachment/file-missing; a file that was altered
 * ends the stream with an error where it was.
 */
export async function openAttachment(
  { dataDir, stationId }: { readonly dataDir: string; readonly stationId: string },
  matter: Matter,
  hash: Buffer,
): Promise<Readable> {
  const path = join(matterFolder(dataDir, stationId, matter.id), fileName(hash))
  const file = await open(path, 'r').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  return Readable.from(matter.openStream(contentOf(file ?? fail('attachment/file-missing'))), { objectMode: false })
}

const contentOf = (file: FileHandle): AsyncIterable<Buffer> => createReadStream('', { fd: file })
