import { sql } from 'kysely'
import type { Connection, Database, Tx } from '../db/connection.ts'
import { defineMachineTask, type MachineTask } from '../jobs/task.ts'
import type { Keys } from '../secrets/keys.ts'
import { type AuditHead, digestOf, entryText, lastSeal, noDigest, type Seal, type SealedEntry } from './audit-chain.ts'
import { noteHeads, readHeads } from './audit-heads.ts'

/** Entries a seal. */
const batchSize = 1000
const lockClass = 7_430_020

/**
 * Puts a station's entries that are not in the chain yet into it, in batches. Who writes or reads entries does not wait
 * for it: an entry gets its number when it is sealed. Answers the head when anything was sealed.
 */
export async function sealAudit(
  db: Database,
  keys: Pick<Keys, 'audit'>,
  stationId: string,
  now: Date,
): Promise<AuditHead | null> {
  let head: AuditHead | null = null
  for (;;) {
    const seal = await db.transaction().execute((tx) => sealBatch(tx, keys, stationId, now))
    if (seal === null) return head
    head = { stationId, no: seal.no, lastChainNo: seal.lastChainNo, digest: seal.digest.toString('hex') }
    if (seal.lastChainNo - seal.firstChainNo + 1 < batchSize) return head
  }
}

async function sealBatch(tx: Tx, keys: Pick<Keys, 'audit'>, stationId: string, now: Date): Promise<Seal | null> {
  await sql`select pg_advisory_xact_lock(${lockClass}::int, hashtext(${stationId}))`.execute(tx)
  const before = await lastSeal(tx, stationId)
  const { rows } = await sql<{ id: string; text: string }>`
    select id, ${entryText} as text from audit
    where station_id = ${stationId} and chain_no is null order by at, id limit ${batchSize}`.execute(tx)
  if (rows.length === 0) return null

  const firstChainNo = (before?.lastChainNo ?? 0) + 1
  const entries = rows.map(({ text }, index): SealedEntry => ({ chainNo: firstChainNo + index, text }))
  const no = (before?.no ?? 0) + 1
  const seal: Seal = {
    no,
    firstChainNo,
    lastChainNo: firstChainNo + rows.length - 1,
    digest: digestOf(keys.audit, stationId, no, before?.digest ?? noDigest, entries),
  }
  const ids = rows.map(({ id }) => id)
  await sql`
    update audit set chain_no = ${firstChainNo}::bigint + batch.ordinality - 1
    from unnest(${ids}::uuid[]) with ordinality as batch (id, ordinality)
    where audit.station_id = ${stationId} and audit.id = batch.id`.execute(tx)
  await sql`
    insert into audit_seal (station_id, no, first_chain_no, last_chain_no, digest, at)
    values (${stationId}, ${no}, ${firstChainNo}, ${seal.lastChainNo}, ${seal.digest}, ${now})`.execute(tx)
  return seal
}

/** Seals every station's entries and notes the heads in the data directory. */
export async function sealAll(
  db: Database,
  keys: Pick<Keys, 'audit'>,
  dataDir: string,
  now: Date,
): Promise<readonly AuditHead[]> {
  const noted = new Map((await readHeads(dataDir)).map((head) => [head.stationId, head]))
  const heads: AuditHead[] = []
  for (const stationId of await stationsToSeal(db)) {
    // where the chain no longer passes through the noted head, that note is the evidence: it stays
    const stands = await passesThrough(db, noted.get(stationId))
    const head = await sealAudit(db, keys, stationId, now)
    if (head && stands) heads.push(head)
  }
  await noteHeads(dataDir, heads)
  return heads
}

async function passesThrough(connection: Connection, head: AuditHead | undefined): Promise<boolean> {
  if (!head) return true
  const { rows } = await sql<{ stands: boolean }>`
    select encode(digest, 'hex') = ${head.digest} as stands from audit_seal
    where station_id = ${head.stationId} and no = ${head.no}`.execute(connection)
  return rows[0]?.stands === true
}

async function stationsToSeal(connection: Connection): Promise<readonly string[]> {
  const { rows } = await sql<{ stationId: string }>`
    select distinct station_id from audit where chain_no is null order by station_id`.execute(connection)
  return rows.map(({ stationId }) => stationId)
}

/** The job that seals; run it every minute. */
export function sealTask(parts: { db: Database; keys: Keys; dataDir: string }): MachineTask {
  return defineMachineTask('audit.seal', async ({ now }) => {
    await sealAll(parts.db, parts.keys, parts.dataDir, now())
  })
}
