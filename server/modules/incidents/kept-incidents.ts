import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { isCompacted } from '../../platform/records/changes.ts'
import { type IncidentRead, type IncidentsRead, readIncidents, readSome } from './for-streaks.ts'

type Kept = { readonly seq: number; readonly categories: ReadonlySet<string>; readonly incidents: IncidentsRead }

/** What this process has read of each station, the longest unasked first. It is right for its `seq`. */
const kept = new Map<string, Kept>()

/** Of so many stations; ten thousand incidents are 3 MB. */
const mostStations = 20

/**
 * All incidents of these categories, and perhaps of others, as of the station's change `seq`: after a write only those that
 * the feed names are read again, so that twenty years of them answer like the last (bench/streaks).
 */
export async function incidentsNow(
  ctx: Pick<Context, 'db' | 'station' | 'feedSeq'>,
  categories: readonly string[],
): Promise<IncidentsRead> {
  const before = kept.get(ctx.station.id)
  const covers = before !== undefined && categories.every((category) => before.categories.has(category))
  const now = covers ? await brought(ctx, before) : await readAll(ctx, categories, before)
  kept.delete(ctx.station.id)
  kept.set(ctx.station.id, now)
  for (const station of [...kept.keys()].slice(0, Math.max(0, kept.size - mostStations))) kept.delete(station)
  return now.incidents
}

/** `seq` is asked for first: what is written meanwhile is read now and once more the next time. */
async function readAll(
  ctx: Pick<Context, 'db' | 'station'>,
  categories: readonly string[],
  before: Kept | undefined,
): Promise<Kept> {
  const { seq } = await changesSince(ctx, null)
  const wanted = new Set([...categories, ...(before?.categories ?? [])])
  return { seq, categories: wanted, incidents: await readIncidents(ctx, [...wanted]) }
}

/** What was kept, with what has changed since. */
async function brought(ctx: Pick<Context, 'db' | 'station' | 'feedSeq'>, before: Kept): Promise<Kept> {
  if (ctx.feedSeq === before.seq) return before
  const { seq, ids, complete } = await changesSince(ctx, before.seq)
  if (!complete) return readAll(ctx, [...before.categories], undefined)
  if (ids.length === 0) return { ...before, seq }
  const changed = new Set(ids)
  const incidents = new Map(
    [...before.incidents].map(([category, list]) => [category, list.filter(({ id }) => !changed.has(id))]),
  )
  for (const [category, list] of await readSome(ctx, ids)) {
    if (!before.categories.has(category)) continue
    incidents.set(category, [...(incidents.get(category) ?? []), ...list].sort(byDay))
  }
  return { ...before, seq, incidents }
}

const byDay = (a: IncidentRead, b: IncidentRead): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1)

/** Where the feed stands, and which incidents it names after `since`; not complete when it no longer reaches back so far. */
async function changesSince(
  ctx: Pick<Context, 'db' | 'station'>,
  since: number | null,
): Promise<{ seq: number; ids: readonly string[]; complete: boolean }> {
  const { rows } = await sql<{ seq: number; ids: string[]; complete: boolean }>`
    select c.seq, coalesce(n.ids, '{}') as ids, not coalesce(n.ranged, false) and c.seq >= ${since}::bigint
      and not ${since === null ? sql`true` : isCompacted(ctx.station.id, since)} as complete
    from change_counter c, lateral (
      select array_agg(distinct id) filter (where id is not null) as ids, bool_or(id is null) as ranged from change
      where station_id = ${ctx.station.id} and seq > ${since}::bigint and seq <= c.seq and entity = 'incident') n
    where c.station_id = ${ctx.station.id}`.execute(ctx.db)
  return rows[0] ?? { seq: 0, ids: [], complete: false }
}
