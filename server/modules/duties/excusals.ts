import { dayNumber, zoneOf } from '@sifang/domain/calendar'
import { type DutyState, excusable } from '@sifang/domain/duties'
import { mayDecide } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace } from './judge.ts'
import { openPlace } from './life.ts'
import type { AskExcusal } from './schema.ts'

/** Asks that a duty be excused, with a reason. Errors: duty/not-found, duty/not-open, duty/excuse-too-late. */
export function askExcusal(ctx: Context, id: string, command: AskExcusal) {
  return once(ctx, { id, body: command }, async (tx) => {
    await openPlace(tx, ctx, command.placeId, null)
    await getExcusable(ctx, tx, command)
    const { reason, ...key } = command
    await tx
      .insertInto('excusal')
      .values({ stationId: ctx.station.id, id, ...key, reason, askedBy: ctx.actor.memberId, askedAt: ctx.now() })
      .execute()
    await record(ctx, tx, { action: 'excusal.asked', entity: 'place', entityId: command.placeId })
    return { reply: { id, verdict: 'waiting' as const }, changed: [{ op: 'put' as const, entity: 'excusal', id }] }
  })
}

/** Approves or rejects an excusal; never the owner of the duty, never who asked. Errors: excusal/decided-already, duty/excuse-too-late, account/own-entry. */
export function decideExcusal(
  ctx: Context,
  excusalId: string,
  command: { id: string; verdict: 'approved' | 'rejected' },
) {
  return once(ctx, { id: command.id, target: excusalId, body: command }, async (tx) => {
    const { rows } = await sql<AskExcusal & { askedBy: string; verdict: string | null }>`
      select place_id, line_id, period, period_start, reason, asked_by, verdict from excusal
      where station_id = ${ctx.station.id} and id = ${excusalId} for no key update`.execute(tx)
    const excusal = rows[0] ?? fail('excusal/not-found')
    if (excusal.verdict) fail('excusal/decided-already')
    await openPlace(tx, ctx, excusal.placeId, null)
    const duty = await getExcusable(ctx, tx, excusal)
    const refusal = mayDecide('approve-excusal', ctx.actor, { enteredBy: excusal.askedBy, ownerId: duty.ownerId })
    if (refusal) fail(refusal)

    await sql`
      update excusal set verdict = ${command.verdict}, decided_by = ${ctx.actor.memberId}, decided_at = ${ctx.now()}
      where station_id = ${ctx.station.id} and id = ${excusalId}`.execute(tx)
    const judged = await judgePlace(ctx, tx, excusal.placeId)
    await record(ctx, tx, { action: `excusal.${command.verdict}`, entity: 'place', entityId: excusal.placeId })
    return {
      reply: { id: excusalId, verdict: command.verdict },
      changed: [{ op: 'put' as const, entity: 'excusal', id: excusalId }, ...judged.changed],
    }
  })
}

async function getExcusable(
  ctx: Context,
  tx: Tx,
  key: Omit<AskExcusal, 'reason'>,
): Promise<{ ownerId: string | null }> {
  const { rows } = await sql<{ state: DutyState; fromAt: Date; until: string; ownerId: string | null }>`
    select state, from_at, until, owner_id from duty
    where station_id = ${ctx.station.id} and place_id = ${key.placeId} and line_id = ${key.lineId} and period = ${key.period}
      and period_start = ${key.periodStart}::date and from_at <= ${ctx.now()}`.execute(tx)
  const { fromAt, ...duty } = rows[0] ?? fail('duty/not-found')
  const zone = zoneOf(ctx.station.timeZone)
  const window = { from: fromAt.getTime(), endsAt: zone.startOfDay(dayNumber(duty.until) + 1) }
  const refusal = excusable({ ...duty, ...window }, ctx.now().getTime(), zone)
  if (refusal) fail(refusal)
  return duty
}
