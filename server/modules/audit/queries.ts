import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { auditPage, auditQuery } from './schema.ts'

type Page = z.input<typeof auditPage>
type Stored = Omit<Page['rows'][number], 'at'> & { at: Date }

/** Who did or read what, the latest first. Rides on audit_by_time, with an entity on audit_by_entity. */
export async function findAudit(ctx: Context, query: z.output<typeof auditQuery>): Promise<Page> {
  const after = readCursor(query.after, 2)
  const zone = ctx.station.timeZone
  const { rows } = await sql<Stored>`
    select a.id, a.at, a.member_id, m.name as member_name, a.action, a.entity, a.entity_id, a.purpose, a.address, a.details
    from audit a
    left join member m on m.station_id = a.station_id and m.id = a.member_id
    where a.station_id = ${ctx.station.id}
      and (${query.memberId ?? null}::uuid is null or a.member_id = ${query.memberId ?? null})
      and (${query.action ?? null}::text is null or a.action = ${query.action ?? null})
      and (${query.entity ?? null}::text is null or a.entity = ${query.entity ?? null})
      and (${query.entityId ?? null}::uuid is null or a.entity_id = ${query.entityId ?? null})
      and (${query.from ?? null}::date is null or a.at >= ${query.from ?? null}::date::timestamp at time zone ${zone})
      and (${query.to ?? null}::date is null or a.at < (${query.to ?? null}::date + 1)::timestamp at time zone ${zone})
      and (${after?.[0] ?? null}::timestamptz is null
        or (a.at, a.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by a.at desc, a.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.at, last.id]) : null }
}
