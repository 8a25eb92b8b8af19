import { dayOf } from '@sifang/domain/calendar'
import { announcementRefusal, isAnnounced, type PlannedDigging, type Spot } from '@sifang/domain/lines'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { findLines, lockLine } from './queries.ts'
import type { AnnounceDigging, diggingList, diggingRow } from './schema.ts'

/** Announces digging before it begins. Errors: line/not-found, digging/span, digging/begun, digging/personal-data. */
export function announceDigging(ctx: Context, id: string, command: AnnounceDigging) {
  return once(ctx, { id, body: command }, async (tx) => {
    const line = await lockLine(ctx, tx, command.lineId)
    const refusal = announcementRefusal(command, { lengthKm: line.lengthKm, today: todayOf(ctx) })
    if (refusal) fail(refusal)
    await tx
      .insertInto('plannedDigging')
      .values({
        stationId: ctx.station.id,
        id,
        ...command,
        announcedBy: ctx.actor.memberId,
        announcedAt: ctx.now(),
      })
      .execute()
    await record(ctx, tx, { action: 'digging.announced', entity: 'line', entityId: line.id })
    return { reply: { id }, changed: [{ op: 'put' as const, entity: 'line', id: line.id }] }
  })
}

/** Takes an announcement back; what happened before that day stays as it was judged. Errors: digging/not-found, digging/over. */
export function withdrawDigging(ctx: Context, diggingId: string, { id, reason }: { id: string; reason: string }) {
  return once(ctx, { id, target: diggingId, body: { reason } }, async (tx) => {
    const { lineId, withdrawnOn, lastDay } = await lockDigging(ctx, tx, diggingId)
    if (withdrawnOn !== null || lastDay < todayOf(ctx)) fail('digging/over')
    await sql`
      update planned_digging
      set withdrawn_by = ${ctx.actor.memberId}, withdrawn_on = ${todayOf(ctx)}::date, withdrawn_reason = ${reason}
      where station_id = ${ctx.station.id} and id = ${diggingId}`.execute(tx)
    await record(ctx, tx, { action: 'digging.withdrawn', entity: 'line', entityId: lineId })
    return { reply: { id: diggingId }, changed: [{ op: 'put' as const, entity: 'line', id: lineId }] }
  })
}

/** What is announced on a line and not over yet, or what was on a given day; the next first. Errors: line/not-found. */
export async function listDiggings(
  ctx: Context,
  lineId: string,
  { on }: { on?: string | undefined },
): Promise<z.input<typeof diggingList>> {
  if ((await findLines(ctx, lineId)).length === 0) fail('line/not-found')
  const rows = await findDiggings(ctx.db, ctx.station.id, { lineId, from: on ?? todayOf(ctx), to: on ?? null })
  return {
    rows: rows.filter((digging) => digging.withdrawnOn === null || (on !== undefined && on < digging.withdrawnOn)),
  }
}

/** The announced digging on that stretch on that day (domain/lines/digging.ts). */
export async function diggingsAt(
  connection: Connection,
  stationId: string,
  lineId: string,
  spot: Spot,
): Promise<readonly z.input<typeof diggingRow>[]> {
  const rows = await findDiggings(connection, stationId, { lineId, from: spot.day, to: spot.day })
  return rows.filter((digging) => isAnnounced(digging, spot))
}

type Days = { readonly lineId: string; readonly from: string; readonly to: string | null }
type Found = z.input<typeof diggingRow> & PlannedDigging

/** Rides on planned_digging_of_line: of each line a few a year. */
async function findDiggings(connection: Connection, stationId: string, { lineId, from, to }: Days): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, from_km, to_km, first_day::text, last_day::text, work, withdrawn_on::text
    from planned_digging
    where station_id = ${stationId} and line_id = ${lineId} and last_day >= ${from}::date
      and (${to}::date is null or first_day <= ${to}::date)
    order by first_day, from_km, id`.execute(connection)
  return rows
}

/** Errors: digging/not-found. */
async function lockDigging(ctx: Context, tx: Tx, id: string) {
  const { rows } = await sql<{ lineId: string; withdrawnOn: string | null; lastDay: string }>`
    select line_id, withdrawn_on::text, last_day::text from planned_digging
    where station_id = ${ctx.station.id} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('digging/not-found')
}

const todayOf = (ctx: Context): string => dayOf(ctx.now(), ctx.station.timeZone)
