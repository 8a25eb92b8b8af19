import { sql } from 'kysely'
import type { Database } from '../db/connection.ts'
import type { Keys } from '../secrets/keys.ts'
import { type AuditHead, digestOf, entryText, noDigest, type Seal, type SealedEntry } from './audit-chain.ts'

export type AuditState =
  | { readonly kind: 'whole'; readonly seals: number; readonly entries: number }
  | {
      readonly kind: 'broken'
      /** The first seal that does not hold, and the entries it is about. */
      readonly firstBrokenNo: number
      readonly firstChainNo: number
      readonly lastChainNo: number
      /**
       * changed: an entry or a seal is not what was sealed. missing: entries are gone. added: numbered entries that no
       * seal knows. cut: the chain ends before a head that was noted outside the database.
       */
      readonly why: 'changed' | 'missing' | 'added' | 'cut'
    }

/**
 * Goes through a station's chain from its beginning, a batch at a time. `heads` are ends that were noted elsewhere (the
 * data directory, backups): the chain must still pass through each of them.
 */
export async function verifyAudit(
  db: Database,
  keys: Pick<Keys, 'audit'>,
  stationId: string,
  heads: readonly AuditHead[] = [],
): Promise<AuditState> {
  const noted = new Map(heads.filter((head) => head.stationId === stationId).map((head) => [head.no, head]))
  let before: Seal = { no: 0, firstChainNo: 0, lastChainNo: 0, digest: noDigest }
  for (;;) {
    const seal = await nextSeal(db, stationId, before.no)
    if (!seal) break
    const why = await flawOf(db, keys, stationId, before, seal, noted.get(seal.no))
    if (why) {
      return {
        kind: 'broken',
        firstBrokenNo: before.no + 1,
        firstChainNo: before.lastChainNo + 1,
        lastChainNo: seal.lastChainNo,
        why,
      }
    }
    before = seal
  }
  return endOf(db, stationId, before, [...noted.values()])
}

type Flaw = 'changed' | 'missing' | null

async function flawOf(
  db: Database,
  keys: Pick<Keys, 'audit'>,
  stationId: string,
  before: Seal,
  seal: Seal,
  noted: AuditHead | undefined,
): Promise<Flaw> {
  if (seal.no !== before.no + 1 || seal.firstChainNo !== before.lastChainNo + 1) return 'missing'
  const entries = await entriesOf(db, stationId, seal)
  if (entries.length < seal.lastChainNo - seal.firstChainNo + 1) return 'missing'
  const digest = digestOf(keys.audit, stationId, seal.no, before.digest, entries)
  if (!digest.equals(seal.digest)) return 'changed'
  return noted && noted.digest !== seal.digest.toString('hex') ? 'changed' : null
}

/** What lies behind the last seal: nothing with a number, and no noted head. */
async function endOf(db: Database, stationId: string, last: Seal, heads: readonly AuditHead[]): Promise<AuditState> {
  const beyond = heads.filter(({ no }) => no > last.no).sort((a, b) => b.no - a.no)[0]
  const broken = { kind: 'broken', firstBrokenNo: last.no + 1, firstChainNo: last.lastChainNo + 1 } as const
  if (beyond) return { ...broken, lastChainNo: beyond.lastChainNo, why: 'cut' }
  const { rows } = await sql<{ last: number | null }>`
    select max(chain_no) as last from audit
    where station_id = ${stationId} and chain_no > ${last.lastChainNo}`.execute(db)
  const added = rows[0]?.last
  if (added) return { ...broken, lastChainNo: added, why: 'added' }
  return { kind: 'whole', seals: last.no, entries: last.lastChainNo }
}

async function nextSeal(db: Database, stationId: string, after: number): Promise<Seal | null> {
  const { rows } = await sql<Seal>`
    select no, first_chain_no, last_chain_no, digest from audit_seal
    where station_id = ${stationId} and no > ${after} order by no limit 1`.execute(db)
  return rows[0] ?? null
}

/** A batch is at most 1,000 entries; a forged seal that claims more gets no more than that and does not hold. */
async function entriesOf(db: Database, stationId: string, seal: Seal): Promise<readonly SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    select chain_no, ${entryText} as text from audit
    where station_id = ${stationId} and chain_no between ${seal.firstChainNo} and ${seal.lastChainNo}
    order by chain_no, id limit 1001`.execute(db)
  return rows
}
