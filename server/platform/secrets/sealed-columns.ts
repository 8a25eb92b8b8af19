import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../db/connection.ts'

/** What becomes of a row when its matter is erased: its sealed columns are emptied, or the row goes. */
type Held = {
  readonly table: string
  /** The column that holds the matter's id. */
  readonly matter: string
  readonly whenErased: { readonly empty: readonly string[] } | 'remove'
  /** What the rows are called where it is told how many there were. */
  readonly counted: string
}

/**
 * Everything that lies under a matter's key, and the keyed hashes of it. A table that holds more is put in here; a test
 * reads the catalogue and fails on bytes that stand in neither list.
 */
export const heldByMatters: readonly Held[] = [
  { table: 'finding', matter: 'follow_up_id', whenErased: { empty: ['sealed'] }, counted: 'findings' },
  { table: 'follow_up_entry', matter: 'follow_up_id', whenErased: { empty: ['sealed'] }, counted: 'entries' },
  { table: 'incident', matter: 'matter_id', whenErased: { empty: ['sealed_summary'] }, counted: 'summaries' },
  { table: 'hand_over', matter: 'id', whenErased: { empty: ['sealed_note'] }, counted: 'notes' },
  { table: 'dispute_party', matter: 'dispute_id', whenErased: { empty: ['sealed'] }, counted: 'parties' },
  { table: 'dispute_words', matter: 'dispute_id', whenErased: { empty: ['sealed'] }, counted: 'words' },
  { table: 'paper', matter: 'matter_id', whenErased: { empty: ['sealed', 'void_note'] }, counted: 'papers' },
  { table: 'targeted_check', matter: 'id', whenErased: { empty: ['sealed_outsiders'] }, counted: 'outsiders' },
  { table: 'targeted_check_place', matter: 'check_id', whenErased: { empty: ['sealed_answers'] }, counted: 'answers' },
  { table: 'targeted_check_signature', matter: 'check_id', whenErased: 'remove', counted: 'signatures' },
  { table: 'appointment', matter: 'id', whenErased: { empty: ['sealed_conclusion'] }, counted: 'conclusions' },
  { table: 'booking', matter: 'matter_id', whenErased: { empty: ['sealed'] }, counted: 'bookings' },
  {
    table: 'agenda_item',
    matter: 'matter_id',
    whenErased: { empty: ['sealed_subject', 'sealed_answer'] },
    counted: 'agendaItems',
  },
  { table: 'promise_publication', matter: 'follow_up_id', whenErased: { empty: ['sealed'] }, counted: 'publications' },
  { table: 'track_points', matter: 'track_id', whenErased: 'remove', counted: 'trackPoints' },
  { table: 'place_contact', matter: 'matter_id', whenErased: 'remove', counted: 'contacts' },
  { table: 'attachment', matter: 'matter_id', whenErased: 'remove', counted: 'attachments' },
  { table: 'party_pair', matter: 'matter_id', whenErased: 'remove', counted: 'pairs' },
]

/** Bytes that belong to no matter, or that are its key itself. */
export const bytesOfNoMatter: readonly string[] = [
  'station.wrapped_key',
  'matter_key.wrapped_key',
  'command.body_hash',
  'audit_seal.digest',
  'envelope_key.public_key',
  'envelope_key.wrapped_private_key',
  // hashes of random bytes, and of codes that are worth nothing after a quarter of an hour
  'device.send_hash',
  'device.read_hash',
  'enrolment.code_hash',
  // of matters that may not be there yet; removed when it is decided, and after 180 days
  'quarantined.sealed',
  // of an import that was not started yet; forgotten when it goes live and removed when it is given up
  'import_row.sealed',
  'import_row.wrapped_key',
]

export type ErasedCounts = Readonly<Record<string, number>>

/**
 * Empties what erased matters held, of one or of all; those whose key stands are left alone. Answers how many of each
 * kind there were.
 */
export async function emptyErased(
  connection: Connection,
  one?: { readonly stationId: string; readonly matterId: string },
): Promise<ErasedCounts> {
  const counts: Record<string, number> = {}
  for (const held of heldByMatters) {
    const { numAffectedRows } = await emptying(held, one).execute(connection)
    if (numAffectedRows) counts[held.counted] = Number(numAffectedRows)
  }
  return counts
}

function emptying(
  { table, matter, whenErased }: Held,
  one: { readonly stationId: string; readonly matterId: string } | undefined,
): RawBuilder<unknown> {
  const erased = sql`key.station_id = held.station_id and key.matter_id = held.${sql.ref(matter)} and key.wrapped_key is null
    and (${one?.stationId ?? null}::uuid is null or held.station_id = ${one?.stationId ?? null})
    and (${one?.matterId ?? null}::uuid is null or held.${sql.ref(matter)} = ${one?.matterId ?? null})`
  if (whenErased === 'remove') return sql`delete from ${sql.table(table)} held using matter_key key where ${erased}`
  const set = sql.join(whenErased.empty.map((column) => sql`${sql.ref(column)} = null`))
  const some = sql.join(
    whenErased.empty.map((column) => sql`held.${sql.ref(column)} is not null`),
    sql` or `,
  )
  return sql`update ${sql.table(table)} held set ${set} from matter_key key where ${erased} and (${some})`
}
