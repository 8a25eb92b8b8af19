import { sql } from 'kysely'
import { z } from 'zod'
import type { JobContext } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { datum, importReport, importState, sheetName, swapped } from './schema.ts'

/** What an import was told and found, beside its state. */
const runOptions = z.object({
  datum: datum.default('wgs84'),
  swapped: swapped.default('refuse'),
  headings: z.array(z.string()).default([]),
  otherSheets: z.array(z.string()).default([]),
  /** By hand: place in the sheet → key, or null to leave it out. */
  mapping: z.record(z.string(), z.string().nullable()).default({}),
  skipBad: z.boolean().default(false),
  /** Of the attempt that is writing rows; another attempt's are not taken. */
  token: z.string().optional(),
  /** Where the change feed stood when the check began, and where the import went live or was taken back. */
  checkedSeq: z.number().optional(),
  liveSeq: z.number().optional(),
  liveAt: z.string().optional(),
  judgingIds: z.array(z.string()).default([]),
})
export type RunOptions = z.output<typeof runOptions>

const runProblem = z.object({ code: z.string(), zh: z.string(), en: z.string() })
export type RunProblem = z.output<typeof runProblem>

const runRow = z.object({
  id: z.uuid(),
  sheet: sheetName,
  fileName: z.string(),
  fileSha256: z.string().nullable(),
  state: importState,
  done: z.number(),
  total: z.number().nullable(),
  options: runOptions,
  report: importReport,
  problem: z.string().nullable(),
  startedBy: z.uuid(),
  startedByName: z.string().nullable(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
})
export type Run = Omit<z.output<typeof runRow>, 'problem'> & { readonly problem: RunProblem | null }

type Where = Pick<JobContext, 'station'>

/**
 * Reads imports. One whose duties all stand is done, whether or not anybody has written that down yet; until then its
 * progress is that of the judging.
 */
export const selectRuns = sql`
  select r.id, r.sheet, r.file_name, r.file_sha256, r.options, r.report, r.problem, r.started_by, r.started_at,
    m.name as started_by_name,
    case when r.state = 'duties' and j.waiting = 0 then 'done' else r.state end as state,
    case when r.state = 'duties' then j.done else r.done end as done,
    case when r.state = 'duties' then j.total else r.total end as total,
    case when r.state = 'duties' and j.waiting = 0 then coalesce(j.finished_at, r.finished_at) else r.finished_at end as finished_at
  from import_run r
  left join member m on m.station_id = r.station_id and m.id = r.started_by
  left join lateral (
    select count(*) filter (where g.finished_at is null)::int as waiting, coalesce(sum(g.done), 0)::int as done,
      coalesce(sum(coalesce(g.total, cardinality(g.place_ids))), 0)::int as total, max(g.finished_at) as finished_at
    from judging g
    where r.state = 'duties' and g.station_id = r.station_id
      and g.id in (select jsonb_array_elements_text(r.options -> 'judgingIds')::uuid)
  ) j on true`

export async function findRun(connection: Connection, ctx: Where, id: string): Promise<Run | null> {
  const { rows } = await sql`${selectRuns} where r.station_id = ${ctx.station.id} and r.id = ${id}`.execute(connection)
  return rows[0] ? readRun(rows[0]) : null
}

/** Errors: import/not-found. */
export async function getRun(connection: Connection, ctx: Where, id: string): Promise<Run> {
  return (await findRun(connection, ctx, id)) ?? fail('import/not-found')
}

export function readRun(row: unknown): Run {
  const run = runRow.parse(row)
  return { ...run, problem: run.problem === null ? null : runProblem.parse(JSON.parse(run.problem)) }
}

export type NewRun = {
  readonly id: string
  readonly sheet: string
  readonly fileName: string
  readonly fileSha256: string
  readonly options: Partial<RunOptions>
  readonly startedBy: string
  readonly startedAt: Date
}

/** False when the id is taken. */
export async function insertRun(connection: Connection, ctx: Where, run: NewRun): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into import_run (station_id, id, sheet, file_name, file_sha256, options, state, started_by, started_at)
    values (${ctx.station.id}, ${run.id}, ${run.sheet}, ${run.fileName}, ${run.fileSha256}, ${JSON.stringify(run.options)},
      'uploaded', ${run.startedBy}, ${run.startedAt})
    on conflict do nothing`.execute(connection)
  return numAffectedRows === 1n
}

export type RunChange = {
  readonly state?: Run['state']
  readonly options?: Partial<RunOptions>
  readonly report?: Partial<Run['report']>
  readonly problem?: RunProblem | null
  readonly done?: number
  readonly total?: number | null
  readonly finishedAt?: Date | null
}

/**
 * Changes an import that stands in one of the states `from`, and otherwise nothing; answers whether it did. Every step
 * of an import is such a change, so that a cancelled or repeated one cannot take it twice.
 */
export async function changeRun(
  connection: Connection,
  ctx: Where,
  id: string,
  from: readonly Run['state'][],
  change: RunChange,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update import_run set state = coalesce(${change.state ?? null}::text, state),
      options = options || ${JSON.stringify(change.options ?? {})}::jsonb,
      report = report || ${JSON.stringify(change.report ?? {})}::jsonb,
      problem = ${change.problem ? JSON.stringify(change.problem) : null}::text,
      done = coalesce(${change.done ?? null}::int, done),
      total = case when ${change.total !== undefined}::boolean then ${change.total ?? null}::int else total end,
      finished_at = ${change.finishedAt ?? null}::timestamptz
    where station_id = ${ctx.station.id} and id = ${id} and state = any(${[...from]}::text[])`.execute(connection)
  return numAffectedRows === 1n
}

/** How far it is, beside the transaction that does it. */
export async function noteProgress(
  connection: Connection,
  ctx: Where,
  id: string,
  done: number,
  total: number,
): Promise<void> {
  await sql`
    update import_run set done = ${done}, total = ${total}
    where station_id = ${ctx.station.id} and id = ${id} and state in ('importing', 'undoing')`.execute(connection)
}

/** Where the station's change feed stands. */
export async function readSeq(connection: Connection, ctx: Where): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select seq from change_counter where station_id = ${ctx.station.id}`.execute(connection)
  return rows[0]?.seq ?? 0
}
