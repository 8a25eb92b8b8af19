import { type Coming, nextAppointmentFor } from '@sifang/domain/appointments'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'

type Asker = Pick<Context, 'station' | 'now'>

/** Appointments that are planned or open and not over. Rides on appointment_coming. */
export async function findComing(ctx: Asker, connection: Connection): Promise<readonly Coming[]> {
  const { rows } = await sql<Omit<Coming, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }>`
    select id, kind, state, starts_at, ends_at, place_id from appointment
    where station_id = ${ctx.station.id} and state in ('planned', 'open') and ends_at > ${ctx.now()}
    order by starts_at, id limit 200`.execute(connection)
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime() }))
}

/** The chief's next appointment where a matter of this village can be taken up; null where none is fixed. */
export async function nextAppointment(
  ctx: Asker,
  connection: Connection,
  villageId: string | null,
): Promise<{ readonly id: string; readonly startsAt: Date } | null> {
  const next = nextAppointmentFor(await findComing(ctx, connection), villageId, ctx.now().getTime())
  return next && { id: next.id, startsAt: new Date(next.startsAt) }
}
