import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Connection, Database } from '../db/connection.ts'
import { isAbandoned, type LyingFile, lyingFiles, removeMatterFiles } from './remove.ts'

/** Deletes the files of every erased matter, of one station or of all. Answers of how many matters there were some. */
export async function removeErasedFiles(connection: Connection, dataDir: string, stationId?: string): Promise<number> {
  const matters = new Map<string, Pick<LyingFile, 'stationId' | 'matterId'>>()
  for await (const { stationId: station, matterId } of lyingFiles(dataDir, stationId)) {
    matters.set(`${station}/${matterId}`, { stationId: station, matterId })
  }
  const { rows } = await sql<{ name: string }>`
    select station_id || '/' || matter_id as name from matter_key
    where wrapped_key is null and station_id || '/' || matter_id = any(${[...matters.keys()]}::text[])`.execute(
    connection,
  )
  for (const { name } of rows) {
    const matter = matters.get(name)
    if (matter) await removeMatterFiles(dataDir, matter.stationId, matter.matterId)
  }
  return rows.length
}

/**
 * What killed processes left of a station's files: those of erased matters, half uploads, and whole ones whose row was
 * never committed. A matter that the database does not know is left alone and told by `sifang doctor`.
 */
export async function sweepFiles(db: Database, dataDir: string, stationId: string): Promise<void> {
  await removeErasedFiles(db, dataDir, stationId)
  for await (const file of lyingFiles(dataDir, stationId)) {
    if (!(await isAbandoned(file.path))) continue
    if (file.unfinished) await rm(file.path, { force: true })
    else await removeIfStray(db, file)
  }
}

/** Under the matter's lock: an upload of the same content holds it until its row is there. */
async function removeIfStray(db: Database, { stationId, matterId, name, path }: LyingFile): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ wanted: boolean }>`
      select exists (select from attachment held where held.station_id = key.station_id and held.matter_id = key.matter_id
        and encode(held.hash, 'hex') = ${name}) as wanted
      from matter_key key where key.station_id = ${stationId} and key.matter_id = ${matterId} for update`.execute(tx)
    if (rows[0]?.wanted === false) await rm(path, { force: true })
  })
}
