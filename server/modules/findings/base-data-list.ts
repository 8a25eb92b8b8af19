import { reporterNamedTo } from '@sifang/domain/follow-ups'
import { mayDecide, type Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { followUpFilters } from '../follow-ups/index.ts'
import { type BaseDataChange, changedThing } from './base-data.ts'
import type { BaseDataQuery, baseDataPage } from './base-data-schema.ts'

type Row = z.input<typeof baseDataPage>['rows'][number]
type Stored = Pick<
  Row,
  'id' | 'followUpId' | 'placeId' | 'placeName' | 'placeKind' | 'villageName' | 'source' | 'basedOn'
> & {
  readonly change: BaseDataChange
  readonly at: Date
  readonly receivedAt: Date
  readonly reporterId: string | null
  readonly enteredBy: string
  readonly sayerId: string
  readonly sayerRole: Role
  readonly sayerName: string
  readonly closed: boolean
  readonly factValue: boolean | number | null
  readonly factOn: string | null
  readonly recordedAt: Date | null
  readonly recordedBy: string | null
  readonly recorderRole: Role | null
  readonly recorderName: string | null
}

/**
 * Changes of base data that wait for an officer, the first said on top, each beside what the record says now. Of a place, or
 * of a village: few. Rides on follow_up_of_village or …_of_place and finding_of_follow_up.
 */
export async function findWaiting(ctx: Context, query: BaseDataQuery): Promise<z.input<typeof baseDataPage>> {
  const { limit, after: mark, ...where } = query
  const after = readCursor(mark, 2)
  const start = after ? sql`and (d.received_at, d.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const { rows } = await sql<Stored>`
    select d.id, d.follow_up_id, p.id as place_id, p.name as place_name, p.kind as place_kind, v.name as village_name, d.change,
      d.at, d.received_at, d.source, d.reporter_id, d.entered_by, s.id as sayer_id, s.role as sayer_role, s.name as sayer_name,
      p.version as based_on, p.closed_at is not null as closed, n.value as fact_value, n.confirmed_on as fact_on,
      n.recorded_at, n.recorded_by, r.role as recorder_role, r.name as recorder_name
    from follow_up f
    join finding d on d.station_id = f.station_id and d.follow_up_id = f.id
    join place p on p.station_id = f.station_id and p.id = f.place_id
    join member s on s.station_id = f.station_id and s.id = coalesce(d.reporter_id, d.entered_by)
    left join place v on v.station_id = f.station_id and v.id = f.village_id
    left join lateral (${present}) n on true
    left join member r on r.station_id = f.station_id and r.id = n.recorded_by
    where ${followUpFilters(ctx, { ...where, subject: 'base-data-change' })} and f.state in ('open', 'accepted', 'working')
      and d.kind = 'base-data-change' and d.change is not null
      and not exists (select from finding c where c.station_id = d.station_id and c.corrects_id = d.id)
      and not exists (select from base_data_decision x where x.station_id = d.station_id and x.finding_id = d.id) ${start}
    order by d.received_at, d.id limit ${limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => asRow(ctx, row, shown)),
    next: rows.length > limit && last ? cursor([last.receivedAt.toISOString(), last.id]) : null,
  }
}

/** The last entry of the place's record about the same thing: its fact, or its name, kind or closing. */
const present = sql`
  (select t.value, t.confirmed_on, t.recorded_at, t.recorded_by from place_fact t
    where d.change ->> 'kind' = 'fact' and t.station_id = f.station_id and t.place_id = f.place_id
      and t.key = d.change -> 'fact' ->> 'key'
    order by t.recorded_at desc, t.id desc limit 1)
  union all
  (select null, null, e.recorded_at, e.recorded_by from place_event e
    where e.station_id = f.station_id and e.place_id = f.place_id and e.kind = any (case d.change ->> 'kind'
      when 'closed' then array['closed', 'reopened'] when 'renamed' then array['renamed']
      when 'place-kind' then array['kind-changed'] else array[]::text[] end)
    order by e.at desc, e.id desc limit 1)`

function asRow(ctx: Context, stored: Stored, all: readonly Stored[]): Row {
  const { id, followUpId, placeId, placeName, placeKind, villageName, change, at, source, basedOn } = stored
  const { reporterId, enteredBy, recordedAt } = stored
  const thing = changedThing(change)
  const own = { enteredBy, alsoOf: reporterId ? [reporterId] : [] }
  const others = all.filter((other) => other.placeId === placeId && other.id !== id)
  return {
    ...{ id, followUpId, placeId, placeName, placeKind, villageName, change, source, basedOn },
    at: at.toISOString(),
    by: named(ctx, stored.sayerId, stored.sayerRole, stored.sayerName),
    stands: standsOf(ctx, stored),
    changedMeanwhile: recordedAt !== null && recordedAt > at,
    conflictsWith:
      thing === null ? [] : others.filter((one) => changedThing(one.change) === thing).map((one) => one.id),
    mayDecide: mayDecide('confirm-base-data', ctx.actor, own) === null,
  }
}

function standsOf(ctx: Context, stored: Stored): Row['stands'] {
  const { recordedAt, factOn, recordedBy, recorderRole, recorderName } = stored
  const value = presentValue(stored)
  if (value === null) return null
  return {
    value,
    confirmedOn: factOn,
    recordedAt: recordedAt?.toISOString() ?? null,
    by: named(ctx, recordedBy, recorderRole, recorderName),
  }
}

function presentValue({ change, factValue, placeName, placeKind, closed }: Stored): boolean | number | string | null {
  switch (change.kind) {
    case 'fact':
      return factValue
    case 'renamed':
      return placeName
    case 'place-kind':
      return placeKind
    case 'closed':
      return closed
    default:
      return null
  }
}

/** By role where the reader may not know the name. */
const named = ({ actor }: Context, id: string | null, role: Role | null, name: string | null) => ({
  role,
  name: reporterNamedTo(actor.role, id === actor.memberId) ? name : null,
})
