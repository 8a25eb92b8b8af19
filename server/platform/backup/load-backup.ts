import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { attachmentFolder } from '../attachments/folder.ts'
import { type ArchiveEntry, readArchive } from './archive-reader.ts'
import type { CheckedBackup } from './check-backup.ts'
import { dropForeignKeys, restoreForeignKeys, restoreSequences } from './constraints.ts'
import { addLedger, type ErasureLedger } from './erasure-ledger.ts'
import { attachmentPrefix, isPlainPath, type Manifest, tableOfPart } from './format.ts'
import { damaged, notVerified } from './problem.ts'
import { type Progress, reading } from './progress.ts'
import { tableLoader } from './table-loader.ts'
import { listTables, settleTextForm, tableName } from './tables.ts'
import { hashTable } from './write-tables.ts'

type Load = {
  readonly from: string
  readonly url: string
  /** The new data directory. */
  readonly folder: string
  readonly backup: CheckedBackup
  readonly ledger: ErasureLedger
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Loads the tables in one transaction, compares what lies there with the manifest, and makes it a station that goes on:
 * a new epoch, unfinished work asked for again, the ledger of erasures. Foreign keys are made anew at the end, which
 * proves them. Errors: backup-damaged, restore-not-verified, disk-full.
 */
export async function loadBackup(load: Load): Promise<void> {
  const client = new pg.Client({ connectionString: load.url, application_name: 'sifang restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await settleTextForm(client)
    await client.query(`set maintenance_work_mem = '256MB'`)
    await client.query('begin')
    const foreignKeys = await dropForeignKeys(client)
    await checkShape(client, load)
    await loadEntries(client, load)
    await compare(client, load)
    load.onProgress?.({ stage: 'indexing', done: 0, total: 1 })
    await restoreForeignKeys(client, foreignKeys)
    await restoreSequences(client)
    await goOn(client, load.backup.manifest, load.ledger)
    await client.query('commit')
    load.onProgress?.({ stage: 'indexing', done: 1, total: 1 })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The backup names the tables and columns that its migrations make, all of them; rows that a migration made go. */
async function checkShape(client: pg.ClientBase, { from, backup }: Load): Promise<void> {
  const shape = (tables: readonly { schema: string; name: string; columns: readonly string[] }[]) =>
    tables.map((table) => `${table.schema}.${table.name}(${table.columns.join()})`).join(' ')
  const own = await listTables(client)
  if (shape(own) !== shape(backup.manifest.tables)) throw damaged(from, new Error('other tables'))
  await client.query(`truncate ${own.map(tableName).join(', ')}`)
}

async function loadEntries(client: pg.ClientBase, load: Load): Promise<void> {
  const loader = tableLoader(client, load.backup.manifest.tables)
  await readArchive(
    load.from,
    async (entry) => {
      load.signal?.throwIfAborted()
      const table = tableOfPart(entry.name)
      if (table !== null) return loader.load(table, entry.content)
      if (entry.name.startsWith(attachmentPrefix)) return writeAttachment(load.folder, entry)
      for await (const _ of entry.content);
    },
    await reading(load, 'restoring'),
  )
  await loader.end()
}

async function writeAttachment(folder: string, entry: ArchiveEntry): Promise<void> {
  const path = entry.name.slice(attachmentPrefix.length)
  if (!isPlainPath(path)) throw new Error(`invalid path ${path}`)
  const file = join(attachmentFolder(folder), path)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(Readable.from(entry.content), createWriteStream(file, { mode: 0o600, flush: true }))
}

/** Reads every table back: as many rows, and the same bytes, as when the backup was made. */
async function compare(client: pg.ClientBase, load: Load): Promise<void> {
  const { tables } = load.backup.manifest
  for (const [index, table] of tables.entries()) {
    load.signal?.throwIfAborted()
    load.onProgress?.({ stage: 'comparing', done: index, total: tables.length })
    const { rows, sha256 } = await hashTable(client, table)
    if (rows !== table.rows || sha256 !== table.sha256) throw notVerified(`${table.schema}.${table.name}`)
  }
}

async function goOn(client: pg.ClientBase, manifest: Manifest, ledger: ErasureLedger): Promise<void> {
  await client.query('update change_counter set epoch = gen_random_uuid()')
  await client.query(
    `insert into job_intent (station_id, id, task, payload, at)
     select job."stationId", job.id, job.task, coalesce(job.payload, '{}'), now()
     from jsonb_to_recordset($1::jsonb) as job ("stationId" uuid, id uuid, task text, payload jsonb)
     on conflict (station_id, id) do update set handed_at = null`,
    [JSON.stringify(manifest.unfinishedJobs)],
  )
  await addLedger(client, ledger)
}
