import { roles } from '@sifang/domain/members'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { isVillage, searchPieces } from '../places/index.ts'
import { todayOf } from './queries.ts'
import type { coverage, MemberQuery, memberPage, memberRow } from './schema.ts'

type Member = z.input<typeof memberRow>
type Stored = Member & { readonly roleRank: number }

const roleRank = sql`array_position(${sql.lit(`{${roles.join(',')}}`)}::text[], m.role)`

/** Members in the order of their roles, then by pinyin. A station has some hundreds: filters need no indexes. */
export async function findMembers(ctx: Context, query: MemberQuery): Promise<z.input<typeof memberPage>> {
  const after = readCursor(query.after, 3)
  const order = sql`role_rank, name collate "zh-Hans-x-icu", id`
  const where = [...filtersOf(ctx, query)]
  const { rows } = await sql<Stored>`
    ${selectMembers(ctx, where)}
    ${
      after
        ? sql`where (role_rank, name collate "zh-Hans-x-icu", id) > (${after[0]}::int, ${after[1]}::text collate "zh-Hans-x-icu", ${after[2]}::uuid)`
        : sql``
    }
    order by ${order} limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const next = rows.length > query.limit && last ? cursor([last.roleRank, last.name, last.id]) : null
  const total = after ? null : next === null ? shown.length : await countMembers(ctx, where)
  return { rows: shown.map(asRow), next, total }
}

async function countMembers(ctx: Context, where: readonly RawBuilder<unknown>[]): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from member m
    where ${sql.join([sql`m.station_id = ${ctx.station.id}`, ...where], sql` and `)}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

type Colleague = Pick<Member, 'id' | 'name' | 'role'> & { readonly villageIds: string[] }

/** Whom a member may see of those who are there today, by pinyin: names, roles and villages alone. */
export async function findColleagues(ctx: Context): Promise<Colleague[]> {
  const present = sql`(m.left_on is null or m.left_on > ${todayOf(ctx)}::date)`
  const { rows } = await sql<Colleague>`
    select m.id, m.name, m.role, coalesce(area.village_ids, '{}') as village_ids
    from member m
    left join (
      select a.member_id, array_agg(distinct a.village_id) as village_ids from member_area a
      where a.station_id = ${ctx.station.id} and a.village_id is not null and ${runs(ctx)} group by a.member_id
    ) area on area.member_id = m.id
    where m.station_id = ${ctx.station.id} and ${sql.join([present, ...reachOf(ctx)], sql` and `)}
    order by m.name collate "zh-Hans-x-icu", m.id`.execute(ctx.db)
  return [...rows]
}

/** Errors: member/not-found. */
export async function getMember(ctx: Context, memberId: string): Promise<Member> {
  const { rows } = await sql<Stored>`${selectMembers(ctx, [sql`m.id = ${memberId}`, ...reachOf(ctx)])}`.execute(ctx.db)
  return asRow(rows[0] ?? fail('member/not-found'))
}

function asRow({ roleRank: _, ...row }: Stored): Member {
  return row
}

const runs = (ctx: Context) =>
  sql`a.from_day <= ${todayOf(ctx)}::date and (a.to_day is null or a.to_day >= ${todayOf(ctx)}::date)`

/** A volunteer, cadre or partner sees the police, and those who share a village or a line. */
function reachOf(ctx: Context): readonly RawBuilder<unknown>[] {
  if (ctx.scope === 'station') return []
  return [
    sql`(m.id = ${ctx.actor.memberId} or m.role in ('chief', 'instructor', 'deputy', 'officer', 'auxiliary') or exists (
      select from member_area a where a.station_id = m.station_id and a.member_id = m.id and ${runs(ctx)}
        and (a.village_id = any(${[...ctx.actor.villageIds]}::uuid[]) or a.line_id = any(${[...ctx.actor.lineIds]}::uuid[]))))`,
  ]
}

/** What a list of members `m` asks for, and whom its reader may see. */
export function filtersOf(ctx: Context, query: Omit<MemberQuery, 'limit' | 'after'>): readonly RawBuilder<unknown>[] {
  const filters = [...reachOf(ctx)]
  if (query.role) filters.push(sql`m.role = any(${query.role.split(',')}::text[])`)
  if (query.left === 'false') filters.push(sql`(m.left_on is null or m.left_on > ${todayOf(ctx)}::date)`)
  if (query.left === 'true') filters.push(sql`m.left_on <= ${todayOf(ctx)}::date`)
  if (query.villageId) {
    filters.push(sql`exists (select from member_area a where a.station_id = m.station_id and a.member_id = m.id
      and a.village_id = ${query.villageId} and ${runs(ctx)})`)
  }
  const pieces = query.search === undefined ? null : searchPieces(ctx.station.id, query.search)
  if (pieces) {
    const ways = [pieces.exact, pieces.prefix, pieces.initialsPrefix, pieces.inside, pieces.pinyinInside]
    const found = ways.filter((way) => way !== null).map((way) => sql`m.search_grams @> ${[...way]}::text[]`)
    filters.push(
      sql`(${sql.join(found, sql` or `)} or m.name like ${`%${query.search?.replace(/[%_\\]/g, '') ?? ''}%`})`,
    )
  }
  return filters
}

function selectMembers(ctx: Context, where: readonly RawBuilder<unknown>[]) {
  const conditions = [sql`m.station_id = ${ctx.station.id}`, ...where]
  const showsAccounts = ctx.scope === 'station'
  return sql`
    select * from (
      select m.id, m.name, m.role, m.skills, case when ${showsAccounts}::boolean then m.user_name end as user_name,
        ${showsAccounts}::boolean and m.account_id is not null as has_account,
        m.joined_on, m.left_on, m.version, ${roleRank} as role_rank,
        coalesce(area.villages, '[]') as villages, coalesce(area.lines, '[]') as lines,
        (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from team t
          where t.station_id = m.station_id and t.disbanded_on is null and m.id = any(t.member_ids)) as teams,
        (select count(*)::int from place p where p.station_id = m.station_id and p.owner_id = m.id and p.closed_at is null) as places,
        (select jsonb_build_object('id', i.id, 'name', i.name) from stand_in s
          join member i on i.station_id = s.station_id and i.id = s.stand_in_id
          where s.station_id = m.station_id and s.member_id = m.id
            and ${todayOf(ctx)}::date between s.first_day and s.last_day
          order by s.first_day limit 1) as stand_in
      from member m
      left join lateral (
        select jsonb_agg(distinct jsonb_build_object('id', v.id, 'name', v.name)) filter (where v.id is not null) as villages,
          jsonb_agg(distinct jsonb_build_object('id', l.id, 'name', l.name)) filter (where l.id is not null) as lines
        from member_area a
        left join place v on v.station_id = a.station_id and v.id = a.village_id
        left join line l on l.station_id = a.station_id and l.id = a.line_id
        where a.station_id = m.station_id and a.member_id = m.id and ${runs(ctx)}
      ) area on true
      where ${sql.join(conditions, sql` and `)}
    ) listed`
}

/** Volunteers at each village (DOMAIN.md §9 “every village has one”, on paper). */
export async function findCoverage(ctx: Context): Promise<z.input<typeof coverage>> {
  const { rows } = await sql<{ villageId: string; villageName: string; volunteers: number }>`
    select v.id as village_id, v.name as village_name, (
      select count(distinct m.id)::int from member_area a
      join member m on m.station_id = a.station_id and m.id = a.member_id and m.role = 'volunteer'
        and (m.left_on is null or m.left_on > ${todayOf(ctx)}::date)
      where a.station_id = v.station_id and a.village_id = v.id and ${runs(ctx)}) as volunteers
    from place v
    where v.station_id = ${ctx.station.id} and ${isVillage} and (${ctx.scope === 'station'}::boolean or v.id = any(${[...ctx.actor.villageIds]}::uuid[]))
    order by volunteers, v.name collate "zh-Hans-x-icu", v.id`.execute(ctx.db)
  return { rows: [...rows], covered: rows.filter(({ volunteers }) => volunteers > 0).length, villages: rows.length }
}
