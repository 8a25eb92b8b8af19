import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import type { Change } from '../../platform/records/changes.ts'

/** What every row that goes live with an import has in common. */
export type Live = {
  readonly stationId: string
  readonly importId: string
  /** The moment at which everything of the import came to be; its clock stands there. */
  readonly ctx: Pick<JobContext, 'station' | 'now' | 'newId'>
  readonly at: Date
  readonly by: string
  /** Civil date at the station. */
  readonly today: string
}

/** Some rows of an import, by their numbers, both included. */
export type Span = { readonly first: number; readonly last: number }

/** How a sheet goes live, all inside one transaction. */
export type GoingLive = {
  /**
   * What must be there before any row: communities, lines, the first place of each sort. Answers the numbers of the
   * rows that are live by that already.
   */
  before?(tx: Tx, live: Live): Promise<readonly number[]>
  /** Some rows that are added, but for those that are live already. Answers how many there were. */
  add(tx: Tx, live: Live, span: Span, already: readonly number[]): Promise<number>
  /** Rows that fill in what exists, once all others are there. Answers how many changed something. */
  merge(tx: Tx, live: Live): Promise<number>
  /** The range entry for the change feed. */
  changes(tx: Tx, live: Live): Promise<readonly Change[]>
  /** Places whose duties are still to be judged, afterwards and in the background. */
  toJudge(tx: Tx, live: Live): Promise<readonly string[]>
}

/** The staged rows `r` that are added. */
export const addedRows = (live: Live) => sql`
  r.station_id = ${live.stationId} and r.import_id = ${live.importId} and r.choice in ('add', 'keep') and r.verdict <> 'bad'`

/** The staged rows `r` that fill in their twin. */
export const mergedRows = (live: Live) => sql`
  r.station_id = ${live.stationId} and r.import_id = ${live.importId} and r.choice = 'merge' and r.verdict = 'duplicate'`

/** Who owns what nobody else does (DOMAIN.md §2). */
export const chiefOf = (live: Live) => sql`
  select m.id from member m
  where m.station_id = ${live.stationId} and m.role = 'chief' and (m.left_on is null or m.left_on > ${live.today}::date)
  order by m.joined_on, m.id limit 1`

export const within = (span: Span) => sql`r.row_no between ${span.first} and ${span.last}`

/**
 * A row may be merged into an earlier row of the file that is itself merged: it goes where that one goes. What would go
 * into a row that is left out is left out.
 */
export async function settleTwins(tx: Tx, live: Live): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      update import_row r set twin_id = t.twin_id from import_row t
      where ${mergedRows(live)} and t.station_id = r.station_id and t.import_id = r.import_id and t.id = r.twin_id
        and t.choice = 'merge'`.execute(tx)
    if ((numAffectedRows ?? 0n) === 0n) break
  }
  await sql`
    update import_row r set choice = 'skip' from import_row t
    where ${mergedRows(live)} and t.station_id = r.station_id and t.import_id = r.import_id and t.id = r.twin_id
      and t.choice = 'skip'`.execute(tx)
}

/** Spans that hold `size` rows each, of those that are added. */
export async function spansOf(
  connection: Connection,
  live: Live,
  size: number,
): Promise<readonly (Span & { rows: number })[]> {
  const { rows } = await sql<Span & { rows: number }>`
    select min(row_no) as first, max(row_no) as last, count(*)::int as rows
    from (
      select row_no, (row_number() over (order by row_no) - 1) / ${size}::int as part
      from import_row r where ${addedRows(live)}
    ) numbered
    group by part order by part`.execute(connection)
  return rows
}

export const liveOf = (
  job: Pick<JobContext, 'station' | 'now' | 'newId'>,
  run: { readonly id: string; readonly startedBy: string },
): Live => {
  const at = job.now()
  const ctx = { station: job.station, now: () => at, newId: job.newId }
  const today = dayOf(at, job.station.timeZone)
  return { stationId: job.station.id, importId: run.id, ctx, at, by: run.startedBy, today }
}

/**
 * Whether every village and community that added rows go into is still open; they stay so until the commit, as with a
 * place that is entered by hand.
 */
export async function holdDivisions(tx: Tx, live: Live): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    select p.closed_at is not null as closed from place p
    where p.station_id = ${live.stationId} and p.id in (
      select (r."row" ->> named.key)::uuid from import_row r, (values ('villageId'), ('communityId')) as named (key)
      where ${addedRows(live)})
    order by p.id for key share of p`.execute(tx)
  return rows.every(({ closed }) => !closed)
}
