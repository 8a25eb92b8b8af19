import { createECDH, type ECDH } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Connection } from '../db/connection.ts'
import { fail } from '../http/problem.ts'
import { unwrapKey, wrapKey } from './cipher.ts'
import { openBase } from './hpke.ts'
import { stationKeyOf } from './matters.ts'

const info = Buffer.from('sifang envelope 1')
/** Of a point of P-256, uncompressed. */
const encLength = 65
const curve = 'prime256v1'

/** The pair of keys to which a station's phones seal (docs/decisions/0007); the private one never leaves here. */
export type EnvelopeKey = {
  /** A point of P-256, 65 bytes. */
  readonly publicKey: Buffer
  /** Opens `enc ‖ ciphertext` that was sealed with `aad`; null when it was not sealed to this key, or with another. */
  open(sealed: Buffer, aad: string): Buffer | null
}

/** The pair as it lies in the database, with the station's own key that wraps it. */
export type StoredEnvelopeKey = {
  readonly publicKey: Buffer
  readonly wrappedPrivateKey: Buffer
  readonly stationKey: Buffer
}

type Holder = Pick<Context, 'station' | 'keys'>

/** A station's envelope key, made when it is first asked for. */
export async function envelopeKeyOf(connection: Connection, ctx: Holder & Pick<Context, 'now'>): Promise<EnvelopeKey> {
  return openedEnvelopeKey(ctx, (await findStored(connection, ctx.station.id)) ?? (await make(connection, ctx)))
}

/** The same of one that was read already. */
export function openedEnvelopeKey(ctx: Holder, stored: StoredEnvelopeKey): EnvelopeKey {
  const { publicKey } = stored
  const ecdh = openKey(ctx, stored)
  return {
    publicKey,
    open: (sealed, aad) => {
      if (sealed.length <= encLength) return null
      const [enc, ct] = [sealed.subarray(0, encLength), sealed.subarray(encLength)]
      try {
        return openBase({ ecdh, publicKey }, { enc, ct, info, aad: Buffer.from(aad) })
      } catch {
        // whatever is wrong with it, it does not open
        return null
      }
    },
  }
}

async function findStored(connection: Connection, stationId: string): Promise<StoredEnvelopeKey | null> {
  const { rows } = await sql<StoredEnvelopeKey>`
    select public_key, wrapped_private_key, wrapped_key as station_key
    from envelope_key join station using (station_id) where station_id = ${stationId}`.execute(connection)
  return rows[0] ?? null
}

/** Of two that are made at once the first one stands. */
async function make(connection: Connection, ctx: Holder & Pick<Context, 'now'>): Promise<StoredEnvelopeKey> {
  const { rows } = await sql<{ wrappedKey: Buffer }>`
    select wrapped_key from station where station_id = ${ctx.station.id}`.execute(connection)
  const stationKey = stationKeyOf(ctx, rows[0]?.wrappedKey ?? fail('request/not-found'))
  const ecdh = createECDH(curve)
  const publicKey = ecdh.generateKeys()
  const wrapped = wrapKey(stationKey, padded(ecdh.getPrivateKey()), binding(ctx.station.id))
  await sql`
    insert into envelope_key (station_id, public_key, wrapped_private_key, made_at)
    values (${ctx.station.id}, ${publicKey}, ${wrapped}, ${ctx.now()})
    on conflict (station_id) do nothing`.execute(connection)
  return (await findStored(connection, ctx.station.id)) ?? fail('request/not-found')
}

/** A private key is a number: one in 256 is written a byte shorter. */
const padded = (key: Buffer): Buffer => Buffer.concat([Buffer.alloc(32 - key.length), key])

const binding = (stationId: string) => ({ purpose: 'envelope-key', stationId }) as const

/** Opened keys, found by their wrapped form: what was read from the database always decides which one. */
const opened = new WeakMap<Buffer, Map<string, ECDH>>()
const maxOpened = 1000

function openKey(ctx: Holder, stored: StoredEnvelopeKey): ECDH {
  const cache = opened.get(ctx.keys.outer) ?? new Map<string, ECDH>()
  opened.set(ctx.keys.outer, cache)
  const name = `${ctx.station.id} ${stored.wrappedPrivateKey.toString('latin1')}`
  const known = cache.get(name)
  if (known) return known

  const ecdh = createECDH(curve)
  ecdh.setPrivateKey(unwrapKey(stationKeyOf(ctx, stored.stationKey), stored.wrappedPrivateKey, binding(ctx.station.id)))
  if (cache.size >= maxOpened) cache.clear()
  cache.set(name, ecdh)
  return ecdh
}
