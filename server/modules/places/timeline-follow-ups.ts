import {
  type FollowUpEntry,
  followUpEntryKinds,
  followUpSubjects,
  type ReadFollowUp,
  readEntry,
  resident,
  theOneWhoReported,
} from '@sifang/domain/follow-ups'
import { followUpReading, type Reading, timelineReading } from '@sifang/domain/timeline'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** What the query brings of one entry of a follow-up: the entry, what its reading rests on, and names that it may show. */
type Brought = {
  readonly followUpId: string
  readonly version: number
  readonly entry: FollowUpEntry['kind']
  readonly by: string | null
  readonly atMs: number
  readonly receivedMs: number
  readonly more: Readonly<Record<string, unknown>>
  readonly subject: ReadFollowUp['subject']
  readonly topic: string | null
  readonly urgency: string
  readonly ownerId: string
  readonly reporterIds: readonly string[]
  readonly handlerIds: readonly string[]
  readonly ownerName: string | null
  readonly askerName: string | null
}

/** An entry `t` with its follow-up `f`; ends in a condition: only what this member reads at all. */
export const fromEntries = (ctx: Context): RawBuilder<unknown> =>
  sql`follow_up_entry t join follow_up f on f.station_id = t.station_id and f.id = t.follow_up_id where ${readableEntries(ctx)}`

/**
 * What of `readEntry` can be asked of the database: by subject, by kind, and whether the reader has a part in it. It lets
 * through what the rules let through; what of each is read, they say.
 */
function readableEntries(ctx: Context): RawBuilder<unknown> {
  const { role, memberId } = ctx.actor
  const subjects = (...readings: readonly Reading[]) =>
    followUpSubjects.filter((subject) => readings.includes(followUpReading[role][subject]))
  const kinds = (...readings: readonly Reading[]) =>
    followUpEntryKinds.filter((kind) => readings.includes(timelineReading[role][kind]))
  const full = subjects('full')
  if (full.length === followUpSubjects.length) return sql`true`
  const takesPart = sql`exists (select from follow_up_member o
    where o.station_id = t.station_id and o.member_id = ${memberId} and o.follow_up_id = t.follow_up_id)`
  const known = kinds('own', 'brief', 'full')
  return sql`(f.subject = any(${full}::text[])
    or f.subject = any(${subjects('brief')}::text[]) and t.kind = any(${kinds('brief', 'full')}::text[])
    or f.subject = any(${subjects('brief', 'own')}::text[]) and (f.owner_id = ${memberId}
      or (t.kind = any(${known}::text[]) or t.by = ${memberId}) and ${takesPart}))`
}

const nameOf = (id: RawBuilder<unknown>) =>
  sql`(select x.name from member x where x.station_id = t.station_id and x.id = ${id})`

const asked = sql`coalesce(t.details ->> 'to', t.details ->> 'from')`

export const entryDetails = sql`jsonb_build_object('followUpId', t.follow_up_id, 'version', t.version, 'entry', t.kind, 'by', t.by,
  'atMs', extract(epoch from t.at) * 1000, 'receivedMs', extract(epoch from t.received_at) * 1000, 'more', t.details,
  'subject', f.subject, 'topic', f.topic, 'urgency', f.urgency, 'ownerId', f.owner_id,
  'reporterIds', f.standing -> 'reporterIds', 'handlerIds', f.standing -> 'handlerIds',
  'ownerName', ${nameOf(sql`(t.details ->> 'ownerId')::uuid`)},
  'askerName', ${nameOf(sql`(case when ${asked} <> ${sql.lit(resident)} then ${asked} end)::uuid`)})`

/** Codes of an entry that say more of it, without persons: which clock, post, step, date. */
const codes = ['clock', 'post', 'step', 'visitKind', 'settleBy', 'withReason'] as const

type Shown = {
  readonly by: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** One entry as far as this member reads it (domain/follow-ups `readEntry`): never words, never who reported where that is not known. */
export function showEntry(ctx: Context, details: Readonly<Record<string, unknown>>): Shown | null {
  const brought = details as Brought
  const { followUpId, version, entry: kind, by, atMs, receivedMs, more, subject, topic, urgency } = brought
  const entry = { ...more, kind, by, at: atMs, receivedAt: receivedMs } as FollowUpEntry
  const read = readEntry(entry, version, brought, ctx.actor)
  if (read === null) return null
  const of = { followUpId, entry: kind, subject, topic, urgency, source: read.source }
  if (read.reading === 'brief') return { by: null, details: of }
  const said = Object.fromEntries(codes.flatMap((code) => (more[code] == null ? [] : [[code, more[code]]])))
  return {
    by: read.by,
    details: {
      ...of,
      ...said,
      ...(read.ownerId === null ? {} : { ownerName: brought.ownerName }),
      ...(read.asker === null ? {} : askerOf(read.asker, brought.askerName)),
    },
  }
}

const askerOf = (asker: string, name: string | null) =>
  asker === resident || asker === theOneWhoReported ? { asker } : { asker: 'member', askerName: name }
