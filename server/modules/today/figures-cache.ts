import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { countVillages, type VillageFigures } from './queries.ts'

type Counted = { readonly day: string; readonly seq: number; readonly villages: ReadonlyMap<string, VillageFigures> }

/** The last counts of each station in this process. They are right for `seq`; the feed says what to count again. */
const lastCounts = new Map<string, Counted>()

/**
 * The figures of each village as of the station's change `seq`: only villages that changed since the last reading are
 * counted again, so that a station of 100,000 places answers like a small one (bench/today).
 */
export async function villageFigures(ctx: Context, day: string, seq: number): Promise<readonly VillageFigures[]> {
  const last = lastCounts.get(ctx.station.id)
  // of two that read at once the other may have come further; what it counted is of now as well
  if (last?.day === day && last.seq >= seq) return [...last.villages.values()]
  const touched = last?.day === day ? await villagesSince(ctx, last.seq, seq) : null

  const counted = await countVillages(ctx, day, touched)
  // what lies in no village is few and is always counted again
  const kept = touched && last ? [...last.villages].filter(([id]) => id !== '' && !touched.includes(id)) : []
  const villages = new Map([...kept, ...counted.map((figures) => [figures.villageId ?? '', figures] as const)])
  lastCounts.set(ctx.station.id, { day, seq, villages })
  return [...villages.values()]
}

/**
 * The villages that the feed names after `from`; null when an entry reaches further than its villages. One thing without a
 * village (a community, a visit there) is counted with what lies in none.
 */
async function villagesSince(ctx: Context, from: number, to: number): Promise<readonly string[] | null> {
  const { rows } = await sql<{ villages: string[] | null; everywhere: boolean }>`
    select array_agg(distinct village) as villages, bool_or(everywhere) as everywhere
    from (
      select unnest(villages_before || villages_after) as village,
        false as everywhere from change where station_id = ${ctx.station.id} and seq > ${from} and seq <= ${to}
      union all
      select null, true from change where station_id = ${ctx.station.id} and seq > ${from} and seq <= ${to}
        and entity in ('place', 'visit', 'duty', 'policy') and villages_before || villages_after = '{}'
        and (id is null or entity = 'policy')
    ) touched`.execute(ctx.db)
  const [found] = rows
  if (!found || found.everywhere) return null
  return (found.villages ?? []).filter((village) => village !== null)
}
