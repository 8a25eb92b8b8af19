import { readableKinds, readingOf, readsFollowUps, type TimelineFilter, timelineReading } from '@sifang/domain/timeline'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { withinReach } from './reach.ts'
import type { TimelineQuery, timelinePage } from './schema.ts'
import { entryDetails, fromEntries, showEntry } from './timeline-follow-ups.ts'

type Entry = z.input<typeof timelinePage>['rows'][number]
type Stored = Omit<Entry, 'at' | 'by' | 'mine' | 'formerPlaceName'> & {
  readonly at: Date
  readonly placeId: string
  readonly byId: string | null
  readonly byName: string | null
  readonly mine: boolean
  readonly formerPlaceName: string | null
}

/**
 * All entries of a place, the latest first, of those merged into it as well (DOMAIN.md §5 “every place has one timeline”).
 * What of them a role reads is the table in domain/timeline.ts; kinds that are not read are not in the query. Entries of
 * follow-ups are read where they lie.
 *
 * Plan: for each kind the index …_by_place, from the cursor back, at most a page; then a merge of those. Where others were
 * merged into the place, all of their entries are read. Measured by bench/timeline.
 * Errors: place/not-found.
 */
export async function findTimeline(
  ctx: Context,
  placeId: string,
  query: TimelineQuery,
): Promise<z.input<typeof timelinePage>> {
  const places = await findWithMerged(ctx, placeId)
  const { role } = ctx.actor
  const readable: readonly TimelineFilter[] = readsFollowUps(role)
    ? [...readableKinds(role), 'follow-up']
    : readableKinds(role)
  const kinds = query.kinds ? readable.filter((kind) => query.kinds?.includes(kind)) : readable
  if (kinds.length === 0) return { rows: [], next: null }

  const after = readCursor(query.after, 2)
  const [at, id] = after ?? [null, null]
  const branches = kinds.map((kind) => {
    const { from, time, entryId, place = sql`t.place_id`, lies, member, mine, own, details } = sources(ctx)[kind]
    // one place alone is read in the order of the index
    const here = places.length === 1 ? sql`${placeId}::uuid` : sql`any(${places}::uuid[])`
    const isOwn = kind !== 'follow-up' && timelineReading[role][kind] === 'own'
    const onlyOwn = isOwn ? sql`and ${own}` : sql``
    const before = after ? sql`and (${time}, ${entryId}) < (${at}::timestamptz, ${id}::uuid)` : sql``
    return sql`(
      select ${sql.lit(kind)} as kind, ${entryId} as id, ${time} as at, ${place} as place_id, ${member} as by_id, ${mine} as mine, ${details} as details
      from ${from} and t.station_id = ${ctx.station.id} and ${lies ? lies(here) : sql`t.place_id = ${here}`} ${onlyOwn} ${before}
      order by ${time} desc, ${entryId} desc limit ${query.limit + 1})`
  })
  const { rows } = await sql<Stored>`
    select e.*, m.name as by_name, case when e.place_id = ${placeId} then null else p.name end as former_place_name
    from (${sql.join(branches, sql` union all `)}) e
    join place p on p.station_id = ${ctx.station.id} and p.id = e.place_id
    left join member m on m.station_id = ${ctx.station.id} and m.id = e.by_id
    order by e.at desc, e.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.flatMap((row) => asRead(ctx, row) ?? []),
    next: rows.length > query.limit && last ? cursor([last.at.toISOString(), last.id]) : null,
  }
}

/** The place and all that were merged into it, directly or by another. */
async function findWithMerged(ctx: Context, placeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive merged as (
      select p.id, p.station_id from place p where p.station_id = ${ctx.station.id} and p.id = ${placeId} and ${withinReach(ctx)}
      union
      select f.id, f.station_id from merged m join place f on f.station_id = m.station_id and f.merged_into_id = m.id
    ) select id from merged`.execute(ctx.db)
  if (rows.length === 0) fail('place/not-found')
  return rows.map(({ id }) => id)
}

type Source = {
  /** A table `t` with what it needs beside it, ending in a condition. */
  readonly from: RawBuilder<unknown>
  readonly time: RawBuilder<unknown>
  readonly entryId: RawBuilder<unknown>
  /** Where it is not simply the row's place_id. */
  readonly place?: RawBuilder<unknown>
  readonly lies?: (here: RawBuilder<unknown>) => RawBuilder<unknown>
  readonly member: RawBuilder<unknown>
  readonly mine: RawBuilder<unknown>
  readonly own: RawBuilder<unknown>
  readonly details: RawBuilder<unknown>
}

const named = (column: string) =>
  sql`(select x.name from member x where x.station_id = t.station_id and x.id = ${sql.ref(`t.${column}`)})`

function sources(ctx: Context): Readonly<Record<TimelineFilter, Source>> {
  const me = sql`${ctx.actor.memberId}::uuid`
  const simple = (
    table: string,
    time: string,
    by: string,
    where: RawBuilder<unknown>,
    details: RawBuilder<unknown>,
  ): Source => {
    const mine = sql`coalesce(${sql.ref(`t.${by}`)} = ${me}, false)`
    return {
      from: sql`${sql.table(table)} t where ${where}`,
      time: sql.ref(`t.${time}`),
      entryId: sql`t.id`,
      member: sql.ref(`t.${by}`),
      mine,
      own: mine,
      details,
    }
  }
  const own = (mine: RawBuilder<unknown>) => ({ mine, own: mine })
  const visit = (where: RawBuilder<unknown>): Source => ({
    ...simple('visit', 'at', 'recordedBy', where, visitDetails),
    ...own(sql`(t.recorded_by = ${me} or ${me} = any(t.participants))`),
  })
  const always = sql`true`
  return {
    visit: visit(sql`t.outcome <> 'failed'`),
    attempt: visit(sql`t.outcome = 'failed'`),
    // how far the phone was is on the list of check-ins; here that it was far
    'check-in': simple(
      'check_in',
      'at',
      'memberId',
      always,
      sql`jsonb_build_object('far', t.far, 'timeUncertain', t.time_uncertain)`,
    ),
    check: {
      ...simple('targeted_check', 'at', 'by', always, checkDetails),
      from: sql`(${checkSteps}) t where true`,
      ...own(sql`exists (select from targeted_check_member x
        where x.station_id = t.station_id and x.check_id = t.check_id and x.member_id = ${me})`),
    },
    'tier-change': simple(
      'tier_change',
      'at',
      'recordedBy',
      always,
      sql`jsonb_build_object('tier', t.tier, 'rule', t.rule, 'reason', t.reason)`,
    ),
    proposal: simple(
      'tier_proposal',
      'proposedAt',
      'proposedBy',
      always,
      sql`jsonb_build_object('tier', t.tier, 'reason', t.reason, 'lastDay', t.last_day, 'verdict', t.verdict,
        'decidedAt', t.decided_at, 'decidedByName', ${named('decidedBy')}, 'note', t.decision_note)`,
    ),
    incident: {
      ...simple(
        'incident',
        'occurredAt',
        'reportedBy',
        always,
        sql`jsonb_build_object('category', t.category, 'status', t.status, 'source', t.source, 'reportedAt', t.reported_at)`,
      ),
      // what happened somewhere in a village stands on the village's own timeline
      place: sql`coalesce(t.place_id, t.village_id)`,
      lies: (here) => sql`(t.place_id = ${here} or (t.place_id is null and t.village_id = ${here}))`,
    },
    'red-review': simple('red_review', 'at', 'by', always, sql`jsonb_build_object('reason', t.reason)`),
    excusal: simple(
      'excusal',
      'askedAt',
      'askedBy',
      always,
      sql`jsonb_build_object('period', t.period, 'periodStart', t.period_start, 'reason', t.reason, 'verdict', t.verdict,
        'decidedAt', t.decided_at, 'decidedByName', ${named('decidedBy')})`,
    ),
    fact: simple(
      'place_fact',
      'recordedAt',
      'recordedBy',
      always,
      sql`jsonb_build_object('key', t.key, 'value', t.value, 'confirmedOn', t.confirmed_on)`,
    ),
    record: simple(
      'place_event',
      'at',
      'recordedBy',
      sql`t.kind not in ('merged', 'contact-set', 'contact-removed')`,
      eventDetails,
    ),
    contact: simple(
      'place_event',
      'at',
      'recordedBy',
      sql`t.kind in ('contact-set', 'contact-removed')`,
      sql`jsonb_build_object('event', t.kind)`,
    ),
    merge: simple('place_event', 'at', 'recordedBy', sql`t.kind = 'merged'`, eventDetails),
    'follow-up': {
      ...simple('follow_up_entry', 'at', 'by', always, entryDetails),
      // what of them is read is in `from`: it hangs on the follow-up as well
      from: fromEntries(ctx),
    },
  }
}

const visitDetails = sql`jsonb_build_object('visitKind', t.kind, 'outcome', t.outcome, 'failure', t.failure, 'note', t.note,
  'observed', t.observed, 'othersPresent', t.others_present, 'source', t.source, 'receivedAt', t.received_at,
  'nextAttemptAt', t.next_attempt_at, 'waits', t.waits and t.admitted_at is null and t.voided_at is null,
  'timeUncertain', t.time_uncertain, 'voidedAt', t.voided_at, 'voidReason', t.void_reason, 'roles', t.roles_present,
  'participants', (select coalesce(jsonb_agg(x.name order by x.name), '[]') from member x
    where x.station_id = t.station_id and x.id = any(t.participants)))`

/**
 * What became of targeted checks here: planned, withdrawn, done, and each look again at a hazard. A step of a check at a
 * place has no id of its own: one is made of what it is, a UUID of version 8.
 */
const checkSteps = sql`
  select s.station_id, overlay(overlay(md5(c.id::text || s.place_id || x.step) placing '8' from 13) placing '8' from 17)::uuid as id,
    s.place_id, x.at, x.by, c.id as check_id, c.title, x.step, x.day, null::text as outcome, x.reason
  from targeted_check_place s join targeted_check c on c.station_id = s.station_id and c.id = s.check_id
  cross join lateral (values
    ('planned', c.planned_at, c.planned_by, c.planned_on, null),
    ('withdrawn', c.withdrawn_at, c.withdrawn_by, null, c.withdrawn_reason),
    ('done', case s.state when 'complete' then s.checked_at end, s.completed_by, null, null)) x(step, at, by, day, reason)
  where x.at is not null
  union all
  select h.station_id, r.id, h.place_id, r.at, r.by, c.id, c.title, 'rechecked', r.next_on, r.outcome, null
  from targeted_check_hazard h
  join targeted_recheck r on r.station_id = h.station_id and r.hazard_id = h.id
  join targeted_check c on c.station_id = h.station_id and c.id = h.check_id`

const checkDetails = sql`jsonb_build_object('checkId', t.check_id, 'title', t.title, 'step', t.step, 'day', t.day,
  'outcome', t.outcome, 'reason', t.reason, 'hazards', case t.step when 'done' then (
    select count(*) from targeted_check_hazard h
    where h.station_id = t.station_id and h.check_id = t.check_id and h.place_id = t.place_id) end)`

/** Names of the villages, communities and members that an event names by id. */
const eventDetails = sql`jsonb_build_object('event', t.kind) || t.details || jsonb_strip_nulls(jsonb_build_object(
  'villageName', (select x.name from place x where x.station_id = t.station_id and x.id = (t.details ->> 'villageId')::uuid),
  'villageNameBefore', (select x.name from place x where x.station_id = t.station_id and x.id = (t.details ->> 'villageIdBefore')::uuid),
  'communityName', (select x.name from place x where x.station_id = t.station_id and x.id = (t.details ->> 'communityId')::uuid),
  'intoName', (select x.name from place x where x.station_id = t.station_id and x.id = (t.details ->> 'intoId')::uuid),
  'memberName', (select x.name from member x where x.station_id = t.station_id and x.id = (t.details ->> 'memberId')::uuid)))`

/** What names persons, and what somebody wrote in own words: left out where an entry is read in brief. */
const notInBrief: ReadonlySet<string> = new Set([
  'note',
  'title',
  'reason',
  'othersPresent',
  'participants',
  'decidedByName',
  'voidReason',
  'memberId',
  'memberName',
  'source',
])

function asRead(ctx: Context, stored: Stored): Entry | null {
  const { placeId: _, byId, byName, ...entry } = stored
  if (stored.kind === 'follow-up') return followUpEntry(ctx, stored)
  const isFull = readingOf(ctx.actor.role, stored.kind, stored.mine) === 'full'
  const details = isFull
    ? stored.details
    : Object.fromEntries(Object.entries(stored.details).filter(([key]) => !notInBrief.has(key)))
  return {
    ...entry,
    at: stored.at.toISOString(),
    by: isFull && byId && byName ? { id: byId, name: byName } : null,
    details,
  }
}

function followUpEntry(ctx: Context, stored: Stored): Entry | null {
  const { placeId: _, byId, byName, ...entry } = stored
  const shown = showEntry(ctx, stored.details)
  if (shown === null) return null
  return {
    ...entry,
    at: stored.at.toISOString(),
    by: shown.by && byName ? { id: shown.by, name: byName } : null,
    details: shown.details as Entry['details'],
  }
}
