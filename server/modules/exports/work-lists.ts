import { dayOf } from '@sifang/domain/calendar'
import { lineNameIn } from '@sifang/domain/policy'
import { sql } from 'kysely'
import { z } from 'zod'
import { flag } from '../../platform/http/route.ts'
import { dueFilters, dueQuery, missedWindow, requireListable, standing, stateAt } from '../duties/index.ts'
import { memberFilters, memberQuery } from '../members/index.ts'
import { isRead, isReadInFull } from '../visits/index.ts'
import { allOf, exportList, plain, pointOf, textOf, wallTime } from './list.ts'
import { wordFor } from './words.ts'

const day = z.iso.date().optional()

/** What is owed today, in the order of the due list: red, yellow, green, others; 漏访 first; then days left. */
export const duties = exportList({
  name: 'duties',
  zh: '应访清单',
  en: 'Due list',
  permission: 'duty.read',
  filters: dueQuery.omit({ limit: true, after: true }),
  check: (ctx, query) => requireListable(ctx, query),
  rows: (ctx, query) => {
    const today = dayOf(ctx.now(), ctx.station.timeZone)
    return sql`
    select p.id, p.name, p.kind, v.name as village, p.tier, l.name as line, d.period, d.until::text,
      d.until - ${today}::date + 1 as days_left, d.visits, d.visits_done, m.name as owner, p.address_hint,
      p.latitude, p.longitude, ${stateAt(today)} as state,
      case when p.lapses_on < ${today}::date then ((${missedWindow(today)}) ->> 'until') end as missed_until
    from duty d
    join place p on p.station_id = d.station_id and p.id = d.place_id
    join policy_line l on l.station_id = d.station_id and l.id = d.line_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    left join member m on m.station_id = d.station_id and m.id = d.owner_id
    where d.station_id = ${ctx.station.id} and ${standing(query, today)} and d.from_at <= ${ctx.now()}
      ${dueFilters(ctx, query, today)}
    order by case p.tier when 'red' then 0 when 'yellow' then 1 when 'green' then 2 else 3 end,
      (p.lapses_on < ${today}::date) desc nulls last, d.until, p.id, d.line_id, d.period_start`
  },
  columns: [
    { zh: '等级', en: 'Tier', value: (row, language) => wordFor('tier', textOf(row.tier), language) },
    plain('name', '名称', 'Name', 28),
    { zh: '类型', en: 'Kind', width: 14, value: (row, language) => wordFor('kind', textOf(row.kind), language) },
    plain('village', '村', 'Village', 14),
    {
      zh: '走访规定',
      en: 'Policy line',
      width: 18,
      value: (row, language) => lineNameIn(language, textOf(row.line) ?? '', textOf(row.period)),
    },
    { zh: '周期', en: 'Period', value: (row, language) => wordFor('period', textOf(row.period), language) },
    plain('until', '截止', 'Until'),
    { zh: '状态', en: 'State', value: (row, language) => wordFor('dutyState', textOf(row.state), language) },
    plain('daysLeft', '剩余天数', 'Days left'),
    plain('visits', '应访次数', 'Visits asked'),
    plain('visitsDone', '已访次数', 'Visits done'),
    plain('missedUntil', '漏访（截止）', 'Missed until'),
    plain('owner', '责任民警', 'Responsible officer'),
    plain('addressHint', '地址说明', 'Address hint', 28),
    plain('latitude', '纬度', 'Latitude'),
    plain('longitude', '经度', 'Longitude'),
  ],
  geo: { shape: pointOf },
})

/** Anything that may be a telephone or identity number is left out of what people wrote. */
const withoutNumbers = (text: string | null): string | null => text?.replace(/\d[\d\s-]{5,}[\dXx]/g, '***') ?? null

/** Who was there and what they wrote as on the list of visits: for those who read them in full. */
export const visits = exportList({
  name: 'visits',
  zh: '走访记录',
  en: 'Visits',
  permission: 'visit.read',
  filters: z.object({
    placeId: z.uuid().optional(),
    memberId: z.uuid().optional(),
    kind: z.enum(['canvass', 'patrol', 'targeted', 'appointment']).optional(),
    outcome: z.enum(['met', 'inspected', 'outside-look', 'failed']).optional(),
    waiting: flag.optional(),
    from: day,
    to: day,
  }),
  rows: (ctx, query) => sql`
    select x.id, ${wallTime(ctx, sql`x.at`)} as at, p.name, p.kind as place_kind, v.name as village, x.kind, x.outcome, x.failure,
      case when ${isReadInFull(ctx)} then (select string_agg(m.name, '、' order by m.name) from member m
        where m.station_id = x.station_id and m.id = any(x.participants)) end as participants,
      case when ${isReadInFull(ctx)} then x.note end as note,
      ${wallTime(ctx, sql`x.received_at`)} as received, x.time_uncertain, x.voided_at is not null as voided, p.latitude, p.longitude
    from visit x
    join place p on p.station_id = x.station_id and p.id = x.place_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    where x.station_id = ${ctx.station.id} and ${isRead(ctx)} and ${allOf([
      query.placeId && sql`x.place_id = ${query.placeId}::uuid`,
      query.memberId && sql`${query.memberId}::uuid = any(x.participants) and ${isReadInFull(ctx)}`,
      query.kind && sql`x.kind = ${query.kind}`,
      query.outcome && sql`x.outcome = ${query.outcome}`,
      query.waiting && sql`x.waits and x.admitted_at is null and x.voided_at is null`,
      query.from && sql`x.at >= ${query.from}::date::timestamp at time zone ${ctx.station.timeZone}::text`,
      query.to && sql`x.at < (${query.to}::date + 1)::timestamp at time zone ${ctx.station.timeZone}::text`,
      ctx.scope !== 'station' && sql`p.village_id = any(${[...ctx.actor.villageIds]}::uuid[])`,
    ])}
    order by x.at desc, x.id desc`,
  columns: [
    plain('at', '时间', 'Time', 17),
    plain('name', '场所', 'Place', 28),
    {
      zh: '类型',
      en: 'Kind of place',
      width: 14,
      value: (row, language) => wordFor('kind', textOf(row.placeKind), language),
    },
    plain('village', '村', 'Village', 14),
    { zh: '走访类别', en: 'Kind', value: (row, language) => wordFor('visitKind', textOf(row.kind), language) },
    { zh: '结果', en: 'Outcome', value: (row, language) => wordFor('outcome', textOf(row.outcome), language) },
    { zh: '未访到原因', en: 'Failure', value: (row, language) => wordFor('failure', textOf(row.failure), language) },
    plain('participants', '参加人', 'Present', 20),
    { zh: '情况', en: 'Note', width: 30, value: (row) => withoutNumbers(textOf(row.note)) },
    plain('received', '登记时间', 'Received', 17),
    plain('timeUncertain', '时间存疑', 'Time uncertain'),
    plain('voided', '已作废', 'Void'),
  ],
  geo: { shape: pointOf },
})

/** What the station called a category of its own, in Chinese as it was typed; null for those of the rules. */
const ownCategory = sql`(select own ->> 'zh' from station s, jsonb_array_elements(s.settings -> 'ownCategories') own
  where s.station_id = i.station_id and own ->> 'id' = i.category)`

/** Without the summary, which is sealed, and without who reported it. */
export const incidents = exportList({
  name: 'incidents',
  zh: '警情',
  en: 'Incidents',
  permission: 'incident.read',
  filters: z.object({
    status: z.enum(['reported', 'verified', 'rejected']).optional(),
    category: z.string().max(40).optional(),
    villageId: z.uuid().optional(),
    from: day,
    to: day,
  }),
  rows: (ctx, query) => sql`
    select i.id, ${wallTime(ctx, sql`i.occurred_at`)} as occurred, i.category, i.status, ${ownCategory} as own_category, i.source, p.name, v.name as village,
      l.name as line, i.km, p.latitude, p.longitude
    from incident i
    left join place p on p.station_id = i.station_id and p.id = i.place_id
    left join place v on v.station_id = i.station_id and v.id = i.village_id
    left join line l on l.station_id = i.station_id and l.id = i.line_id
    where i.station_id = ${ctx.station.id} and ${allOf([
      query.status && sql`i.status = ${query.status}`,
      query.category && sql`i.category = ${query.category}`,
      query.villageId && sql`i.village_id = ${query.villageId}::uuid`,
      query.from && sql`i.occurred_at >= ${query.from}::date::timestamp at time zone ${ctx.station.timeZone}::text`,
      query.to && sql`i.occurred_at < (${query.to}::date + 1)::timestamp at time zone ${ctx.station.timeZone}::text`,
      ctx.scope !== 'station' && sql`i.village_id = any(${[...ctx.actor.villageIds]}::uuid[])`,
    ])}
    order by i.occurred_at desc, i.id desc`,
  columns: [
    plain('occurred', '发生时间', 'Occurred', 17),
    {
      zh: '类别',
      en: 'Category',
      width: 14,
      value: (row, language) => textOf(row.ownCategory) || wordFor('category', textOf(row.category), language),
    },
    { zh: '复核', en: 'Review', value: (row, language) => wordFor('status', textOf(row.status), language) },
    { zh: '来源', en: 'Source', value: (row, language) => wordFor('source', textOf(row.source), language) },
    plain('name', '场所', 'Place', 28),
    plain('village', '村', 'Village', 14),
    plain('line', '管线', 'Line', 18),
    plain('km', '公里', 'km'),
  ],
  geo: { shape: pointOf },
})

/** Name, role and areas; no account, no telephone. */
export const members = exportList({
  name: 'members',
  zh: '队员',
  en: 'Members',
  permission: 'member.read',
  filters: memberQuery.omit({ limit: true, after: true }),
  rows: (ctx, query) => {
    const today = sql`(${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone}::text)::date`
    const runs = sql`a.from_day <= ${today} and (a.to_day is null or a.to_day >= ${today})`
    return sql`
    select m.id, m.name, m.role, m.joined_on::text, m.left_on::text,
      (select string_agg(coalesce(v.name, l.name), '、' order by v.name, l.name) from member_area a
        left join place v on v.station_id = a.station_id and v.id = a.village_id
        left join line l on l.station_id = a.station_id and l.id = a.line_id
        where a.station_id = m.station_id and a.member_id = m.id and ${runs}) as areas
    from member m
    where m.station_id = ${ctx.station.id} and ${allOf(memberFilters(ctx, query))}
    order by m.role, m.name, m.id`
  },
  columns: [
    plain('name', '姓名', 'Name'),
    { zh: '角色', en: 'Role', value: (row, language) => wordFor('role', textOf(row.role), language) },
    plain('areas', '负责村', 'Villages', 40),
    plain('joinedOn', '加入日期', 'Joined on'),
    plain('leftOn', '离队日期', 'Left on'),
  ],
})
