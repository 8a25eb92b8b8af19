import { dayOf } from '@sifang/domain/calendar'
import { stationCategories } from '@sifang/domain/incidents'
import { evidenceRefusal } from '@sifang/domain/streaks'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { getStation, type StationSettings } from '../stations/index.ts'
import { insertStart, insertStreak, lockStreak, requireSubject, updateEnded } from './queries.ts'
import type { DefineStreak, NewStart } from './schema.ts'

/**
 * Defines what is counted, with its start and evidence or to be given one. Errors: streak/name-taken, streak/counted-twice,
 * line/not-found, place/village-unknown, incident/category-unknown, and those of {@link moveStart}.
 */
export function defineStreak(ctx: Context, id: string, command: DefineStreak) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { settings } = await getStation(tx, ctx.station.id)
    const known = new Set(stationCategories(settings).map((category) => category.id))
    if (command.breakers.some((category) => !known.has(category))) fail('incident/category-unknown')
    await requireSubject(tx, ctx.station.id, command.subject)
    const lastLunarDay = command.kind === 'festival' ? (command.lastLunarDay ?? settings.festivalLastDay) : null
    await insertStreak(tx, ctx.station.id, { ...command, id, lastLunarDay }, now(ctx))
    if (command.start) {
      refuseStart(ctx, command.kind, command.start, settings)
      await insertStart(tx, ctx.station.id, id, command.start, now(ctx))
    }
    await record(ctx, tx, { action: 'streak.defined', entity: 'streak', entityId: id, details: { kind: command.kind } })
    return { reply: { id }, changed: [changed(id)] }
  })
}

/**
 * Says from when on it is claimed, and by what; a start that is moved is a further entry, and what was believed before it
 * stays as it was. Errors: streak/not-found, streak/ended, streak/start-of-another-kind, streak/start-in-the-future,
 * streak/number-in-evidence, incident/before-records.
 */
export function moveStart(ctx: Context, streakId: string, command: NewStart) {
  return once(ctx, { id: command.id, target: streakId, body: command }, async (tx) => {
    const streak = await lockStreak(tx, ctx.station.id, streakId)
    if (streak.endedAt) fail('streak/ended')
    refuseStart(ctx, streak.kind, command, (await getStation(tx, ctx.station.id)).settings)
    await insertStart(tx, ctx.station.id, streakId, command, now(ctx))
    const details = { day: command.day ?? null, firstYear: command.firstYear ?? null }
    await record(ctx, tx, { action: 'streak.start-set', entity: 'streak', entityId: streakId, details })
    return { reply: { id: streakId }, changed: [changed(streakId)] }
  })
}

/** It is counted no further; what it was stays to be seen. Errors: streak/not-found, streak/ended. */
export function endStreak(ctx: Context, streakId: string, command: { readonly id: string }) {
  return once(ctx, { id: command.id, target: streakId, body: command }, async (tx) => {
    const streak = await lockStreak(tx, ctx.station.id, streakId)
    if (streak.endedAt) fail('streak/ended')
    await updateEnded(tx, ctx.station.id, streakId, now(ctx))
    await record(ctx, tx, { action: 'streak.ended', entity: 'streak', entityId: streakId })
    return { reply: { id: streakId }, changed: [changed(streakId)] }
  })
}

function refuseStart(
  ctx: Context,
  kind: DefineStreak['kind'],
  { day, firstYear, evidence, paper }: NewStart,
  { recordsFrom }: StationSettings,
): void {
  const today = dayOf(ctx.now(), ctx.station.timeZone)
  const wrongKind =
    kind === 'festival' ? firstYear === undefined || day !== undefined : day === undefined || firstYear !== undefined
  if (wrongKind) fail('streak/start-of-another-kind')
  if ((day ?? '') > today || (firstYear ?? 0) > Number(today.slice(0, 4)) + 1) fail('streak/start-in-the-future')
  const refusal = evidenceRefusal([evidence, paper ?? ''])
  if (refusal) fail(refusal)
  // where nothing was kept nothing can be claimed
  if ((day ?? `${firstYear}-12-31`) < recordsFrom) fail('incident/before-records', { recordsFrom })
}

const now = (ctx: Context) => ({ at: ctx.now(), by: ctx.actor.memberId })

const changed = (id: string) => ({ op: 'put' as const, entity: 'streak', id })
