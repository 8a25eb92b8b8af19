import { readdir, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { stationFolder } from './folder.ts'

/** A phone that comes back later than this begins its upload anew. Files keep real time, whatever the station's clock. */
const unfinishedMs = 30 * 24 * 3_600_000

/** Removes a station's uploads that nobody went on with, but for those that wait for a decision (`wanted`: their ids). */
export async function sweepUploads(
  dataDir: string,
  stationId: string,
  wanted: ReadonlySet<string>,
  realNow = Date.now(),
): Promise<void> {
  const station = stationFolder(dataDir, stationId)
  for (const deviceId of await readdir(station).catch(() => [])) {
    const folder = join(station, deviceId)
    for (const name of await readdir(folder).catch(() => [])) {
      if (wanted.has(name)) continue
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (found && realNow - found.mtimeMs > unfinishedMs) await rm(path, { force: true })
    }
    // one with something in it stays
    await rmdir(folder).catch(() => undefined)
  }
}
