import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { flag } from '../../platform/http/route.ts'
import { placeFilters, placeQuery, searchPieces, withinReach } from '../places/index.ts'
import { allOf, exportList, plain, pointOf, textOf, wallTime } from './list.ts'
import { wordFor } from './words.ts'

const communityId = z.uuid().optional()

/** A piece of a name, its pinyin or initials, as the list finds it. */
function found(ctx: Context, search: string): RawBuilder<unknown> {
  const pieces = searchPieces(ctx.station.id, search)
  const ways = pieces ? [pieces.exact, pieces.prefix, pieces.initialsPrefix, pieces.inside, pieces.pinyinInside] : []
  const asked = ways.flatMap((way) => (way ? [sql`p.search_grams @> ${[...way]}::text[]`] : []))
  return asked.length > 0 ? sql`(${sql.join(asked, sql` or `)})` : sql`false`
}

/** Headings are those of the import where both have the column, so that a list that went out can come in again. */
export const places = exportList({
  name: 'places',
  zh: '走访场所',
  en: 'Places',
  permission: 'place.read',
  filters: placeQuery.omit({ limit: true, after: true }),
  rows: (ctx, query) => sql`
    select p.id, p.name, p.kind, v.name as village, c.name as community, p.latitude, p.longitude, p.address_hint,
      m.name as owner, p.tier, (p.facts -> 'vacant' ->> 'value')::boolean as vacant,
      (p.facts -> 'largeVehicleAccess' ->> 'value')::boolean as access, p.external_id,
      ${wallTime(ctx, sql`p.last_visit_at`)} as last_visit, p.confirmed_on::text, ${wallTime(ctx, sql`p.closed_at`)} as closed
    from place p
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    left join place c on c.station_id = p.station_id and c.id = coalesce(p.community_id, v.community_id)
    left join member m on m.station_id = p.station_id and m.id = p.owner_id
    where p.station_id = ${ctx.station.id} and ${withinReach(ctx)} and ${allOf([
      ...placeFilters(ctx, query),
      query.search && found(ctx, query.search),
    ])}
    order by v.name, p.name, p.id`,
  columns: [
    plain('name', '名称', 'Name', 28),
    { zh: '类型', en: 'Kind', width: 14, value: (row, language) => wordFor('kind', textOf(row.kind), language) },
    plain('village', '村', 'Village', 14),
    plain('community', '社区', 'Community', 14),
    { zh: '等级', en: 'Tier', value: (row, language) => wordFor('tier', textOf(row.tier), language) },
    plain('latitude', '纬度', 'Latitude'),
    plain('longitude', '经度', 'Longitude'),
    plain('addressHint', '地址说明', 'Address hint', 28),
    plain('owner', '责任民警', 'Responsible officer'),
    plain('vacant', '空置', 'Vacant'),
    plain('access', '大型车辆可进入', 'Large vehicle access'),
    plain('externalId', '外部编号', 'External id'),
    plain('lastVisit', '最近走访', 'Last visit', 17),
    plain('confirmedOn', '最近核实', 'Confirmed on'),
    plain('closed', '停用时间', 'Closed at', 17),
  ],
  geo: { shape: pointOf },
})

export const villages = exportList({
  name: 'villages',
  zh: '社区和村',
  en: 'Communities and villages',
  permission: 'place.read',
  filters: z.object({ communityId, closed: flag.default(false) }),
  rows: (ctx, query) => sql`
    select p.id, p.name as village, c.name as community, p.division_code as code, m.name as officer, p.latitude, p.longitude,
      (select count(*)::int from place x where x.station_id = p.station_id and x.village_id = p.id and x.tier is not null
        and x.closed_at is null and x.merged_into_id is null) as places,
      ${wallTime(ctx, sql`p.last_visit_at`)} as last_visit
    from place p
    left join place c on c.station_id = p.station_id and c.id = p.community_id
    left join lateral (
      select r.member_id from responsibility r
      where r.station_id = p.station_id and r.place_id = p.id
        and r.from_day <= (${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone}::text)::date
      order by r.from_day desc, r.recorded_at desc, r.id desc limit 1
    ) named on true
    left join member m on m.station_id = p.station_id and m.id = named.member_id
    where p.station_id = ${ctx.station.id} and p.kind = 'village' and p.merged_into_id is null and ${allOf([
      query.communityId && sql`p.community_id = ${query.communityId}::uuid`,
      !query.closed && sql`p.closed_at is null`,
      ctx.scope !== 'station' && sql`p.id = any(${[...ctx.actor.villageIds]}::uuid[])`,
    ])}
    order by c.name, p.name, p.id`,
  columns: [
    plain('village', '村', 'Village', 14),
    plain('community', '社区', 'Community', 14),
    plain('code', '区划代码', 'Division code', 16),
    plain('officer', '社区民警', 'Community officer'),
    plain('latitude', '纬度', 'Latitude'),
    plain('longitude', '经度', 'Longitude'),
    plain('places', '场所数', 'Places'),
    plain('lastVisit', '最近走访', 'Last visit', 17),
  ],
  geo: { shape: pointOf },
})

export const lines = exportList({
  name: 'lines',
  zh: '管线和标志桩',
  en: 'Lines and posts',
  permission: 'place.read',
  filters: z.object({ lineId: z.uuid().optional() }),
  rows: (ctx, query) => sql`
    select l.id, l.name as line, t.label as post, t.latitude, t.longitude, s.from_km, s.to_km
    from line l join line_post t on t.station_id = l.station_id and t.line_id = l.id
    left join place s on s.station_id = l.station_id and s.line_id = l.id and s.kind = 'segment' and s.from_km = t.km
      and s.merged_into_id is null and s.closed_at is null
    where l.station_id = ${ctx.station.id} and ${allOf([query.lineId && sql`l.id = ${query.lineId}::uuid`])}
    order by l.name, l.id, t.km`,
  columns: [
    plain('line', '管线名', 'Line', 18),
    plain('post', '桩号', 'Kilometre post'),
    plain('latitude', '纬度', 'Latitude'),
    plain('longitude', '经度', 'Longitude'),
    plain('fromKm', '管段起', 'Segment from'),
    plain('toKm', '管段止', 'Segment to'),
  ],
  geo: {
    rows: (ctx, query) => sql`
      select l.id, l.name as line, string_agg(t.latitude || ' ' || t.longitude, ',' order by t.km) as course
      from line l join line_post t on t.station_id = l.station_id and t.line_id = l.id
      where l.station_id = ${ctx.station.id} and ${allOf([query.lineId && sql`l.id = ${query.lineId}::uuid`])}
      group by l.station_id, l.id, l.name order by l.name, l.id`,
    shape: ({ course }) => {
      const along = (textOf(course) ?? '').split(',').map((point) => {
        const [latitude = 0, longitude = 0] = point.split(' ').map(Number)
        return { latitude, longitude }
      })
      return along.length > 1 ? { kind: 'line', along } : null
    },
  },
})
