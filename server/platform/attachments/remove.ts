import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../data-directory/json-file.ts'
import { attachmentFolder, matterFolder, unfinishedEnd } from './folder.ts'

/** Deletes every file of a matter. May be ended at any point and called again. */
export async function removeMatterFiles(dataDir: string, stationId: string, matterId: string): Promise<void> {
  const folder = matterFolder(dataDir, stationId, matterId)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  await syncFolder(dirname(folder)).catch(() => undefined)
}

/** A file that is older than this was left by a process that is gone. */
const abandonedMs = 24 * 3_600_000

export type LyingFile = {
  readonly stationId: string
  readonly matterId: string
  readonly name: string
  readonly path: string
  readonly unfinished: boolean
}

/** Every file of the folder, whole or not, of one station or of all. */
export async function* lyingFiles(dataDir: string, onlyStation?: string): AsyncGenerator<LyingFile> {
  const all = attachmentFolder(dataDir)
  for (const stationId of onlyStation ? [onlyStation] : await readdir(all).catch(() => [])) {
    for (const matterId of await readdir(join(all, stationId)).catch(() => [])) {
      for (const name of await readdir(join(all, stationId, matterId)).catch(() => [])) {
        const path = join(all, stationId, matterId, name)
        yield { stationId, matterId, name, path, unfinished: name.endsWith(unfinishedEnd) }
      }
    }
  }
}

/** Whether nobody can be at work on a file any more. Files keep real time, whatever the station's clock is set to. */
export async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > abandonedMs
}
