import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Connection } from '../db/connection.ts'
import { fail } from '../http/problem.ts'
import { unwrapKey, wrapKey } from './cipher.ts'
import { stationKeyOf } from './matters.ts'

/** RFC 9180, base mode; the phone seals with the same (docs/decisions/0007). */
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})
const info = Buffer.from('sifang envelope 1')
/** Of a point of P-256, uncompressed. */
const encLength = 65

/** The pair of keys to which a station's phones seal; the private one never leaves here. */
export type EnvelopeKey = {
  /** A point of P-256, 65 bytes. */
  readonly publicKey: Buffer
  /** Opens `enc ‖ ciphertext` that was sealed with `aad`; null when it was not sealed to this key, or with another. */
  open(sealed: Buffer, aad: string): Promise<Buffer | null>
}

/** A station's envelope key, made when it is first asked for. */
export async function envelopeKeyOf(
  connection: Connection,
  ctx: Pick<Context, 'station' | 'keys' | 'now'>,
): Promise<EnvelopeKey> {
  const stored = (await findStored(connection, ctx.station.id)) ?? (await make(connection, ctx))
  const { publicKey, privateKey } = await openKey(ctx, stored)
  return {
    publicKey,
    open: async (sealed, aad) => {
      if (sealed.length <= encLength) return null
      const [enc, ciphertext] = [sealed.subarray(0, encLength), sealed.subarray(encLength)]
      const opened = { recipientKey: privateKey, enc: bytes(enc), info: bytes(info) }
      // whatever is wrong with it, it does not open
      return suite.open(opened, bytes(ciphertext), bytes(Buffer.from(aad))).then(Buffer.from, () => null)
    },
  }
}

type Stored = { readonly publicKey: Buffer; readonly wrappedPrivateKey: Buffer; readonly stationKey: Buffer }

async function findStored(connection: Connection, stationId: string): Promise<Stored | null> {
  const { rows } = await sql<Stored>`
    select public_key, wrapped_private_key, wrapped_key as station_key
    from envelope_key join station using (station_id) where station_id = ${stationId}`.execute(connection)
  return rows[0] ?? null
}

/** Of two that are made at once the first one stands. */
async function make(connection: Connection, ctx: Pick<Context, 'station' | 'keys' | 'now'>): Promise<Stored> {
  const { rows } = await sql<{ wrappedKey: Buffer }>`
    select wrapped_key from station where station_id = ${ctx.station.id}`.execute(connection)
  const stationKey = stationKeyOf(ctx, rows[0]?.wrappedKey ?? fail('request/not-found'))
  const pair = await suite.kem.generateKeyPair()
  const [publicKey, privateKey] = await Promise.all([
    suite.kem.serializePublicKey(pair.publicKey),
    suite.kem.serializePrivateKey(pair.privateKey),
  ])
  const wrapped = wrapKey(stationKey, Buffer.from(privateKey), binding(ctx.station.id))
  await sql`
    insert into envelope_key (station_id, public_key, wrapped_private_key, made_at)
    values (${ctx.station.id}, ${Buffer.from(publicKey)}, ${wrapped}, ${ctx.now()})
    on conflict (station_id) do nothing`.execute(connection)
  return (await findStored(connection, ctx.station.id)) ?? fail('request/not-found')
}

const binding = (stationId: string) => ({ purpose: 'envelope-key', stationId }) as const

type Opened = {
  readonly publicKey: Buffer
  readonly privateKey: Awaited<ReturnType<typeof suite.kem.importKey>>
}

/** Opened keys, found by their wrapped form: what was read from the database always decides which one. */
const opened = new WeakMap<Buffer, Map<string, Promise<Opened>>>()
const maxOpened = 1000

function openKey(ctx: Pick<Context, 'station' | 'keys'>, stored: Stored): Promise<Opened> {
  const cache = opened.get(ctx.keys.outer) ?? new Map<string, Promise<Opened>>()
  opened.set(ctx.keys.outer, cache)
  const name = `${ctx.station.id} ${stored.wrappedPrivateKey.toString('latin1')}`
  const known = cache.get(name)
  if (known) return known

  const plain = unwrapKey(stationKeyOf(ctx, stored.stationKey), stored.wrappedPrivateKey, binding(ctx.station.id))
  const key = suite.kem
    .importKey('raw', bytes(plain), false)
    .then((privateKey) => ({ publicKey: stored.publicKey, privateKey }))
  if (cache.size >= maxOpened) cache.clear()
  cache.set(name, key)
  return key
}

/** A copy that owns its memory, as Web Crypto wants it. */
const bytes = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer
