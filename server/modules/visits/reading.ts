import { readingOf, type TimelineKind, timelineReading } from '@sifang/domain/timeline'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'

type Reader = Pick<Context, 'actor'>

/** An attempt that failed stands on the timeline as a kind of its own. */
const kindOf = (outcome: string): TimelineKind => (outcome === 'failed' ? 'attempt' : 'visit')

type Read = { readonly outcome: string; readonly recordedBy: string; readonly participants: readonly string[] }

/** How much of a visit is read, as its place's timeline shows it: an own one is who recorded it and who took part. */
export function readingOfVisit(
  { actor }: Reader,
  { outcome, recordedBy, participants }: Read,
): 'full' | 'brief' | 'none' {
  const own = recordedBy === actor.memberId || participants.includes(actor.memberId)
  return readingOf(actor.role, kindOf(outcome), own)
}

/** Of visit `x`: whether anything of it is read. The table is domain/timeline.ts; a reader of all asks nothing. */
export const isRead = (reader: Reader): RawBuilder<boolean> => where(reader, (reading) => reading !== 'none')

/** Of visit `x`: whether it is read in full, with those who were there and what they wrote. */
export const isReadInFull = (reader: Reader): RawBuilder<boolean> => where(reader, (reading) => reading === 'full')

/**
 * For what is said to have been found on a visit: police name any, all others one of their own. What is not theirs is
 * answered as what is not there. Errors: visit/not-found.
 */
export async function requireVisitRead(ctx: Context, connection: Connection, visitId: string): Promise<void> {
  const { rows } = await sql`
    select from visit x where x.station_id = ${ctx.station.id} and x.id = ${visitId} and ${isReadInFull(ctx)}`.execute(
    connection,
  )
  if (rows.length === 0) fail('visit/not-found')
}

function where({ actor }: Reader, enough: (reading: 'full' | 'brief' | 'none') => boolean): RawBuilder<boolean> {
  const mine = sql<boolean>`(x.recorded_by = ${actor.memberId} or ${actor.memberId}::uuid = any(x.participants))`
  const of = (kind: TimelineKind): RawBuilder<boolean> => {
    if (enough(readingOf(actor.role, kind, false))) return sql<boolean>`true`
    return enough(readingOf(actor.role, kind, true)) ? mine : sql<boolean>`false`
  }
  const { visit, attempt } = timelineReading[actor.role]
  if (visit === attempt) return of('visit')
  return sql<boolean>`case when x.outcome = 'failed' then ${of('attempt')} else ${of('visit')} end`
}
