import { proposedDays } from '@sifang/domain/appointments'
import { civilDate, dayNumber, dayOf, isPublicHoliday } from '@sifang/domain/calendar'
import { leaderRoles } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { placeForAppointment, roleOf } from './queries.ts'
import type { MakeRhythm, rhythmList } from './rhythm-schema.ts'

/** How far ahead days are proposed: a quarter and a little more. */
const aheadDays = 100

/** A rhythm that proposes appointments by itself. Errors: appointment/host-leads, appointment/tour-needs-village, place/not-found. */
export function makeRhythm(ctx: Context, id: string, command: MakeRhythm) {
  return once(ctx, { id, body: command }, async (tx) => {
    const place = command.placeId ? await placeForAppointment(ctx, tx, command.placeId) : null
    if (command.kind === 'village-tour' && place?.kind !== 'village') fail('appointment/tour-needs-village')
    if (!leaderRoles.includes(await roleOf(ctx, tx, command.hostId))) fail('appointment/host-leads')
    await sql`
      insert into appointment_rhythm (station_id, id, kind, weekday, nth, months, starts_minute, ends_minute, slot_minutes,
        capacity, place_id, host_id, first_day, made_by, made_at)
      values (${ctx.station.id}, ${id}, ${command.kind}, ${command.weekday}, ${command.nth}, ${command.months}::int[],
        ${command.startsMinute}, ${command.endsMinute}, ${command.slotMinutes}, ${command.capacity},
        ${command.placeId ?? null}, ${command.hostId}, ${command.firstDay}, ${ctx.actor.memberId}, ${ctx.now()})`.execute(
      tx,
    )
    await record(ctx, tx, { action: 'appointment-rhythm.made', entity: 'appointment-rhythm', entityId: id })
    return { reply: { id }, changed: [{ op: 'put' as const, entity: 'appointment', id: null }] }
  })
}

/** It proposes nothing after its last day; what is planned stays. Errors: appointment/not-found. */
export function endRhythm(ctx: Context, rhythmId: string, command: { id: string; lastDay: string }) {
  return once(ctx, { id: command.id, target: rhythmId, body: command }, async (tx) => {
    const { numAffectedRows } = await sql`
      update appointment_rhythm set last_day = ${command.lastDay}
      where station_id = ${ctx.station.id} and id = ${rhythmId}`.execute(tx)
    if (Number(numAffectedRows ?? 0n) === 0) fail('appointment/not-found')
    await record(ctx, tx, { action: 'appointment-rhythm.ended', entity: 'appointment-rhythm', entityId: rhythmId })
    return { reply: { id: rhythmId }, changed: [{ op: 'put' as const, entity: 'appointment', id: null }] }
  })
}

type List = z.input<typeof rhythmList>

/** The rhythms that hold or will hold, and the days they propose for which nothing is planned. */
export async function findRhythms(ctx: Context): Promise<List> {
  const today = dayOf(ctx.now(), ctx.station.timeZone)
  const { rows } = await sql<List['rows'][number] & { taken: readonly string[] }>`
    select r.id, r.kind, r.weekday, r.nth, r.months, r.starts_minute, r.ends_minute, r.slot_minutes, r.capacity,
      case when p.id is null then null else jsonb_build_object('id', p.id, 'name', p.name) end as place,
      jsonb_build_object('id', m.id, 'name', m.name) as host, r.first_day, r.last_day,
      array(select a.rhythm_day::text from appointment a where a.station_id = r.station_id and a.rhythm_id = r.id
        and a.rhythm_day >= ${today}::date - 31) as taken
    from appointment_rhythm r
    join member m on m.station_id = r.station_id and m.id = r.host_id
    left join place p on p.station_id = r.station_id and p.id = r.place_id
    where r.station_id = ${ctx.station.id} and (r.last_day is null or r.last_day >= ${today})
    order by r.made_at, r.id`.execute(ctx.db)
  const until = civilDate(dayNumber(today) + aheadDays)
  const tomorrow = civilDate(dayNumber(today) + 1)
  const proposed = rows.flatMap(({ id, taken, ...rhythm }) =>
    proposedDays(rhythm, tomorrow, until, isPublicHoliday)
      .filter(({ of }) => !taken.includes(of))
      .map(({ of, on }) => ({ rhythmId: id, day: of, on })),
  )
  return {
    rows: rows.map(({ taken: _, ...row }) => row),
    proposed: proposed.toSorted((a, b) => (a.on < b.on ? -1 : 1)),
  }
}
