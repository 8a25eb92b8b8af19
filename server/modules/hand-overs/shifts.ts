import type { OnShift } from '@sifang/domain/hand-overs'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { readHolders } from '../follow-ups/index.ts'

type Person = { readonly id: string; readonly name: string }
export type Shift = {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly dutyOfficer: Person
  readonly shiftLeader: Person
}

export const selectShifts = sql`
  select s.id, s.starts_at, s.ends_at, jsonb_build_object('id', o.id, 'name', o.name) as duty_officer,
    jsonb_build_object('id', l.id, 'name', l.name) as shift_leader
  from shift s
  join member o on o.station_id = s.station_id and o.id = s.duty_officer_id
  join member l on l.station_id = s.station_id and l.id = s.shift_leader_id`

/** How long a shift that nobody took over stays the one to hand over. */
const leftOverHours = 12

/**
 * The shift to be handed over and the one after it: the last that ended without both signatures, else the running one.
 * Rides on shift_by_time.
 */
export async function findShiftsNow(
  ctx: Context,
  connection: Connection,
): Promise<{ readonly shift: Shift | null; readonly next: Shift | null }> {
  const { rows } = await sql<Shift & { readonly taken: boolean }>`
    ${selectShifts}
    cross join lateral (select exists (select from hand_over h where h.station_id = s.station_id and h.shift_id = s.id
      and h.taken_at is not null) as taken) t
    where s.station_id = ${ctx.station.id} and s.ends_at > ${ctx.now()}::timestamptz - make_interval(hours => ${leftOverHours})
      and s.starts_at < ${ctx.now()}::timestamptz + interval '3 days' order by s.starts_at`.execute(connection)
  const isLeft = ({ endsAt, taken }: { endsAt: Date; taken: boolean }) => endsAt <= ctx.now() && !taken
  const isRunning = ({ startsAt, endsAt }: Shift) => startsAt <= ctx.now() && endsAt > ctx.now()
  const index = rows.findIndex((shift) => isLeft(shift) || isRunning(shift))
  return { shift: rows[index] ?? null, next: (index >= 0 && rows[index + 1]) || null }
}

export async function findShift(
  ctx: Context,
  connection: Connection,
  id: string,
): Promise<{ readonly shift: Shift | null; readonly next: Shift | null }> {
  const { rows } = await sql<Shift>`
    ${selectShifts} where s.station_id = ${ctx.station.id}
      and s.starts_at >= (select x.starts_at from shift x where x.station_id = ${ctx.station.id} and x.id = ${id})
    order by s.starts_at limit 2`.execute(connection)
  return { shift: rows[0] ?? null, next: rows[1] ?? null }
}

/** Who stands on a shift when it begins, stand-ins included. */
export async function onShift(ctx: Context, connection: Connection, shift: Shift): Promise<OnShift> {
  const startsAt = shift.startsAt.getTime()
  const holders = (await readHolders(ctx, connection, null, startsAt))(startsAt)
  return {
    startsAt,
    endsAt: shift.endsAt.getTime(),
    dutyOfficerId: holders['duty-officer'],
    shiftLeaderId: holders['shift-leader'],
  }
}

export const shownShift = ({ startsAt, endsAt, ...shift }: Shift) => ({
  ...shift,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})
