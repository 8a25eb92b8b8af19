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
  readonly json: string
  /** Places, villages and lines that it shows. */
  readonly shown: ReadonlySet<string>
}

/** The lists last asked for in this process, the newest last; a page of 200 rows is about 120 kB. */
const keptLists = new Map<string, Kept>()
const mostLists = 200

/**
 * A page of what is owed, as JSON. The first page of a member's own list is kept, and answered again for as long as the
 * change feed names nothing that could alter it: a member's phone and desk ask for it all day, and between two visits it
 * is the same (bench/due-list). What is answered is always what `findDue` would say at this moment.
 */
export async function dueListJson(ctx: Context, query: DueQuery, day: string): Promise<string> {
  const { ownerId } = query
  if (!ownerId || query.after || query.state) return jsonOf(await findDue(ctx, query, day))
  const key = JSON.stringify([ctx.station.id, ctx.scope === 'village' ? ctx.actor.villageIds : null, query])
  const kept = keptLists.get(key)
  if (kept?.day === day && (await stillHolds(ctx, kept, ownerId))) {
    keep(key, kept)
    return kept.json
  }
  const seq = await headOf(ctx)
  const page = await findDue(ctx, query, day)
  const json = jsonOf(page)
  keep(key, { day, seq, json, shown: idsIn(page) })
  return json
}

const jsonOf = (page: Page): string => JSON.stringify(z.encode(duePage, page))

function keep(key: string, kept: Kept): void {
  keptLists.delete(key)
  keptLists.set(key, kept)
  for (const oldest of keptLists.keys()) {
    if (keptLists.size <= mostLists) return
    keptLists.delete(oldest)
  }
}

const idsIn = ({ rows }: Page): ReadonlySet<string> =>
  new Set(rows.flatMap(({ placeId, villageId, lineId }) => [placeId, lineId, ...(villageId ? [villageId] : [])]))

async function headOf(ctx: Context): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select seq from change_counter where station_id = ${ctx.station.id}`.execute(ctx.db)
  return rows[0]?.seq ?? 0
}

/** More changes than these are not looked through. */
const mostChanges = 300

/** What these entries tell of is not on a due list: where it alters one, a `duty` or `place` entry says so beside it. */
const beside = new Set(['visit', 'incident', 'excusal', 'tier-proposal', 'round-list', 'import'])

/**
 * Whether nothing of the feed since `kept.seq` could alter the list: a change of one place that it does not show, and of
 * which this member has no running duty now, does not; neither do entries `beside`. Any other kind of change might.
 *
 * Plan: change_pkey from `seq` on, most often none or a few rows; duty_by_place for each place among them.
 */
async function stillHolds(ctx: Context, kept: Kept, ownerId: string): Promise<boolean> {
  const { rows } = await sql<{ seq: number; entity: string; id: string | null; owned: boolean }>`
    select c.seq, c.entity, c.id, c.entity in ('duty', 'place') and exists (
      select from duty d
      where d.station_id = c.station_id and d.place_id = c.id and d.state = 'open' and d.until >= ${kept.day}::date
        and d.from_at <= ${ctx.now()} and d.owner_id = ${ownerId}) as owned
    from change c where c.station_id = ${ctx.station.id} and c.seq > ${kept.seq}
    order by c.seq limit ${mostChanges}`.execute(ctx.db)
  const alters = rows.some(({ entity, id, owned }) => {
    if (id !== null && beside.has(entity)) return false
    const ofOnePlace = id !== null && (entity === 'duty' || entity === 'place')
    return !ofOnePlace || owned || kept.shown.has(id)
  })
  if (alters || rows.length === mostChanges) return false
  kept.seq = rows.at(-1)?.seq ?? kept.seq
  return true
}
