import { mayStandIn } from '@sifang/domain/follow-ups'
import type { Role } from '@sifang/domain/permissions'
import type { Caller } from '../../platform/context.ts'

/** A member as `whoSelect` reads them. */
export type StoredWho = {
  readonly stationId: string
  readonly stationName: string
  readonly timeZone: string
  readonly demo: boolean
  readonly memberId: string
  readonly name: string
  readonly role: Role
  readonly villageIds: readonly string[] | null
  readonly lineIds: readonly string[] | null
  readonly leadsShift: boolean
  readonly standsInFor: readonly { readonly id: string; readonly role: Role }[] | null
  readonly feedSeq: number
}

/**
 * The statement that says who the member of a session or a phone is at $2: role, areas, running shift, stand-ins. `from`
 * holds an alias `holder` with a station and a member; `where` may use st, m and day.today. It relies on: station and
 * member by their keys, member_area_pkey for each member stood in for, shift_by_time over the last week.
 */
export const whoSelect = ({
  also,
  from,
  holder,
  where,
}: {
  readonly also: string
  readonly from: string
  readonly holder: string
  readonly where: string
}): string => `
  select ${also},
    st.station_id, st.name as station_name, st.time_zone, st.demo, m.id as member_id, m.name, m.role,
    area.village_ids, area.line_ids,
    (select c.seq from change_counter c where c.station_id = st.station_id) as feed_seq,
    exists (
      select from shift
      where shift.station_id = m.station_id and shift.shift_leader_id = m.id
        and shift.starts_at > $2::timestamptz - interval '7 days' and shift.starts_at <= $2 and shift.ends_at > $2
    ) as leads_shift,
    (select jsonb_agg(jsonb_build_object('id', absent.id, 'role', absent.role))
      from stand_in
      join member absent on absent.station_id = stand_in.station_id and absent.id = stand_in.member_id
      where stand_in.station_id = m.station_id and stand_in.stand_in_id = m.id
        and day.today between stand_in.first_day and stand_in.last_day) as stands_in_for
  from ${from}
  join station st on st.station_id = ${holder}.station_id
  join member m on m.station_id = ${holder}.station_id and m.id = ${holder}.member_id
  cross join lateral (select ($2::timestamptz at time zone st.time_zone)::date as today) as day
  left join lateral (
    select array_agg(distinct a.village_id) filter (where a.village_id is not null) as village_ids,
      array_agg(distinct a.line_id) filter (where a.line_id is not null) as line_ids
    from member_area a
    where a.station_id = m.station_id and a.from_day <= day.today and (a.to_day is null or a.to_day >= day.today)
      and a.member_id = any(array(
        select m.id union all
        select stand_in.member_id from stand_in
        where stand_in.station_id = m.station_id and stand_in.stand_in_id = m.id
          and day.today between stand_in.first_day and stand_in.last_day))
  ) as area on true
  where ${where}`

/** Who acts, as a request is given it. */
export function whoOf(stored: StoredWho): Required<Pick<Caller, 'actor' | 'station' | 'feedSeq'>> {
  const { memberId, name, role, leadsShift } = stored
  return {
    actor: {
      memberId,
      name,
      role,
      leadsShift,
      villageIds: stored.villageIds ?? [],
      lineIds: stored.lineIds ?? [],
      // roles may have changed since it was arranged
      standsInFor: (stored.standsInFor ?? []).filter((absent) => mayStandIn(role, absent.role)).map(({ id }) => id),
    },
    station: { id: stored.stationId, name: stored.stationName, timeZone: stored.timeZone, demo: stored.demo },
    feedSeq: stored.feedSeq,
  }
}
