import { mayDecide } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { ExcusalQuery, excusalPage } from './schema.ts'

type Row = z.input<typeof excusalPage>['rows'][number]
type Stored = Omit<Row, 'askedAt' | 'decidedAt' | 'mayDecide'> & {
  askedAt: Date
  decidedAt: Date | null
  ownerId: string | null
}

/**
 * Excusals: those that wait, the one that waits longest first, or those that were decided, the latest first. Each order is
 * a partial index of its own (excusal_waiting, excusal_decided). A duty that the rules have taken back since has no end.
 */
export async function findExcusals(ctx: Context, query: ExcusalQuery): Promise<z.input<typeof excusalPage>> {
  const after = readCursor(query.after, 2)
  const mark = sql`(${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)`
  const [which, order] =
    query.state === 'waiting'
      ? [sql`x.verdict is null ${after ? sql`and (x.asked_at, x.id) > ${mark}` : sql``}`, sql`x.asked_at, x.id`]
      : [
          sql`x.verdict is not null ${after ? sql`and (x.decided_at, x.id) < ${mark}` : sql``}`,
          sql`x.decided_at desc, x.id desc`,
        ]
  const { rows } = await sql<Stored>`
    select x.id, x.place_id, x.line_id, x.period, x.period_start, p.name as place_name, v.name as village_name, d.until,
      x.reason, x.asked_at, jsonb_build_object('id', m.id, 'name', m.name) as asked_by, d.owner_id,
      x.verdict, x.decided_at, b.name as decided_by_name
    from excusal x
    join place p on p.station_id = x.station_id and p.id = x.place_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    join member m on m.station_id = x.station_id and m.id = x.asked_by
    left join member b on b.station_id = x.station_id and b.id = x.decided_by
    left join duty d on d.station_id = x.station_id and d.place_id = x.place_id and d.line_id = x.line_id
      and d.period = x.period and d.period_start = x.period_start
    where x.station_id = ${ctx.station.id} and ${which}
    order by ${order} limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map(({ ownerId, ...row }) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    mayDecide:
      row.verdict === null &&
      row.until !== null &&
      mayDecide('approve-excusal', ctx.actor, { enteredBy: row.askedBy.id, ownerId }) === null,
  }))
  const last = shown.at(-1)
  const next = last && cursor([query.state === 'waiting' ? last.askedAt : last.decidedAt, last.id])
  return { rows: shown, next: rows.length > query.limit && next ? next : null }
}
