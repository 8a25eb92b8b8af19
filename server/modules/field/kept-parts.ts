import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { readSeq } from './snapshot.ts'
import { readVillagePart, requireOwnVillage } from './village-part.ts'
import { zipped } from './zipped.ts'

/** A village's part as it goes over the wire, on this day. */
type Part = {
  readonly day: string
  /** It is right up to this change of the station's feed; looked further when somebody asks later. */
  through: number
  readonly compressed: Buffer
}

/** `bytes`: 0 while it is being made. */
type Kept = { readonly part: Promise<Part>; bytes: number }

/** The parts last asked for in this process, the newest last. */
const keptParts = new Map<string, Kept>()
const mostBytes = 64 * 1024 * 1024

/**
 * A village's part, compressed. It is made once for all members who read the same, and anew when the feed names something
 * of the village: in the morning a hundred phones ask for the same twelve villages. What is answered holds every change
 * that was there when the request began; its own `seq` is when it was made. Errors: place/not-found.
 */
export async function villagePartCompressed(ctx: Context, villageId: string): Promise<Buffer> {
  requireOwnVillage(ctx, villageId)
  const day = dayOf(ctx.now(), ctx.station.timeZone)
  const seq = ctx.feedSeq ?? (await readSeq(ctx))
  // all police read the same
  const key = [ctx.station.id, villageId, ctx.scope === 'station' ? ctx.scope : ctx.actor.role].join(' ')
  for (;;) {
    const kept = keptParts.get(key)
    if (kept === undefined) {
      keep(key, make(ctx, villageId, day, key))
      continue
    }
    const part = await kept.part
    if (part.day === day && (part.through >= seq || (await isUntouched(ctx, villageId, part, seq)))) {
      keep(key, kept)
      return part.compressed
    }
    // unless somebody else has found it old already
    if (keptParts.get(key) === kept) keptParts.delete(key)
  }
}

function make(ctx: Context, villageId: string, day: string, key: string): Kept {
  const kept: Kept = { bytes: 0, part: making() }
  async function making(): Promise<Part> {
    try {
      const part = await readVillagePart(ctx, villageId)
      const compressed = await zipped(part)
      kept.bytes = compressed.length
      return { day, through: part.seq, compressed }
    } catch (error) {
      keptParts.delete(key)
      throw error
    }
  }
  return kept
}

function keep(key: string, kept: Kept): void {
  keptParts.delete(key)
  keptParts.set(key, kept)
  let bytes = [...keptParts.values()].reduce((sum, one) => sum + one.bytes, 0)
  for (const [oldest, one] of keptParts) {
    if (bytes <= mostBytes) return
    keptParts.delete(oldest)
    bytes -= one.bytes
  }
}

/**
 * Whether the feed names nothing of the village since the part was made: what is not of one village there (members, the
 * roster, visits as such) is in no part of one. Plan: change_pkey between the two.
 */
async function isUntouched(ctx: Context, villageId: string, part: Part, seq: number): Promise<boolean> {
  const { rows } = await sql`
    select from change c
    where c.station_id = ${ctx.station.id} and c.seq > ${part.through} and c.seq <= ${seq}
      and c.entity in ('place', 'duty', 'follow-up', 'dispute')
      and (c.villages_before || c.villages_after = '{}' or c.villages_before || c.villages_after && ${[villageId]}::uuid[])
    limit 1`.execute(ctx.db)
  if (rows.length > 0) return false
  part.through = Math.max(part.through, seq)
  return true
}
