import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { readJson, writeJson } from '../data-directory/json-file.ts'

/**
 * What was erased, kept beside the backups: a backup that is older than an erasure does not know of it, and restoring
 * it must not bring back what was destroyed. Ids and instants only.
 */
const ledgerSchema = z.array(
  z.object({ stationId: z.uuid(), id: z.uuid(), matterId: z.uuid(), at: z.iso.datetime({ offset: true }) }),
)
export type ErasureLedger = z.infer<typeof ledgerSchema>

export const ledgerName = 'erasures.json'

export async function readLedger(folder: string): Promise<ErasureLedger> {
  return (await readJson(join(folder, ledgerName), (value) => ledgerSchema.parse(value))) ?? []
}

/** Adds what the database has erased to the ledgers of these folders; nothing is ever taken out of one. */
export async function noteErasures(pool: pg.Pool, folders: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ stationId: string; id: string; matterId: string; at: Date }>(
    'select station_id as "stationId", id, matter_id as "matterId", at from erasure order by at, id',
  )
  for (const folder of folders) {
    const known = await readLedger(folder)
    const ids = new Set(known.map(({ id }) => id))
    const added = rows.filter(({ id }) => !ids.has(id)).map((row) => ({ ...row, at: row.at.toISOString() }))
    if (added.length === 0) continue
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeJson(join(folder, ledgerName), [...known, ...added])
  }
}

/** Puts a ledger's entries into a restored database, so that its erasures are applied again. */
export async function addLedger(client: pg.ClientBase, ledger: ErasureLedger): Promise<void> {
  await client.query(
    `insert into erasure (station_id, id, matter_id, reason, at)
     select entry.station_id, entry.id, entry.matter_id, 'ledger', entry.at
     from jsonb_to_recordset($1::jsonb) as entry (station_id uuid, id uuid, matter_id uuid, at timestamptz)
       join station using (station_id)
     on conflict do nothing`,
    [JSON.stringify(ledger.map((e) => ({ station_id: e.stationId, id: e.id, matter_id: e.matterId, at: e.at })))],
  )
}
