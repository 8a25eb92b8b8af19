import { civilDate, dayNumber, dayOf, periodOf } from '@sifang/domain/calendar'
import { stationCategories } from '@sifang/domain/incidents'
import { mayConfirm } from '@sifang/domain/streaks'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { getStation } from '../stations/index.ts'
import { findStreaks } from './queries.ts'
import { countRecorded, findEntries, insertCounts, lockCounts, updateConfirmed } from './register-queries.ts'
import type { register, TypeCounts } from './schema.ts'

/**
 * Types a month's counts from the call register; they count once somebody else has confirmed them. A correction is a
 * further entry. Errors: reconciliation/month-not-over, reconciliation/categories, incident/category-unknown,
 * incident/before-records.
 */
export function typeCounts(ctx: Context, id: string, command: TypeCounts) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { month, counts } = command
    if (lastDayOf(month) >= today(ctx)) fail('reconciliation/month-not-over')
    const { settings } = await getStation(tx, ctx.station.id)
    if (lastDayOf(month) < settings.recordsFrom) fail('incident/before-records', { recordsFrom: settings.recordsFrom })
    const known = new Set(stationCategories(settings).map((category) => category.id))
    if (Object.keys(counts).some((category) => !known.has(category))) fail('incident/category-unknown')
    const missing = (await categoriesToCount(ctx, tx)).filter((category) => counts[category] === undefined)
    if (missing.length > 0) {
      const field = (category: string) => ({ path: `body.counts.${category}`, zh: '没有填', en: 'missing' })
      fail('reconciliation/categories', { missing }, missing.map(field))
    }
    await insertCounts(tx, ctx.station.id, { id, month, counts, typedAt: ctx.now(), typedBy: ctx.actor.memberId })
    await record(ctx, tx, {
      action: 'reconciliation.typed',
      entity: 'reconciliation',
      entityId: id,
      details: { month },
    })
    return { reply: { id }, changed: [changed(id)] }
  })
}

/**
 * Confirms what somebody else typed. Errors: reconciliation/not-found, account/own-entry,
 * reconciliation/confirmed-already, reconciliation/superseded.
 */
export function confirmCounts(ctx: Context, countsId: string, command: { readonly id: string }) {
  return once(ctx, { id: command.id, target: countsId, body: command }, async (tx) => {
    const typed = await lockCounts(tx, ctx.station.id, countsId)
    const refusal = mayConfirm(ctx.actor.memberId, { ...typed, confirmed: null })
    if (refusal) fail(refusal)
    if (typed.confirmedAt) fail('reconciliation/confirmed-already')
    if (typed.superseded) fail('reconciliation/superseded')
    await updateConfirmed(tx, ctx.station.id, countsId, { at: ctx.now(), by: ctx.actor.memberId })
    const details = { month: typed.month }
    await record(ctx, tx, { action: 'reconciliation.confirmed', entity: 'reconciliation', entityId: countsId, details })
    return { reply: { id: countsId }, changed: [changed(countsId)] }
  })
}

/** The months of a year that are over, the latest first: what was typed, and how many incidents sifang has. */
export async function readRegister(ctx: Context, year: number): Promise<z.input<typeof register>> {
  const [categories, entries, recorded] = await Promise.all([
    categoriesToCount(ctx, ctx.db),
    findEntries(ctx, year),
    countRecorded(ctx, year),
  ])
  const months = Array.from({ length: 12 }, (_, back) => `${year}-${String(12 - back).padStart(2, '0')}-01`)
  return {
    categories,
    months: months
      .filter((month) => lastDayOf(month) < today(ctx))
      .map((month) => ({
        month,
        recorded: Object.fromEntries(
          recorded.filter((one) => one.month === month).map(({ category, count }) => [category, count]),
        ),
        entries: entries.filter((entry) => entry.month === month).map(asEntry),
      })),
  }
}

type Entry = z.input<typeof register>['months'][number]['entries'][number]

function asEntry(stored: Awaited<ReturnType<typeof findEntries>>[number]): Entry {
  const { month: _, typedAt, confirmedAt, ...entry } = stored
  return { ...entry, typedAt: typedAt.toISOString(), confirmedAt: confirmedAt?.toISOString() ?? null }
}

/** The categories that forms offer, and those that a running streak counts though they are offered no more. */
async function categoriesToCount(ctx: Context, connection: Connection): Promise<string[]> {
  const { settings } = await getStation(connection, ctx.station.id)
  const streaks = await findStreaks(connection, ctx.station.id)
  const counted = new Set(streaks.filter(({ endedAt }) => endedAt === null).flatMap(({ breakers }) => breakers))
  const wanted = ({ id, inUse, own }: ReturnType<typeof stationCategories>[number]) =>
    inUse || counted.has(id) || (own !== null && own.breaks.length > 0)
  return stationCategories(settings)
    .filter(wanted)
    .map(({ id }) => id)
}

const lastDayOf = (month: string): string => civilDate(periodOf('month', dayNumber(month)).end)

const today = (ctx: Context): string => dayOf(ctx.now(), ctx.station.timeZone)

const changed = (id: string) => ({ op: 'put' as const, entity: 'reconciliation', id })
