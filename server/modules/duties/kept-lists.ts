import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { findDue } from './due-list.ts'
import { type DueQuery, duePage } from './schema.ts'

type Page = z.input<typeof duePage>

/** A list as it was answered; it is right for the station's change `seq`, on this day. */
type Kept = {
  readonly day: string
  seq: number
  /** As it goes over the wire. */
  readonly json: Buffer
  readonly ownerId: string
  /** Places, villages and lines that it shows, and the place behind its page. */
  readonly shown: ReadonlySet<string>
}

/** The lists last asked for in this process, the newest last; a page of 200 rows is about 120 kB. */
const keptLists = new Map<string, Kept>()
const mostLists = 200

/**
 * A page of what is owed, as JSON. The first page of a member's own list is kept, and answered again for as long as the
 * change feed names nothing that could alter it: a member's phone and desk ask for it all day, and between two visits it
 * is the same (bench/due-list). What is answered is always what `findDue` would say at this moment. Not kept is what a
 * change of something else can alter: a village that comes into a community brings places that no entry names.
 */
export async function dueListJson(ctx: Context, query: DueQuery, day: string): Promise<Buffer> {
  const { ownerId } = query
  if (!ownerId || query.after || query.state || query.communityId) return jsonOf((await findDue(ctx, query, day)).page)
  const key = JSON.stringify([ctx.station.id, ctx.scope === 'village' ? ctx.actor.villageIds : null, query])
  const seq = ctx.feedSeq ?? (await headOf(ctx))
  const kept = keptLists.get(key)
  if (kept?.day === day && holds(kept, await changesThrough(ctx, seq, day))) {
    keep(key, kept)
    return kept.json
  }
  const { page, placeBehind } = await findDue(ctx, query, day)
  const json = jsonOf(page)
  keep(key, { day, seq, json, ownerId, shown: idsIn(page, placeBehind) })
  return json
}

const jsonOf = (page: Page): Buffer => Buffer.from(JSON.stringify(z.encode(duePage, page)))

function keep(key: string, kept: Kept): void {
  keptLists.delete(key)
  keptLists.set(key, kept)
  for (const oldest of keptLists.keys()) {
    if (keptLists.size <= mostLists) return
    keptLists.delete(oldest)
  }
}

function idsIn({ rows }: Page, placeBehind: string | null): ReadonlySet<string> {
  const shown = rows.flatMap(({ placeId, villageId, lineId }) => [placeId, lineId, ...(villageId ? [villageId] : [])])
  return new Set(placeBehind ? [...shown, placeBehind] : shown)
}

async function headOf(ctx: Context): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select seq from change_counter where station_id = ${ctx.station.id}`.execute(ctx.db)
  return rows[0]?.seq ?? 0
}

type Change = {
  readonly seq: number
  readonly entity: string
  readonly id: string | null
  /** Of a place: whose its running duties are. */
  readonly ownerIds: readonly string[]
}

/** A station's last changes: all of those after `from` up to `through`. */
type LastChanges = { readonly from: number; readonly through: number; readonly changes: readonly Change[] }

const lastChanges = new Map<string, Promise<LastChanges>>()
const mostChanges = 500

/** What of the feed is known up to `seq` at least; each change is read once, whoever waits for it. */
async function changesThrough(ctx: Context, seq: number, day: string): Promise<LastChanges> {
  for (;;) {
    const reading = lastChanges.get(ctx.station.id)
    const known = await reading?.catch(() => undefined)
    if (known && known.through >= seq) return known
    if (lastChanges.get(ctx.station.id) !== reading) continue
    lastChanges.set(
      ctx.station.id,
      known ? readOn(ctx, known, seq, day) : Promise.resolve({ from: seq, through: seq, changes: [] }),
    )
  }
}

/** Plan: change_pkey from `through` on, a few rows; duty_by_place for each place among them. */
async function readOn(ctx: Context, { from, through, changes }: LastChanges, seq: number, day: string) {
  const { rows } = await sql<Change>`
    select c.seq, c.entity, c.id, array(
      select distinct d.owner_id from duty d
      where c.entity in ('duty', 'place') and d.station_id = c.station_id and d.place_id = c.id and d.state = 'open'
        and d.until >= ${day}::date and d.from_at <= ${ctx.now()} and d.owner_id is not null) as owner_ids
    from change c where c.station_id = ${ctx.station.id} and c.seq > ${through}
    order by c.seq limit ${mostChanges}`.execute(ctx.db)
  if (rows.length === mostChanges) return { from: seq, through: seq, changes: [] }
  const all = [...changes, ...rows].slice(-mostChanges)
  const first = changes.length + rows.length > mostChanges ? (all[0]?.seq ?? seq) - 1 : from
  return { from: first, through: Math.max(seq, rows.at(-1)?.seq ?? seq), changes: all }
}

/** What these entries tell of is not on a due list: where it alters one, a `duty` or `place` entry says so beside it. */
const beside = new Set(['visit', 'incident', 'excusal', 'tier-proposal', 'round-list', 'import'])

/**
 * Whether nothing since `kept.seq` could alter the list: a change of one place that it does not show, and of which its
 * member has no running duty now, does not; neither do entries `beside`. Any other kind of change might.
 */
function holds(kept: Kept, { from, through, changes }: LastChanges): boolean {
  if (kept.seq < from) return false
  const alters = changes.some(({ seq, entity, id, ownerIds }) => {
    if (seq <= kept.seq || (id !== null && beside.has(entity))) return false
    const ofOnePlace = id !== null && (entity === 'duty' || entity === 'place')
    return !ofOnePlace || ownerIds.includes(kept.ownerId) || kept.shown.has(id)
  })
  if (!alters) kept.seq = through
  return !alters
}
