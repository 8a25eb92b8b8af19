import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { readRun, selectRuns } from './run.ts'
import type { importPage, importQuery } from './schema.ts'

/** The latest first. Rides on import_run_by_time. */
export async function findImports(
  ctx: Context,
  query: z.output<typeof importQuery>,
): Promise<z.input<typeof importPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql`
    ${selectRuns}
    where r.station_id = ${ctx.station.id}
      and (${after?.[0] ?? null}::timestamptz is null or (r.started_at, r.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by r.started_at desc, r.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map(readRun)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ id, sheet, fileName, state, startedByName, startedAt, finishedAt, report }) => ({
      id,
      sheet,
      fileName,
      state,
      startedByName,
      report,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    })),
    next: rows.length > query.limit && last ? cursor([last.startedAt.toISOString(), last.id]) : null,
  }
}
