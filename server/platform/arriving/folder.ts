import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../data-directory/start-error.ts'

/** Whose upload. All three are UUIDs, so that none leads elsewhere. */
export type Upload = {
  readonly dataDir: string
  readonly stationId: string
  readonly deviceId: string
  readonly id: string
}

export const stationFolder = (dataDir: string, stationId: string): string => join(dataDir, 'arriving', stationId)
export const deviceFolder = ({ dataDir, stationId, deviceId }: Omit<Upload, 'id'>): string =>
  join(stationFolder(dataDir, stationId), deviceId)
export const pathOf = (upload: Upload): string => join(deviceFolder(upload), upload.id)

/** Bytes that have arrived. */
export async function receivedBytes(upload: Upload): Promise<number> {
  return sizeOf(pathOf(upload))
}

/** What lies in a phone's folder beside this upload: names and sizes. */
export async function others(upload: Upload): Promise<Map<string, number>> {
  const folder = deviceFolder(upload)
  const names = (await readdir(folder).catch(() => [])).filter((name) => name !== upload.id)
  return new Map(await Promise.all(names.map(async (name) => [name, await sizeOf(join(folder, name))] as const)))
}

export async function removeUpload(upload: Upload): Promise<void> {
  await unlink(pathOf(upload)).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error
  })
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
