import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { checkPage, checkQuery, checkRow } from './schema.ts'

type Query = z.output<typeof checkQuery>
type Row = z.input<typeof checkRow>

const filters = (ctx: Context, query: Query) => sql`
  c.station_id = ${ctx.station.id}
  and (${query.state ?? null}::text is null or c.state = ${query.state ?? null})
  and (${query.placeId ?? null}::uuid is null or exists (
    select from targeted_check_place s where s.station_id = c.station_id and s.check_id = c.id
      and s.place_id = ${query.placeId ?? null}))
  and (${query.memberId ?? null}::uuid is null or exists (
    select from targeted_check_member m where m.station_id = c.station_id and m.check_id = c.id
      and m.member_id = ${query.memberId ?? null}))`

/** Targeted checks, the latest day first. Rides on targeted_check_by_day: a page reads `limit` rows of one station. */
export async function findChecks(ctx: Context, query: Query): Promise<z.input<typeof checkPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Row>`
    select c.id, c.title, c.planned_on, c.state, c.places, c.done, l.title as checklist_title,
      first.place_name, first.village_name, hazards.open as open_hazards, hazards.next_recheck_on
    from targeted_check c
    join checklist_version l on l.station_id = c.station_id and l.checklist_id = c.checklist_id
      and l.version = c.checklist_version
    cross join lateral (
      select p.name as place_name, v.name as village_name
      from targeted_check_place s
      join place p on p.station_id = s.station_id and p.id = s.place_id
      left join place v on v.station_id = p.station_id and v.id = p.village_id
      where s.station_id = c.station_id and s.check_id = c.id order by s.no limit 1) first
    cross join lateral (
      select count(*)::int as open, min(h.recheck_on) as next_recheck_on
      from targeted_check_hazard h
      where h.station_id = c.station_id and h.check_id = c.id and h.rectified_at is null) hazards
    where ${filters(ctx, query)}
      and (${after?.[0] ?? null}::date is null
        or (c.planned_on, c.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
    order by c.planned_on desc, c.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    next: rows.length > query.limit && last ? cursor([last.plannedOn, last.id]) : null,
    total: after ? null : await countChecks(ctx, query),
  }
}

async function countChecks(ctx: Context, query: Query): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from targeted_check c where ${filters(ctx, query)}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
