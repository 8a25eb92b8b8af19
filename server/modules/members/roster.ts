import { dayNumber, zoneOf } from '@sifang/domain/calendar'
import { leaderRoles, type Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { getStation } from '../stations/index.ts'
import { findPresent } from './queries.ts'
import type { RosterQuery, roster, rosterNow, SetRoster, shiftRow } from './schema.ts'

const dayMs = 86_400_000

type Day = SetRoster['days'][number]
type StoredShift = { readonly id: string; readonly startsAt: Date; readonly endsAt: Date; readonly version: number }

/**
 * Writes the shift list for some days: 24 hours from the station's hour on (8:30 unless set otherwise). A day that had a
 * shift gets the new names, on top of the version that was read; what is over stays.
 * Errors: roster/past, roster/not-entitled, record/changed, member/left.
 */
export function setRoster(ctx: Context, entryId: string, command: SetRoster) {
  return once(ctx, { id: entryId, body: command }, async (tx) => {
    const { settings } = await getStation(tx, ctx.station.id)
    await lockRoster(ctx, tx)
    const ids: string[] = []
    for (const day of command.days) ids.push(await setDay(ctx, tx, day, settings.shiftStart))
    await record(ctx, tx, {
      action: 'roster.set',
      entity: 'shift',
      entityId: null,
      details: { days: command.days.length },
    })
    const changed = ids.map((id): Change => ({ op: 'put', entity: 'shift', id }))
    return { reply: { days: command.days.length }, changed }
  })
}

/** One writer of a station's shift list at a time: two lists of one month are one after the other. */
async function lockRoster(ctx: Context, tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roster ${ctx.station.id}`}, 0))`.execute(tx)
}

async function setDay(ctx: Context, tx: Tx, day: Day, shiftStart: string): Promise<string> {
  await requireEntitled(ctx, tx, day)
  const starts = startOf(ctx, day.day, shiftStart)
  const standing = await findShiftOf(ctx, tx, day.day)
  if ((standing?.version ?? 0) !== day.basedOn)
    fail('record/changed', { day: day.day, version: standing?.version ?? 0 })
  const ends = standing?.endsAt ?? new Date(starts.getTime() + dayMs)
  if (ends <= ctx.now()) fail('roster/past')
  if (standing) {
    await sql`
      update shift set duty_officer_id = ${day.dutyOfficerId}, shift_leader_id = ${day.shiftLeaderId}, version = version + 1
      where station_id = ${ctx.station.id} and id = ${standing.id}`.execute(tx)
    return standing.id
  }
  const id = ctx.newId()
  await sql`
    insert into shift (station_id, id, starts_at, ends_at, duty_officer_id, shift_leader_id)
    values (${ctx.station.id}, ${id}, ${starts}, ${ends}, ${day.dutyOfficerId}, ${day.shiftLeaderId})`.execute(tx)
  return id
}

async function findShiftOf(ctx: Context, tx: Tx, day: string): Promise<StoredShift | null> {
  const { rows } = await sql<StoredShift>`
    select id, starts_at, ends_at, version from shift
    where station_id = ${ctx.station.id} and (starts_at at time zone ${ctx.station.timeZone})::date = ${day}::date
      and starts_at between ${day}::timestamptz - interval '2 days' and ${day}::timestamptz + interval '2 days'
    order by starts_at limit 1`.execute(tx)
  return rows[0] ?? null
}

/** When a day's shift begins: `shiftStart` by the station's clock. */
function startOf(ctx: Context, day: string, shiftStart: string): Date {
  const [hours = 0, minutes = 0] = shiftStart.split(':').map(Number)
  return new Date(zoneOf(ctx.station.timeZone).startOfDay(dayNumber(day)) + (hours * 60 + minutes) * 60_000)
}

/** Who may be on the shift list. */
export const mayStand = (role: Role): boolean => role === 'officer' || leaderRoles.includes(role)

async function requireEntitled(ctx: Context, tx: Tx, day: Day): Promise<void> {
  const present = await findPresent(ctx, tx, [day.dutyOfficerId, day.shiftLeaderId], day.day)
  for (const id of [day.dutyOfficerId, day.shiftLeaderId]) {
    const role = present.get(id) ?? fail('member/left', { memberId: id, day: day.day })
    if (!mayStand(role)) fail('roster/not-entitled', { memberId: id, day: day.day })
  }
}

type Shift = z.input<typeof shiftRow>
type Stored = Omit<Shift, 'startsAt' | 'endsAt'> & { readonly startsAt: Date; readonly endsAt: Date }

const selectShifts = (ctx: Context) => sql`
  select s.id, (s.starts_at at time zone ${ctx.station.timeZone})::date as day, s.starts_at, s.ends_at, s.version,
    jsonb_build_object('id', o.id, 'name', o.name) as duty_officer, jsonb_build_object('id', l.id, 'name', l.name) as shift_leader
  from shift s
  join member o on o.station_id = s.station_id and o.id = s.duty_officer_id
  join member l on l.station_id = s.station_id and l.id = s.shift_leader_id`

const asRow = (stored: Stored): Shift => ({
  ...stored,
  startsAt: stored.startsAt.toISOString(),
  endsAt: stored.endsAt.toISOString(),
})

const mostDays = 400

/** Shifts that begin on these days, both included; rides on shift_by_time. */
export async function findRoster(ctx: Context, { from, to }: RosterQuery): Promise<z.input<typeof roster>> {
  const zone = zoneOf(ctx.station.timeZone)
  const [first, last] = [new Date(zone.startOfDay(dayNumber(from))), new Date(zone.startOfDay(dayNumber(to) + 1))]
  const { rows } = await sql<Stored>`
    ${selectShifts(ctx)}
    where s.station_id = ${ctx.station.id} and s.starts_at >= ${first} and s.starts_at < ${last}
    order by s.starts_at limit ${mostDays}`.execute(ctx.db)
  return { rows: rows.map(asRow) }
}

/** Who is on now, and who comes next. */
export async function findRosterNow(ctx: Context): Promise<z.input<typeof rosterNow>> {
  const { rows } = await sql<Stored>`
    ${selectShifts(ctx)}
    where s.station_id = ${ctx.station.id} and s.ends_at > ${ctx.now()} and s.starts_at > ${ctx.now()}::timestamptz - interval '7 days'
    order by s.starts_at limit 2`.execute(ctx.db)
  const running = rows.filter(({ startsAt }) => startsAt <= ctx.now())
  const coming = rows.filter(({ startsAt }) => startsAt > ctx.now())
  const [shift] = running
  const [next] = coming
  return { shift: shift ? asRow(shift) : null, next: next ? asRow(next) : null }
}
