import type { Instant } from '@sifang/domain/calendar'
import {
  type Asker,
  allowedFor,
  askersOf,
  type ClockRules,
  type FollowUp,
  type ReadEntry,
  readFollowUp,
  reporterNamedTo,
  resident,
  runningClocks,
  theOneWhoReported,
} from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { readDates } from './dates.ts'
import { instant, readEntries } from './entries.ts'
import { readLadder } from './ladder.ts'
import { asRow, readable, selectRows } from './list.ts'
import { clockRulesFor } from './rules.ts'
import type { followUpDetail } from './schema.ts'

type Detail = z.input<typeof followUpDetail>
type Person = { readonly id: string; readonly name: string }
type Named = Detail['askers'][number]

/** One follow-up as far as this member reads it, without words. Errors: follow-up/not-found. */
export async function readDetail(ctx: Context, id: string): Promise<Detail> {
  const { row, followUp } = await getReadable(ctx, id)
  const entries = await readEntries(ctx.db, ctx.station.id, id)
  const read = readFollowUp(entries, ctx.actor)
  const rules = await clockRulesFor(ctx, ctx.db, row.villageId, followUp.changedAt)
  const dates = await readDates(ctx.db, ctx.station.id, id)
  const clocks = runningClocks(followUp, rules)
  const names = await readNames(ctx, idsIn(read, followUp, rules, dates))
  const shown = (asker: Asker): Named => named(ctx, asker, names, followUp)
  const worded = await readWorded(ctx, id)
  const mine = entriesShown(read)
  return {
    ...row,
    settleBy: followUp.settleBy,
    toTell: followUp.toTell.map(shown),
    askers: askersOf(followUp).map(shown),
    timesReopened: followUp.timesReopened,
    mergedIntoId: followUp.mergedIntoId,
    clocks: clocks.map(({ clock, dueAt, runsOutAt, outcome }) => ({
      clock,
      dueAt: text(dueAt),
      runsOutAt: text(runsOutAt),
      outcome:
        outcome.kind === 'escalates'
          ? { kind: outcome.kind, post: outcome.post, to: names.get(outcome.memberId) ?? null }
          : outcome,
    })),
    allowed: [...allowedFor(ctx.actor, followUp)],
    entries: read.map((entry) => ({
      kind: entry.kind,
      version: entry.version,
      at: text(entry.at),
      receivedAt: text(entry.receivedAt),
      reading: entry.reading,
      by: entry.by === null ? null : (names.get(entry.by) ?? null),
      owner: entry.ownerId === null ? null : (names.get(entry.ownerId) ?? null),
      asker: entry.asker === null ? null : shown(entry.asker),
      source: entry.source,
      details: entry.reading === 'full' ? (worded.details.get(entry.version) ?? {}) : {},
      hasWords: entry.reading === 'full' && worded.versions.has(entry.version),
    })),
    findings: mine ? await readFindings(ctx, id, followUp) : [],
    dates: dates.map(({ ownerId, ...date }) => ({ ...date, owner: names.get(ownerId) ?? { id: ownerId, name: '' } })),
    ...(await readLadder(ctx, row, followUp, rules)),
  }
}

/** A follow-up that this member reads at all. Errors: follow-up/not-found. */
export async function getReadable(ctx: Context, id: string) {
  const { rows } = await sql<Parameters<typeof asRow>[1]>`
    ${selectRows(ctx)} where f.station_id = ${ctx.station.id} and f.id = ${id} and ${readable(ctx)}`.execute(ctx.db)
  const stored = rows[0] ?? fail('follow-up/not-found')
  const { rows: kept } = await sql<{ standing: FollowUp }>`
    select standing from follow_up where station_id = ${ctx.station.id} and id = ${id}`.execute(ctx.db)
  return { row: asRow(ctx, stored), followUp: (kept[0] ?? fail('follow-up/not-found')).standing }
}

const text = (at: Instant): string => instant(at).toISOString()

/** Whoever reads the opening in full reads the findings' codes. */
const entriesShown = (read: readonly ReadEntry[]): boolean =>
  read.some(({ kind, reading }) => kind === 'opened' && reading === 'full')

/** All members that may be named here. */
function idsIn(
  read: readonly ReadEntry[],
  followUp: FollowUp,
  rules: ClockRules,
  dates: readonly { readonly ownerId: string }[],
): readonly string[] {
  const escalated = runningClocks(followUp, rules).flatMap(({ outcome }) =>
    outcome.kind === 'escalates' ? [outcome.memberId] : [],
  )
  const shown = read.flatMap(({ by, ownerId, asker }) => [by, ownerId, asker])
  const ids = [...shown, ...escalated, ...followUp.reporterIds, ...dates.map(({ ownerId }) => ownerId)]
  return [...new Set(ids.filter((id) => id !== null && id !== resident && id !== theOneWhoReported))].filter(
    (id): id is string => id !== null,
  )
}

async function readNames(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const { rows } = await sql<Person>`
    select id, name from member where station_id = ${ctx.station.id} and id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((person) => [person.id, person]))
}

/** A member who reported is named to those whom the rules allow, else stands as `reporter`. */
function named({ actor }: Context, asker: Asker, names: ReadonlyMap<string, Person>, followUp: FollowUp): Named {
  if (asker === resident || asker === theOneWhoReported) return asker
  const hidden = followUp.reporterIds.includes(asker) && !reporterNamedTo(actor.role, asker === actor.memberId)
  return hidden ? theOneWhoReported : (names.get(asker) ?? theOneWhoReported)
}

/** Which entries carry words, and the codes of each. */
async function readWorded(ctx: Context, id: string) {
  const { rows } = await sql<{ version: number; worded: boolean; details: Record<string, unknown> }>`
    select version, sealed is not null as worded,
      details - 'ownerId' - 'reporterId' - 'reporterIds' - 'to' - 'from' - 'source' as details
    from follow_up_entry where station_id = ${ctx.station.id} and follow_up_id = ${id}`.execute(ctx.db)
  return {
    versions: new Set(rows.filter(({ worded }) => worded).map(({ version }) => version)),
    details: new Map(rows.map(({ version, details }) => [version, details])),
  }
}

type StoredFinding = Omit<Detail['findings'][number], 'at'> & { readonly at: Date }

/** The visit is left out for whom the reporter is not named: it would say who was there. */
async function readFindings(ctx: Context, id: string, { reporterIds }: FollowUp): Promise<Detail['findings']> {
  const { role, memberId } = ctx.actor
  const sourced = reporterNamedTo(role, reporterIds.includes(memberId))
  const { rows } = await sql<StoredFinding>`
    select id, kind, urgency, topic, at, corrects_id, visit_id, change from finding
    where station_id = ${ctx.station.id} and follow_up_id = ${id} order by received_at, id`.execute(ctx.db)
  return rows.map(({ at, visitId, ...finding }) => ({
    ...finding,
    visitId: sourced ? visitId : null,
    at: at.toISOString(),
  }))
}
