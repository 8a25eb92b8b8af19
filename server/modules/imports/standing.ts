import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import type { Run } from './run.ts'

/** So many records of a kind that rest on what an import brought. */
export type Standing = { readonly what: string; readonly count: number }

type Where = Pick<JobContext, 'station'>

/** What stands on an import by now: while there is any, it is not undone. Counts that are 0 are left out. */
export async function findStanding(connection: Connection, ctx: Where, run: Run): Promise<readonly Standing[]> {
  const places = await standingOnPlaces(connection, ctx, run)
  if (run.sheet === 'members') return [...places, ...(await standingOnMembers(connection, ctx, run))]
  if (run.sheet === 'lines') return [...places, ...(await standingOnLines(connection, ctx, run))]
  return places
}

/** Rides on place_by_import and on each table's index by place. */
async function standingOnPlaces(connection: Connection, ctx: Where, run: Run): Promise<readonly Standing[]> {
  const station = ctx.station.id
  const live = run.options.liveAt ?? run.startedAt.toISOString()
  const ours = sql`select id from place where station_id = ${station} and import_id = ${run.id}`
  return counted(
    connection,
    sql`
    select 'visits' as what, count(*)::int as count from visit where station_id = ${station} and place_id in (${ours})
    union all select 'incidents', count(*)::int from incident
      where station_id = ${station} and (place_id in (${ours}) or village_id in (${ours}))
    union all select 'proposals', count(*)::int from tier_proposal where station_id = ${station} and place_id in (${ours})
    union all select 'reviews', count(*)::int from red_review where station_id = ${station} and place_id in (${ours})
    union all select 'excusals', count(*)::int from excusal where station_id = ${station} and place_id in (${ours})
    union all select 'findings', count(*)::int from finding where station_id = ${station} and place_id in (${ours})
    union all select 'follow-ups', count(*)::int from follow_up
      where station_id = ${station} and (place_id in (${ours}) or village_id in (${ours}))
    union all select 'facts', count(*)::int from place_fact
      where station_id = ${station} and place_id in (${ours}) and recorded_at > ${live}::timestamptz
    union all select 'corrections', count(*)::int from place_event
      where station_id = ${station} and place_id in (${ours}) and recorded_at > ${live}::timestamptz
    union all select 'contacts', count(*)::int from place_contact
      where station_id = ${station} and place_id in (${ours}) and recorded_at > ${live}::timestamptz
    union all select 'responsibilities', count(*)::int from responsibility
      where station_id = ${station} and place_id in (${ours}) and recorded_at > ${live}::timestamptz
    union all select 'merged', count(*)::int from place
      where station_id = ${station} and merged_into_id in (${ours}) and import_id is distinct from ${run.id}
    union all select 'places', count(*)::int from place
      where station_id = ${station} and import_id is distinct from ${run.id} and (village_id in (${ours}) or community_id in (${ours}))
        and not exists (select from import_row r where r.station_id = ${station} and r.import_id = ${run.id} and r.choice = 'merge' and r.twin_id = place.id)
    union all select 'areas', count(*)::int from member_area where station_id = ${station} and village_id in (${ours})
    union all select 'round-lists', count(*)::int from round_list
      where station_id = ${station} and place_ids && array(${ours})`,
  )
}

async function standingOnMembers(connection: Connection, ctx: Where, run: Run): Promise<readonly Standing[]> {
  const station = ctx.station.id
  const ours = sql`
    select r.id from import_row r
    where r.station_id = ${station} and r.import_id = ${run.id} and r.choice in ('add', 'keep') and r.verdict <> 'bad'`
  return counted(
    connection,
    sql`
    select 'accounts' as what, count(*)::int as count from member
      where station_id = ${station} and id in (${ours}) and account_id is not null
    union all select 'accounts', count(*)::int from auth."user" where station_id = ${station} and member_id in (${ours})
    union all select 'changes', count(*)::int from member
      where station_id = ${station} and id in (${ours}) and (version > 1 or left_on is not null)
    union all select 'responsibilities', count(*)::int from responsibility where station_id = ${station} and member_id in (${ours})
    union all select 'places', count(*)::int from place where station_id = ${station} and owner_id in (${ours})
    union all select 'visits', count(*)::int from visit where station_id = ${station} and participants && array(${ours})
    union all select 'findings', count(*)::int from finding
      where station_id = ${station} and (reporter_id in (${ours}) or entered_by in (${ours}))
    union all select 'follow-ups', count(*)::int from follow_up where station_id = ${station} and owner_id in (${ours})
    union all select 'follow-ups', count(*)::int from follow_up_member where station_id = ${station} and member_id in (${ours})
    union all select 'shifts', count(*)::int from shift
      where station_id = ${station} and (duty_officer_id in (${ours}) or shift_leader_id in (${ours}))
    union all select 'stand-ins', count(*)::int from stand_in
      where station_id = ${station} and (member_id in (${ours}) or stand_in_id in (${ours}))
    union all select 'teams', count(*)::int from team where station_id = ${station} and member_ids && array(${ours})`,
  )
}

async function standingOnLines(connection: Connection, ctx: Where, run: Run): Promise<readonly Standing[]> {
  const station = ctx.station.id
  const ours = sql`
    select (r."row" ->> 'lineId')::uuid from import_row r
    where r.station_id = ${station} and r.import_id = ${run.id} and r.choice in ('add', 'keep') and r.verdict <> 'bad'`
  return counted(
    connection,
    sql`
    select 'incidents' as what, count(*)::int as count from incident where station_id = ${station} and line_id in (${ours})
    union all select 'areas', count(*)::int from member_area where station_id = ${station} and line_id in (${ours})
    union all select 'segments', count(*)::int from place
      where station_id = ${station} and line_id in (${ours}) and import_id is distinct from ${run.id}
    union all select 'posts', count(*)::int from line_post p
      where p.station_id = ${station} and p.line_id in (${ours}) and not exists (
        select from import_row r where r.station_id = ${station} and r.import_id = ${run.id}
          and (r."row" ->> 'lineId')::uuid = p.line_id and (r."row" ->> 'km')::numeric = p.km
          and (r."row" ->> 'latitude')::float8 = p.latitude)`,
  )
}

async function counted(connection: Connection, counts: ReturnType<typeof sql>): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    select what, sum(count)::int as count from (${counts}) c group by what having sum(count) > 0 order by what`.execute(
    connection,
  )
  return rows
}
