import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'

export type Stretch = { readonly lineId: string; readonly fromKm: number; readonly toKm: number }

type InTheWay = { readonly id: string; readonly name: string; readonly fromKm: number; readonly toKm: number }

/**
 * A segment lies on its line and beside its other open segments: they may touch. The line is locked until the end of the
 * transaction, so that two at once do not overlap. `path` names the field that a refusal is about.
 * Errors: line/not-found, line/segment-span, line/segment-overlap.
 */
export async function requireFreeStretch(
  ctx: Context,
  tx: Tx,
  { lineId, fromKm, toKm }: Stretch,
  path: string,
  exceptId: string | null = null,
): Promise<void> {
  const lines = await sql<{ lengthKm: number }>`
    select length_km from line where station_id = ${ctx.station.id} and id = ${lineId} for no key update`.execute(tx)
  const { lengthKm } = lines.rows[0] ?? fail('line/not-found')
  if (fromKm >= toKm || toKm > lengthKm) {
    const zh = `管线从 0 到 ${lengthKm} 公里`
    fail('line/segment-span', { lengthKm }, [{ path, zh, en: `the line goes from km 0 to km ${lengthKm}` }])
  }
  const { rows } = await sql<InTheWay>`
    select id, name, from_km, to_km from place
    where station_id = ${ctx.station.id} and line_id = ${lineId} and kind = 'segment' and closed_at is null
      and id is distinct from ${exceptId}::uuid and from_km < ${toKm} and to_km > ${fromKm}
    order by from_km`.execute(tx)
  if (rows.length === 0) return
  const fields = rows.map(({ name, fromKm: from, toKm: to }) => ({
    path,
    zh: `“${name}”已占 ${from}–${to} 公里`,
    en: `${name} has km ${from} to ${to}`,
  }))
  fail('line/segment-overlap', { segmentIds: rows.map(({ id }) => id) }, fields)
}
