import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { ownPart, partChanges } from './schema.ts'

type DutyRoom = Pick<z.input<typeof ownPart>, 'dutyOfficer' | 'dutyPhone'>

/** Who is on duty now, and the duty room's telephone. Rides on shift_by_time. */
export async function findDutyRoom(ctx: Context): Promise<DutyRoom> {
  const { rows } = await sql<DutyRoom>`
    select s.settings ->> 'dutyPhone' as duty_phone, (
      select m.name from shift f join member m on m.station_id = f.station_id and m.id = f.duty_officer_id
      where f.station_id = s.station_id and f.starts_at > ${ctx.now()}::timestamptz - interval '7 days'
        and f.starts_at <= ${ctx.now()} and f.ends_at > ${ctx.now()}
      order by f.starts_at desc limit 1) as duty_officer
    from station s where s.station_id = ${ctx.station.id}`.execute(ctx.db)
  return rows[0] ?? { dutyOfficer: null, dutyPhone: null }
}

/** What passes by the clock: it is in each answer, so that a quiet morning costs nothing more. */
export async function readDay(ctx: Context): Promise<z.input<typeof partChanges>['day']> {
  const { leadsShift, standsInFor } = ctx.actor
  const { dutyOfficer } = await findDutyRoom(ctx)
  return { today: dayOf(ctx.now(), ctx.station.timeZone), dutyOfficer, leadsShift, standsInFor: [...standsInFor] }
}
