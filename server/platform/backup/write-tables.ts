import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { ArchiveWriter } from './archive-writer.ts'
import { copyTo } from './copy-streams.ts'
import { partBytes, partName, type TableRecord } from './format.ts'
import { copyOut, type Table } from './tables.ts'

/** Streams one table into the archive, in parts, so that no more than a part is in memory. */
export async function writeTable(
  client: pg.ClientBase,
  archive: ArchiveWriter,
  table: Table,
  signal?: AbortSignal,
): Promise<TableRecord> {
  const rows = client.query(copyTo(copyOut(table)))
  const hash = createHash('sha256')
  let held: Buffer[] = []
  let heldBytes = 0
  let bytes = 0
  let parts = 0
  const flush = async () => {
    if (heldBytes === 0) return
    const part = Buffer.concat(held)
    held = []
    heldBytes = 0
    bytes += part.length
    hash.update(part)
    await archive.add(partName(table, ++parts), part)
  }
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    signal?.throwIfAborted()
    // the stream uses its buffer again
    held.push(Buffer.from(chunk))
    heldBytes += chunk.length
    if (heldBytes >= partBytes) await flush()
  }
  await flush()
  return { ...table, columns: [...table.columns], rows: rows.rowCount, bytes, sha256: hash.digest('hex') }
}

/** The hash of a table as it lies in the database now. */
export async function hashTable(client: pg.ClientBase, table: Table): Promise<{ rows: number; sha256: string }> {
  const rows = client.query(copyTo(copyOut(table)))
  const hash = createHash('sha256')
  for await (const chunk of rows as AsyncIterable<Buffer>) hash.update(chunk)
  return { rows: rows.rowCount, sha256: hash.digest('hex') }
}
