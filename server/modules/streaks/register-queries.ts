import type { Reconciliation } from '@sifang/domain/streaks'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'

/** Every month's confirmed counts, as the rules read them. */
export async function findConfirmed(connection: Connection, stationId: string): Promise<readonly Reconciliation[]> {
  const { rows } = await sql<{
    month: string
    counts: Record<string, number>
    typedBy: string
    by: string
    at: Date
  }>`
    select month, counts, typed_by, confirmed_by as by, confirmed_at as at from reconciliation
    where station_id = ${stationId} and confirmed_at is not null order by month, ordinal`.execute(connection)
  return rows.map(({ month, counts, typedBy, by, at }) => ({
    month,
    counts,
    typedBy,
    confirmed: { by, at: at.getTime() },
  }))
}

export type StoredEntry = {
  readonly id: string
  readonly month: string
  readonly counts: Record<string, number>
  readonly typedAt: Date
  readonly typedByName: string
  readonly typedByMe: boolean
  readonly confirmedAt: Date | null
  readonly confirmedByName: string | null
}

/** What was typed for the months of a year, the latest first. */
export async function findEntries(ctx: Context, year: number): Promise<readonly StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    select r.id, r.month, r.counts, r.typed_at, m.name as typed_by_name, r.typed_by = ${ctx.actor.memberId} as typed_by_me,
      r.confirmed_at, c.name as confirmed_by_name
    from reconciliation r
    join member m on m.station_id = r.station_id and m.id = r.typed_by
    left join member c on c.station_id = r.station_id and c.id = r.confirmed_by
    where r.station_id = ${ctx.station.id} and r.month >= ${`${year}-01-01`}::date and r.month <= ${`${year}-12-01`}::date
    order by r.month desc, r.ordinal desc`.execute(ctx.db)
  return rows
}

/** How many incidents sifang has by month of a year and category; a rejected one was none. On incident_by_time. */
export async function countRecorded(
  ctx: Context,
  year: number,
): Promise<readonly { readonly month: string; readonly category: string; readonly count: number }[]> {
  const zone = ctx.station.timeZone
  const { rows } = await sql<{ month: string; category: string; count: number }>`
    select date_trunc('month', occurred_at at time zone ${zone})::date as month, category, count(*)::int as count
    from incident where station_id = ${ctx.station.id} and status <> 'rejected'
      and occurred_at >= ${`${year}-01-01`}::date::timestamp at time zone ${zone}::text
      and occurred_at < ${`${year + 1}-01-01`}::date::timestamp at time zone ${zone}::text
    group by 1, 2`.execute(ctx.db)
  return rows
}

export async function insertCounts(
  tx: Tx,
  stationId: string,
  typed: { id: string; month: string; counts: Readonly<Record<string, number>>; typedAt: Date; typedBy: string },
): Promise<void> {
  await tx
    .insertInto('reconciliation')
    .values({ stationId, ...typed, counts: JSON.stringify(typed.counts) })
    .execute()
}

type Typed = {
  readonly month: string
  readonly counts: Readonly<Record<string, number>>
  readonly typedBy: string
  readonly confirmedAt: Date | null
  /** Somebody typed this month again since. */
  readonly superseded: boolean
}

/** What was typed, locked against a second confirmation. Errors: reconciliation/not-found. */
export async function lockCounts(tx: Tx, stationId: string, id: string): Promise<Typed> {
  const { rows } = await sql<Typed>`
    select month, counts, typed_by, confirmed_at, exists (select from reconciliation n
      where n.station_id = r.station_id and n.month = r.month and n.ordinal > r.ordinal) as superseded
    from reconciliation r where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('reconciliation/not-found')
}

export async function updateConfirmed(
  tx: Tx,
  stationId: string,
  id: string,
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<void> {
  await tx
    .updateTable('reconciliation')
    .set({ confirmedAt: at, confirmedBy: by })
    .where('stationId', '=', stationId)
    .where('id', '=', id)
    .execute()
}
