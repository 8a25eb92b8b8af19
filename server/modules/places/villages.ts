import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace } from '../duties/index.ts'
import { insertEvent, lockPlaceRecord, requireDivision, updatePlace } from './queries.ts'
import { withinReach } from './reach.ts'
import type {
  ChangeCommunity,
  CreateCommunity,
  CreateVillage,
  communityList,
  DivisionQuery,
  villageDetail,
  villageList,
} from './schema.ts'
import { enterPlace, placeChange, requireVersion, todayOf } from './service.ts'

const isCommittee = (place: 'v' | 'p') =>
  sql`coalesce(${sql.raw(place)}.facts #>> '{residentsCommittee,value}', 'false') = 'true'`

/** Of place `v`: an open village proper: a residents' committee (居委会) is entered like one and not counted among them. */
export const isVillage = sql`v.kind = 'village' and v.closed_at is null and not ${isCommittee('v')}`

/** A village: a place without a tier, to which canvass rounds are owed. Errors: place/community-unknown, command/conflict. */
export function createVillage(ctx: Context, id: string, command: CreateVillage) {
  return once(ctx, { id, body: command }, async (tx) => {
    if (command.communityId) await requireDivision(ctx, tx, 'community', command.communityId)
    const { position, ...rest } = command
    await enterPlace(ctx, tx, { id, kind: 'village', villageId: id, ...rest, ...position, confirmedOn: todayOf(ctx) })
    const judged = await judgePlace(ctx, tx, id)
    await record(ctx, tx, { action: 'village.created', entity: 'place', entityId: id })
    return {
      reply: { id, version: 1 },
      changed: [{ op: 'put', entity: 'place', id, villagesAfter: [id] }, ...judged.changed],
    }
  })
}

/** A community: the station's own group of villages, to which appointments are owed. Errors: command/conflict. */
export function createCommunity(ctx: Context, id: string, command: CreateCommunity) {
  return once(ctx, { id, body: command }, async (tx) => {
    await enterPlace(ctx, tx, { id, kind: 'community', villageId: null, ...command, confirmedOn: todayOf(ctx) })
    const judged = await judgePlace(ctx, tx, id)
    await record(ctx, tx, { action: 'community.created', entity: 'place', entityId: id })
    return { reply: { id, version: 1 }, changed: [{ op: 'put', entity: 'place', id }, ...judged.changed] }
  })
}

/** Puts a village into a community, or into none. Errors: record/changed, place/village-unknown, place/community-unknown. */
export function changeCommunity(ctx: Context, villageId: string, entryId: string, command: ChangeCommunity) {
  return once(ctx, { id: entryId, target: villageId, body: command }, async (tx) => {
    const village = await lockPlaceRecord(ctx, tx, villageId)
    if (village.kind !== 'village') fail('place/village-unknown')
    requireVersion(village, command.basedOn)
    if (command.communityId) await requireDivision(ctx, tx, 'community', command.communityId)
    const version = await updatePlace(ctx, tx, villageId, { communityId: command.communityId })
    await insertEvent(ctx, tx, {
      id: entryId,
      placeId: villageId,
      kind: 'community-changed',
      details: { communityId: command.communityId, communityIdBefore: village.communityId },
    })
    await record(ctx, tx, { action: 'village.community-changed', entity: 'place', entityId: villageId })
    return { reply: { id: villageId, version }, changed: [placeChange(village)] }
  })
}

type Village = z.input<typeof villageList>['rows'][number]
type StoredVillage = Omit<Village, 'lastVisitAt' | 'closedAt' | 'byTier'> & {
  lastVisitAt: Date | null
  closedAt: Date | null
  red: number
  yellow: number
  green: number
}

const civilToday = (ctx: Context) => sql`${todayOf(ctx)}::date`

/** Villages by pinyin, with what lies in them; the counts read the open places of one station once. */
async function findVillagesWhere(ctx: Context, id: string | null, closed: boolean): Promise<readonly Village[]> {
  const { rows } = await sql<StoredVillage>`
    with counted as materialized (
      select village_id, count(*)::int as places, count(*) filter (where tier = 'red')::int as red,
        count(*) filter (where tier = 'yellow')::int as yellow, count(*) filter (where tier = 'green')::int as green
      from place
      where station_id = ${ctx.station.id} and closed_at is null and tier is not null
        and ${id === null ? sql`true` : sql`village_id = ${id}`}
      group by village_id
    ), helping as materialized (
      select a.village_id, count(distinct m.id)::int as volunteers
      from member_area a
      join member m on m.station_id = a.station_id and m.id = a.member_id and m.role = 'volunteer'
        and (m.left_on is null or m.left_on > ${civilToday(ctx)})
      where a.station_id = ${ctx.station.id} and a.village_id is not null
        and a.from_day <= ${civilToday(ctx)} and (a.to_day is null or a.to_day >= ${civilToday(ctx)})
      group by a.village_id
    )
    select p.id, p.name, ${isCommittee('p')} as residents_committee, p.division_code, p.community_id,
      c.name as community_name, p.latitude, p.longitude, coalesce(counted.places, 0) as places, coalesce(red, 0) as red, coalesce(yellow, 0) as yellow,
      coalesce(green, 0) as green, coalesce(helping.volunteers, 0) as volunteers, p.last_visit_at, p.closed_at, p.version,
      case when officer.id is null then null else jsonb_build_object('id', officer.id, 'name', officer.name) end as officer
    from place p
    left join place c on c.station_id = p.station_id and c.id = p.community_id
    left join counted on counted.village_id = p.id
    left join helping on helping.village_id = p.id
    left join lateral (
      select r.member_id from responsibility r
      where r.station_id = p.station_id and r.place_id = p.id and r.from_day <= ${civilToday(ctx)}
      order by r.from_day desc, r.recorded_at desc, r.id desc limit 1
    ) named on true
    left join member officer on officer.station_id = p.station_id and officer.id = named.member_id
    where p.station_id = ${ctx.station.id} and p.kind = 'village' and ${id === null ? sql`true` : sql`p.id = ${id}`}
      and (${closed}::boolean or p.closed_at is null) and ${withinReach(ctx)}
    order by p.name collate "zh-Hans-x-icu", p.id`.execute(ctx.db)
  return rows.map(({ red, yellow, green, ...row }) => ({
    ...row,
    byTier: { red, yellow, green },
    lastVisitAt: row.lastVisitAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  }))
}

export async function findVillages(ctx: Context, { closed }: DivisionQuery): Promise<z.input<typeof villageList>> {
  return { rows: [...(await findVillagesWhere(ctx, null, closed))] }
}

/** One village, who helps there, and how many duties are open in it. Errors: place/not-found. */
export async function getVillage(ctx: Context, id: string): Promise<z.input<typeof villageDetail>> {
  const [village] = await findVillagesWhere(ctx, id, true)
  if (!village) return fail('place/not-found')
  const { rows: members } = await sql<z.input<typeof villageDetail>['members'][number]>`
    select distinct m.id, m.name, m.role from member_area a
    join member m on m.station_id = a.station_id and m.id = a.member_id
      and (m.left_on is null or m.left_on > ${civilToday(ctx)})
    where a.station_id = ${ctx.station.id} and a.village_id = ${id}
      and a.from_day <= ${civilToday(ctx)} and (a.to_day is null or a.to_day >= ${civilToday(ctx)})
    order by m.role, m.name`.execute(ctx.db)
  const { rows: counted } = await sql<{ openDuties: number }>`
    select count(*)::int as open_duties from duty d
    join place p on p.station_id = d.station_id and p.id = d.place_id and p.village_id = ${id}
    where d.station_id = ${ctx.station.id} and d.state = 'open' and d.until >= ${civilToday(ctx)}
      and d.from_at <= ${ctx.now()}`.execute(ctx.db)
  return { ...village, members: [...members], openDuties: counted[0]?.openDuties ?? 0 }
}

type StoredCommunity = Omit<z.input<typeof communityList>['rows'][number], 'byTier' | 'closedAt'> & {
  closedAt: Date | null
  red: number
  yellow: number
  green: number
}

/** Communities by pinyin; a member with own villages sees the communities of those. */
export async function findCommunities(ctx: Context, { closed }: DivisionQuery): Promise<z.input<typeof communityList>> {
  const { rows } = await sql<StoredCommunity>`
    with counted as materialized (
      select v.community_id, count(*) filter (where p.id = v.id)::int as villages,
        count(*) filter (where p.tier is not null)::int as places, count(*) filter (where p.tier = 'red')::int as red,
        count(*) filter (where p.tier = 'yellow')::int as yellow, count(*) filter (where p.tier = 'green')::int as green
      from place v
      join place p on p.station_id = v.station_id and p.village_id = v.id and p.closed_at is null
      where v.station_id = ${ctx.station.id} and v.kind = 'village' and v.closed_at is null and v.community_id is not null
        and ${withinReach(ctx)}
      group by v.community_id
    )
    select c.id, c.name, c.version, c.closed_at, coalesce(villages, 0) as villages, coalesce(places, 0) as places,
      coalesce(red, 0) as red, coalesce(yellow, 0) as yellow, coalesce(green, 0) as green
    from place c
    left join counted on counted.community_id = c.id
    where c.station_id = ${ctx.station.id} and c.kind = 'community' and (${closed}::boolean or c.closed_at is null)
      and (${ctx.scope === 'station'}::boolean or counted.community_id is not null)
    order by c.name collate "zh-Hans-x-icu", c.id`.execute(ctx.db)
  return {
    rows: rows.map(({ red, yellow, green, closedAt, ...row }) => ({
      ...row,
      byTier: { red, yellow, green },
      closedAt: closedAt?.toISOString() ?? null,
    })),
  }
}
