import { sql } from 'kysely'
import type { Connection } from '../db/connection.ts'
import { isAbandoned, lyingFiles } from './remove.ts'

export type Compared = {
  readonly files: number
  /** Rows whose file is gone. */
  readonly missing: number
  /** Whole files that no row speaks of, older than an upload can be. */
  readonly strays: number
}

/** Sets the files against the rows, of all stations. Reads names only. */
export async function compareAttachments(connection: Connection, dataDir: string): Promise<Compared> {
  const { rows } = await sql<{ name: string }>`
    select distinct station_id || '/' || matter_id || '/' || encode(hash, 'hex') as name from attachment`.execute(
    connection,
  )
  const wanted = new Set(rows.map(({ name }) => name))
  let files = 0
  let strays = 0
  for await (const { stationId, matterId, name, path, unfinished } of lyingFiles(dataDir)) {
    if (unfinished) continue
    files += 1
    if (!wanted.delete(`${stationId}/${matterId}/${name}`) && (await isAbandoned(path))) strays += 1
  }
  // what was erased meanwhile has no row any more
  return { files, missing: await stillMissing(connection, wanted), strays }
}

async function stillMissing(connection: Connection, names: ReadonlySet<string>): Promise<number> {
  if (names.size === 0) return 0
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select distinct station_id || '/' || matter_id || '/' || encode(hash, 'hex') as name from attachment) known
    where name = any(${[...names]}::text[])`.execute(connection)
  return rows[0]?.n ?? 0
}
