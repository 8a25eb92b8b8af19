import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { isCompacted } from '../../platform/records/changes.ts'
import type { mapPlaces } from './map-schema.ts'
import { withinReach } from './reach.ts'

type MapPlaces = z.input<typeof mapPlaces>
type Point = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly tier: 'red' | 'yellow' | 'green' | null
  readonly latitude: number
  readonly longitude: number
}

/** Up to here the names come along, so that the map can write them. */
const mostNamed = 20_000
const tierCodes = { red: 1, yellow: 2, green: 3 } as const

/**
 * All open places that have a position, in columns: a hundred thousand are under 2.5 MB by gzip, and a page makes its points
 * of them without an object each. Positions are WGS-84 in millionths of a degree (0.1 m).
 */
async function readMapPlaces(ctx: Context): Promise<MapPlaces> {
  const { rows } = await sql<Point>`
    select p.id, p.name, p.kind, p.tier, p.latitude, p.longitude from place p
    where p.station_id = ${ctx.station.id} and p.closed_at is null and p.latitude is not null and p.longitude is not null
      and p.kind not in ('village', 'community') and ${withinReach(ctx)}
    order by p.id`.execute(ctx.db)
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort()
  const kindCodes = new Map(kinds.map((kind, code) => [kind, code]))
  return {
    kinds,
    ids: rows.map(({ id }) => id),
    latitudes: rows.map(({ latitude }) => Math.round(latitude * 1e6)),
    longitudes: rows.map(({ longitude }) => Math.round(longitude * 1e6)),
    tiers: rows.map(({ tier }) => (tier ? tierCodes[tier] : 0)),
    kindCodes: rows.map(({ kind }) => kindCodes.get(kind) ?? 0),
    names: rows.length <= mostNamed ? rows.map(({ name }) => name) : null,
  }
}

export type MapBody = { readonly etag: string; readonly gzipped: Buffer }

const compressed = promisify(gzip)
/** The last body of each of a few stations; another reach is read anew. */
const bodies = new Map<string, { readonly epoch: string; readonly seq: number; readonly body: Promise<MapBody> }>()
const mostBodies = 4

/**
 * The positions as they stand, compressed once for all who see the whole station, until a place changes. `etag` is the feed
 * entry up to which it was read: visits and other entries that move no place leave it alone.
 */
export async function readMap(ctx: Context): Promise<MapBody> {
  const { rows } = await sql<{ epoch: string; seq: number }>`
    select epoch, seq from change_counter where station_id = ${ctx.station.id}`.execute(ctx.db)
  const { epoch, seq } = rows[0] ?? { epoch: '', seq: 0 }
  if (ctx.scope !== 'station') return build(ctx, `${epoch}-${seq}-${ctx.actor.memberId}`)

  const key = ctx.station.id
  const known = bodies.get(key)
  if (known && known.epoch === epoch && !(await hasMoved(ctx, known.seq))) return known.body
  const body = build(ctx, `${epoch}-${seq}`)
  // least recently built goes first
  bodies.delete(key)
  bodies.set(key, { epoch, seq, body })
  for (const oldest of [...bodies.keys()].slice(0, Math.max(0, bodies.size - mostBodies))) bodies.delete(oldest)
  body.catch(() => bodies.delete(key))
  return body
}

async function build(ctx: Context, etag: string): Promise<MapBody> {
  const text = JSON.stringify(await readMapPlaces(ctx))
  return { etag: `"${etag}"`, gzipped: await compressed(text, { level: constants.Z_BEST_SPEED + 4 }) }
}

/** Whether a place may have been put, or many at once, after this entry; on the primary key of `change`. */
async function hasMoved(ctx: Context, seq: number): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    select exists (
      select from change where station_id = ${ctx.station.id} and seq > ${seq} and (entity = 'place' or op = 'reload')
    ) or ${isCompacted(ctx.station.id, seq)} as moved`.execute(ctx.db)
  return rows[0]?.moved ?? true
}
