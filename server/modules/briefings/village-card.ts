import { dayOf } from '@sifang/domain/calendar'
import type { VisitKind } from '@sifang/domain/visits'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { findOpenIn } from '../follow-ups/index.ts'
import { findDates } from './dates.ts'
import type { villageCard } from './schema.ts'

type Card = z.input<typeof villageCard>
type Person = { readonly id: string; readonly name: string }

/** What to know before going into a village (DOMAIN.md §5). Errors: place/village-unknown. */
export async function readVillageCard(ctx: Context, villageId: string): Promise<Card> {
  const day = dayOf(ctx.now(), ctx.station.timeZone)
  const { rows } = await sql<{ id: string; name: string; communityOfficer: Person | null }>`
    select v.id, v.name, case when m.id is null then null else jsonb_build_object('id', m.id, 'name', m.name) end as community_officer
    from place v left join member m on m.station_id = v.station_id and m.id = v.owner_id
    where v.station_id = ${ctx.station.id} and v.id = ${villageId} and v.kind = 'village'`.execute(ctx.db)
  const village = rows[0] ?? fail('place/village-unknown')
  const open = await findOpenIn(ctx, villageId)
  const people = await findPeople(ctx, villageId, day)
  return {
    at: ctx.now().toISOString(),
    village: { id: village.id, name: village.name },
    communityOfficer: village.communityOfficer,
    cadres: people.filter(({ role }) => role === 'cadre').map(({ id, name }) => ({ id, name })),
    volunteers: people.filter(({ role }) => role === 'volunteer').map(({ id, name }) => ({ id, name })),
    lastVisits: await findLastVisits(ctx, villageId),
    open: open.filter(({ subject }) => subject !== 'promise'),
    promises: open.filter(({ subject }) => subject === 'promise'),
    dates: await findDates(ctx, { villageId }),
    places: await findPlaces(ctx, villageId, day),
    waitingChanges: open.filter(({ subject }) => subject === 'base-data-change').length,
  }
}

async function findPeople(ctx: Context, villageId: string, day: string) {
  const { rows } = await sql<Person & { readonly role: string }>`
    select distinct m.id, m.name, m.role from member_area a
    join member m on m.station_id = a.station_id and m.id = a.member_id and (m.left_on is null or m.left_on > ${day}::date)
    where a.station_id = ${ctx.station.id} and a.village_id = ${villageId} and m.role in ('cadre', 'volunteer')
      and a.from_day <= ${day}::date and (a.to_day is null or a.to_day >= ${day}::date)
    order by m.name, m.id limit 50`.execute(ctx.db)
  return rows
}

async function findLastVisits(ctx: Context, villageId: string): Promise<Card['lastVisits']> {
  const { rows } = await sql<{ kind: VisitKind; at: Date }>`
    select k.kind, l.at from (values ('canvass'), ('patrol'), ('targeted'), ('appointment')) k (kind)
    cross join lateral (
      select max(x.at) as at from place p cross join lateral (
        select w.at from visit w where w.station_id = p.station_id and w.place_id = p.id and w.kind = k.kind
          and w.outcome <> 'failed' and w.voided_at is null order by w.at desc limit 1) x
      where p.station_id = ${ctx.station.id} and p.village_id = ${villageId}) l
    where l.at is not null`.execute(ctx.db)
  return rows.map(({ kind, at }) => ({ kind, at: at.toISOString() }))
}

async function findPlaces(ctx: Context, villageId: string, day: string): Promise<Card['places']> {
  const { rows } = await sql<Omit<Card['places'][number], 'lastVisitAt'> & { lastVisitAt: Date | null }>`
    select p.id, p.name, p.kind, p.tier, coalesce(p.lapses_on < ${day}::date, false) as missed,
      (select min(d.until) from duty d where d.station_id = p.station_id and d.place_id = p.id and d.state = 'open'
        and d.until >= ${day}::date and d.from_at <= ${ctx.now()}) as due_until, p.last_visit_at
    from place p where p.station_id = ${ctx.station.id} and p.village_id = ${villageId} and p.closed_at is null
      and p.kind <> 'village' and (p.tier in ('red', 'yellow') or p.lapses_on < ${day}::date)
    order by case p.tier when 'red' then 1 when 'yellow' then 2 else 3 end, missed desc, p.name limit 60`.execute(
    ctx.db,
  )
  return rows.map(({ lastVisitAt, ...place }) => ({ ...place, lastVisitAt: lastVisitAt?.toISOString() ?? null }))
}
