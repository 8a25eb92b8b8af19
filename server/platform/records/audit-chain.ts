import { sql } from 'kysely'
import type { Connection } from '../db/connection.ts'
import { hmac } from '../secrets/cipher.ts'

/** The end of a station's chain. Kept outside the database too, so that a removal at the tail shows. */
export type AuditHead = {
  readonly stationId: string
  readonly no: number
  readonly lastChainNo: number
  /** hex */
  readonly digest: string
}

/** One seal: a batch of entries and the digest over them and over the seal before. */
export type Seal = {
  readonly no: number
  readonly firstChainNo: number
  readonly lastChainNo: number
  readonly digest: Buffer
}

/** An entry as it is sealed: its number in the chain, and every column of it as one text. */
export type SealedEntry = { readonly chainNo: number; readonly text: string }

/** What the chain begins with. */
export const noDigest = Buffer.alloc(32)

/**
 * HMAC-SHA256 over the station, the number, the digest before, and each entry led by its length. The key lies outside
 * the database: who can only write to the database cannot make a digest.
 */
export function digestOf(
  key: Buffer,
  stationId: string,
  no: number,
  before: Buffer,
  entries: readonly SealedEntry[],
): Buffer {
  const digest = hmac(key).update(`sifang audit\0${stationId}\0${no}\0`).update(before)
  for (const { chainNo, text } of entries) {
    const bytes = Buffer.from(`${chainNo}\0${text}`)
    digest.update(`${bytes.length}\0`).update(bytes)
  }
  return digest.digest()
}

/**
 * An entry's columns as one text that any server writes in the same way: the instant as microseconds, and `details` as
 * jsonb, whose keys have one order.
 */
export const entryText = sql<string>`jsonb_build_array(id, (extract(epoch from at) * 1000000)::bigint, member_id, action,
  entity, entity_id, purpose, address, request_id, details)::text`

export async function lastSeal(connection: Connection, stationId: string): Promise<Seal | null> {
  const { rows } = await sql<Seal>`
    select no, first_chain_no, last_chain_no, digest from audit_seal
    where station_id = ${stationId} order by no desc limit 1`.execute(connection)
  return rows[0] ?? null
}

/** The heads of all chains. */
export async function auditHeads(connection: Connection): Promise<readonly AuditHead[]> {
  const { rows } = await sql<AuditHead>`
    select distinct on (station_id) station_id, no, last_chain_no, encode(digest, 'hex') as digest
    from audit_seal order by station_id, no desc`.execute(connection)
  return rows
}
