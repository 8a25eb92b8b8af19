import type { Hmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Connection, Tx } from '../db/connection.ts'
import type { Write } from '../db/write.ts'
import { fail } from '../http/problem.ts'
import { decrypt, encrypt, keyedHash, keyedHashing, randomKey, unwrapKey, wrapKey } from './cipher.ts'
import type { Keys } from './keys.ts'
import { type ErasedCounts, emptyErased } from './sealed-columns.ts'
import { decryptStream, encryptStream } from './sealed-stream.ts'

type Holder = Pick<Context, 'station' | 'keys'>
type Eraser = Pick<Context, 'station' | 'now' | 'newId'>

/** A matter's key, fresh or opened. `wrapped` is what lies in `matter_key`; the key itself never leaves here. */
export type Matter = {
  readonly id: string
  readonly wrapped: Buffer
  seal(plaintext: string | Buffer): Buffer
  open(sealed: Buffer): Buffer
  /** Of an attachment or of what is looked for again; gone with the matter's key. */
  hash(content: string | Buffer): Buffer
  /** The same hash of content that comes in pieces. */
  hashing(): Hmac
  /** Seals content of any length piece by piece, e.g. a file. */
  sealStream(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
  /** Opens what `sealStream` made; throws where a piece is not as it was sealed, at the latest at the end. */
  openStream(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
}

/** A new station's own key, wrapped: what goes into `station.wrapped_key`. */
export function newStationKey(keys: Keys, stationId: string): Buffer {
  return wrapKey(keys.outer, randomKey(), { purpose: 'station-key', stationId })
}

/** Makes a matter with a key of its own. */
export async function createMatter(
  tx: Connection,
  ctx: Holder & Pick<Context, 'now'>,
  matterId: string,
): Promise<Matter> {
  const matter = await matterMaker(tx, ctx).then((make) => make(matterId))
  await keepingKey(ctx, matter).execute(tx)
  return matter
}

/** What writes down a new matter's key, to be sent together with what begins with it. */
export function keepingKey(ctx: Pick<Context, 'station' | 'now'>, { id, wrapped }: Matter): Write {
  return sql`
    insert into matter_key (station_id, matter_id, wrapped_key, created_at)
    values (${ctx.station.id}, ${id}, ${wrapped}, ${ctx.now()})`
}

/** For bulk work, and what is written together: makes matters without a query each; see {@link keepingKey}. */
export async function matterMaker(connection: Connection, ctx: Holder): Promise<(matterId: string) => Matter> {
  const { rows } = await sql<{ wrappedKey: Buffer }>`
    select wrapped_key from station where station_id = ${ctx.station.id}`.execute(connection)
  const stationKey = stationKeyOf(ctx, rows[0]?.wrappedKey ?? fail('request/not-found'))
  return (matterId) => {
    const key = randomKey()
    return matterOf(ctx, matterId, wrapKey(stationKey, key, keyBinding(ctx, matterId)), key)
  }
}

/** A matter whose key stands. Errors: secret/erased, request/not-found. */
export async function getMatter(connection: Connection, ctx: Holder, matterId: string): Promise<Matter> {
  const { rows } = await sql<{ wrappedKey: Buffer | null; stationKey: Buffer }>`
    select matter.wrapped_key, station.wrapped_key as station_key
    from matter_key as matter join station using (station_id)
    where station_id = ${ctx.station.id} and matter_id = ${matterId}`.execute(connection)
  const row = rows[0] ?? fail('request/not-found')
  if (!row.wrappedKey) return fail('secret/erased')
  const key = unwrapKey(stationKeyOf(ctx, row.stationKey), row.wrappedKey, keyBinding(ctx, matterId))
  return matterOf(ctx, matterId, row.wrappedKey, key)
}

/**
 * Holds a matter's key where it is until the transaction ends: what is written beside it is not erased in between.
 * Errors: secret/erased, request/not-found.
 */
export async function holdMatter(tx: Tx, ctx: Pick<Context, 'station'>, matterId: string): Promise<void> {
  const { rows } = await sql<{ erased: boolean }>`
    select wrapped_key is null as erased from matter_key
    where station_id = ${ctx.station.id} and matter_id = ${matterId} for share`.execute(tx)
  if ((rows[0] ?? fail('request/not-found')).erased) fail('secret/erased')
}

/** A statutory file began in this matter: it is kept as long as the law sets (the station's setting). */
export async function keepAsStatutory(tx: Tx, ctx: Pick<Context, 'station'>, matterId: string): Promise<void> {
  await sql`
    update matter_key set retention = 'statutory'
    where station_id = ${ctx.station.id} and matter_id = ${matterId} and retention <> 'statutory'`.execute(tx)
}

/** Hashes under the station's key, for what is looked for again across matters; `purpose` keeps uses apart. */
export async function stationHasher(
  connection: Connection,
  ctx: Holder,
  purpose: string,
): Promise<(text: string) => Buffer> {
  const { rows } = await sql<{ wrappedKey: Buffer }>`
    select wrapped_key from station where station_id = ${ctx.station.id}`.execute(connection)
  const stationKey = stationKeyOf(ctx, rows[0]?.wrappedKey ?? fail('request/not-found'))
  return (text) => keyedHash(stationKey, `station-hash ${purpose}`, text)
}

/** Seals under the matter's key. Errors as {@link getMatter}. */
export async function seal(
  ctx: Holder,
  connection: Connection,
  matterId: string,
  plaintext: string | Buffer,
): Promise<Buffer> {
  return (await getMatter(connection, ctx, matterId)).seal(plaintext)
}

/** Opens what was sealed for this matter of this station; anything else throws. Errors as {@link getMatter}. */
export async function open(ctx: Holder, connection: Connection, matterId: string, sealed: Buffer): Promise<Buffer> {
  return (await getMatter(connection, ctx, matterId)).open(sealed)
}

/**
 * Destroys the matter's key, so that nothing sealed under it opens again, empties what lay under it, and puts that into
 * the ledger. Answers how many of each kind there were; null where it was erased before. Its files are deleted after the
 * commit (platform/attachments).
 */
export async function eraseMatter(
  tx: Tx,
  ctx: Eraser,
  matterId: string,
  reason: string,
  subject: string | null = null,
): Promise<ErasedCounts | null> {
  const erased = await sql`
    update matter_key set wrapped_key = null, erased_at = ${ctx.now()}
    where station_id = ${ctx.station.id} and matter_id = ${matterId} and wrapped_key is not null`.execute(tx)
  if (erased.numAffectedRows === 0n) return null
  const counts = await emptyErased(tx, { stationId: ctx.station.id, matterId })
  await sql`
    insert into erasure (station_id, id, matter_id, reason, at, subject, counts)
    values (${ctx.station.id}, ${ctx.newId()}, ${matterId}, ${reason}, ${ctx.now()}, ${subject},
      ${JSON.stringify(counts)})`.execute(tx)
  return counts
}

/**
 * After a restore: destroys again every key that the ledger says was destroyed, and empties what lay under it. Answers
 * how many stood.
 */
export async function applyErasures(connection: Connection): Promise<number> {
  const { numAffectedRows } = await sql`
    update matter_key set wrapped_key = null, erased_at = erasure.at
    from erasure
    where erasure.station_id = matter_key.station_id and erasure.matter_id = matter_key.matter_id
      and matter_key.wrapped_key is not null`.execute(connection)
  await emptyErased(connection)
  return Number(numAffectedRows ?? 0n)
}

function matterOf({ station }: Holder, id: string, wrapped: Buffer, key: Buffer): Matter {
  const binding = { purpose: 'matter-content', stationId: station.id, matterId: id } as const
  return {
    id,
    wrapped,
    seal: (plaintext) => encrypt(key, Buffer.from(plaintext), binding),
    open: (sealed) => decrypt(key, sealed, binding),
    hash: (content) => keyedHash(key, 'matter-hash', content),
    hashing: () => keyedHashing(key, 'matter-hash'),
    sealStream: (chunks) => encryptStream(key, chunks, { ...binding, purpose: 'matter-file' }),
    openStream: (chunks) => decryptStream(key, chunks, { ...binding, purpose: 'matter-file' }),
  }
}

function keyBinding({ station }: Holder, matterId: string) {
  return { purpose: 'matter-key', stationId: station.id, matterId } as const
}

/** Opened station keys, found by their wrapped form: what was read from the database always decides which one. */
const opened = new WeakMap<Buffer, Map<string, Buffer>>()
const maxOpened = 1000

/** The station's own key out of its wrapped form. */
export function stationKeyOf({ keys, station }: Holder, wrapped: Buffer): Buffer {
  const cache = opened.get(keys.outer) ?? new Map<string, Buffer>()
  opened.set(keys.outer, cache)
  const name = `${station.id} ${wrapped.toString('latin1')}`
  const known = cache.get(name)
  if (known) return known

  const key = unwrapKey(keys.outer, wrapped, { purpose: 'station-key', stationId: station.id })
  if (cache.size >= maxOpened) cache.clear()
  cache.set(name, key)
  return key
}
