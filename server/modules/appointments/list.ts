import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { appointmentPage, appointmentQuery, appointmentRow } from './schema.ts'

type Row = z.input<typeof appointmentRow>
type Stored = Omit<Row, 'startsAt' | 'endsAt'> & { readonly startsAt: Date; readonly endsAt: Date }

/**
 * Appointments that are not done with, the next first, or past ones, the latest first. A volunteer sees those that take
 * bookings, at the station or in own villages. Rides on appointment_by_time.
 */
export async function findAppointments(
  ctx: Context,
  query: z.output<typeof appointmentQuery>,
): Promise<z.input<typeof appointmentPage>> {
  const after = readCursor(query.after, 2)
  const past = query.show === 'past'
  const [states, way, beyond] = past
    ? ([['closed', 'called-off'], sql`desc`, sql`<`] as const)
    : ([['planned', 'open', 'held'], sql`asc`, sql`>`] as const)
  const { rows } = await sql<Stored>`
    select a.id, a.kind, a.state, a.starts_at, a.ends_at,
      case when p.id is null then null else jsonb_build_object('id', p.id, 'name', p.name) end as place,
      jsonb_build_object('id', m.id, 'name', m.name) as host,
      coalesce(s.capacity, 0)::int as capacity, coalesce(s.taken, 0)::int as taken,
      (select count(*)::int from agenda_item i where i.station_id = a.station_id and i.appointment_id = a.id
        and i.promise_id is not null) as promises
    from appointment a
    join member m on m.station_id = a.station_id and m.id = a.host_id
    left join place p on p.station_id = a.station_id and p.id = a.place_id
    left join lateral (select sum(capacity) as capacity, sum(taken) as taken from appointment_slot s
      where s.station_id = a.station_id and s.appointment_id = a.id) s on true
    where a.station_id = ${ctx.station.id} and a.state = any(${[...states]}::text[])
      and (${query.kind ?? null}::text is null or a.kind = ${query.kind ?? null})
      and (${query.villageId ?? null}::uuid is null or a.kind = 'fixed-day' or a.place_id = ${query.villageId ?? null})
      and (not ${ctx.scope === 'village'}::boolean or (a.state <> 'planned'
        and (a.place_id is null or a.place_id = any(${[...ctx.actor.villageIds]}::uuid[]))))
      and (${after?.[0] ?? null}::timestamptz is null
        or (a.starts_at, a.id) ${beyond} (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by a.starts_at ${way}, a.id ${way} limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows
    .slice(0, query.limit)
    .map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.startsAt, last.id]) : null }
}
