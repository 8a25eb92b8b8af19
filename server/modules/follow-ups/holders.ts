import { dayOf, type Instant } from '@sifang/domain/calendar'
import type { Holders, HoldersAt } from '@sifang/domain/follow-ups'
import { ownerOf, policeRoles, type Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'

type Ctx = Pick<JobContext, 'station' | 'now'>
type Shift = {
  readonly startsMs: number
  readonly endsMs: number
  readonly dutyOfficerId: string
  readonly shiftLeaderId: string
}
type Leader = { readonly id: string; readonly role: Role; readonly joinedOn: string; readonly leftOn: string | null }
type StandIn = {
  readonly memberId: string
  readonly standInId: string
  readonly role: Role
  readonly firstDay: string
  readonly lastDay: string
}
type Responsible = { readonly memberId: string | null; readonly from: string }
type Read = {
  readonly shifts: readonly Shift[] | null
  readonly leaders: readonly Leader[] | null
  readonly standIns: readonly StandIn[] | null
  readonly responsible: readonly Responsible[] | null
}

/** Shift lists are written a few weeks ahead; a clock that runs out later is looked at again by then. */
const aheadDays = 45
const dayMs = 86_400_000

/**
 * Who holds which post at any instant from `since` on, for a village (null: none): the shift list, the village's community
 * officer, the chief and the deputies, with their stand-ins. One statement.
 */
export async function readHolders(
  ctx: Ctx,
  connection: Connection,
  village: string | null,
  since: Instant,
): Promise<HoldersAt> {
  const station = ctx.station.id
  const from = new Date(since)
  const until = new Date(Math.max(since, ctx.now().getTime()) + aheadDays * dayMs)
  const [firstDay, lastDay] = [dayOf(from, ctx.station.timeZone), dayOf(until, ctx.station.timeZone)]
  const { rows } = await sql<Read>`
    select
      (select jsonb_agg(jsonb_build_object('startsMs', extract(epoch from starts_at) * 1000, 'endsMs', extract(epoch from ends_at) * 1000,
          'dutyOfficerId', duty_officer_id, 'shiftLeaderId', shift_leader_id) order by starts_at)
        from shift where station_id = ${station} and starts_at > ${from}::timestamptz - interval '3 days' and starts_at < ${until}
          and ends_at > ${from}) as shifts,
      (select jsonb_agg(jsonb_build_object('id', id, 'role', role, 'joinedOn', joined_on, 'leftOn', left_on) order by joined_on, id)
        from member where station_id = ${station} and role in ('chief', 'instructor', 'deputy')) as leaders,
      (select jsonb_agg(jsonb_build_object('memberId', s.member_id, 'standInId', s.stand_in_id, 'role', i.role, 'firstDay', s.first_day,
          'lastDay', s.last_day) order by s.first_day)
        from stand_in s join member i on i.station_id = s.station_id and i.id = s.stand_in_id
        where s.station_id = ${station} and s.last_day >= ${firstDay}::date and s.first_day <= ${lastDay}::date) as stand_ins,
      (select jsonb_agg(jsonb_build_object('memberId', member_id, 'from', from_day) order by from_day, recorded_at, id)
        from responsibility where station_id = ${station} and place_id = ${village}) as responsible`.execute(connection)
  const read = rows[0] ?? { shifts: null, leaders: null, standIns: null, responsible: null }
  return (at) => holdersOf(read, at, ctx.station.timeZone)
}

function holdersOf({ shifts, leaders, standIns, responsible }: Read, at: Instant, timeZone: string): Holders {
  const day = dayOf(at, timeZone)
  // posts are held by police; a stand-in's role may have changed since it was arranged
  const acting = (id: string | null): string | null =>
    standIns?.find(
      ({ memberId, role, firstDay, lastDay }) =>
        memberId === id && policeRoles.includes(role) && firstDay <= day && day <= lastDay,
    )?.standInId ?? id
  const there = (leaders ?? []).filter(({ joinedOn, leftOn }) => joinedOn <= day && (leftOn === null || leftOn > day))
  const shift = shifts?.findLast(({ startsMs, endsMs }) => startsMs <= at && at < endsMs)
  const village = ownerOf({ responsible: responsible ?? [], communityOfficerId: null, chiefId: null }, day)
  return {
    'community-officer': acting(village),
    'duty-officer': acting(shift?.dutyOfficerId ?? null),
    'shift-leader': acting(shift?.shiftLeaderId ?? null),
    chief: acting(there.find(({ role }) => role === 'chief')?.id ?? null),
    deputyIds: there.filter(({ role }) => role !== 'chief').map(({ id }) => id),
  }
}
