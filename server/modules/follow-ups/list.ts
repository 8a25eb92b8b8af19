import { type FollowUpSubject, followUpSubjects } from '@sifang/domain/follow-ups'
import type { Role } from '@sifang/domain/members'
import { followUpReading } from '@sifang/domain/timeline'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { FollowUpQuery, followUpPage, followUpRow } from './schema.ts'

type Row = z.input<typeof followUpRow>
type Stored = Omit<Row, 'openedAt' | 'changedAt' | 'dueAt' | 'overdueSince' | 'closedAt'> & {
  readonly openedAt: Date
  readonly changedAt: Date
  readonly dueAt: Date | null
  readonly overdueFrom: Date | null
  readonly closedAt: Date | null
  readonly takesPart: boolean
}

/**
 * Follow-ups by their one next date, the first on top; closed ones by when they were closed, the latest on top. No words:
 * codes, places and times. Rides on follow_up_open, …_of_owner, …_of_village or …_closed: a page reads `limit` rows.
 */
export async function findFollowUps(ctx: Context, query: FollowUpQuery): Promise<z.input<typeof followUpPage>> {
  const closed = query.stage === 'closed'
  const [time, way, before] = closed
    ? ([sql.ref('f.closedAt'), sql`desc`, sql`<`] as const)
    : ([sql.ref('f.dueAt'), sql`asc`, sql`>`] as const)
  const after = readCursor(query.after, 2)
  const start = after ? sql`and (${time}, f.id) ${before} (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const where = filtersOf(ctx, query)
  const { rows } = await sql<Stored>`
    ${selectRows(ctx)} where ${where} ${start} order by ${time} ${way}, f.id ${way} limit ${query.limit + 1}`.execute(
    ctx.db,
  )
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const end = closed ? last?.closedAt : last?.dueAt
  return {
    rows: shown.map((stored) => asRow(ctx, stored)),
    next: rows.length > query.limit && last && end ? cursor([end.toISOString(), last.id]) : null,
    total: after ? null : await countRows(ctx, where),
  }
}

async function countRows(ctx: Context, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from follow_up f where ${where}`.execute(
    ctx.db,
  )
  return rows[0]?.total ?? 0
}

/** What is asked for of the follow-ups `f`, within what this member reads at all. */
export function filtersOf(ctx: Context, query: Omit<FollowUpQuery, 'limit' | 'after'>): RawBuilder<unknown> {
  const conditions = [sql`f.station_id = ${ctx.station.id}`, readable(ctx)]
  if (query.stage || !query.revisitOn) conditions.push(stage(query.stage))
  if (query.subject) conditions.push(sql`f.subject = ${query.subject}`)
  if (query.urgency) conditions.push(sql`f.urgency = ${query.urgency}`)
  if (query.topic) conditions.push(sql`f.topic = ${query.topic}`)
  if (query.villageId) conditions.push(sql`f.village_id = ${query.villageId}`)
  if (query.placeId) conditions.push(sql`f.place_id = ${query.placeId}`)
  if (query.ownerId) conditions.push(sql`f.owner_id = ${query.ownerId}`)
  if (query.overdue) conditions.push(sql`f.overdue_from < ${ctx.now()} and f.closed_at is null`)
  if (query.revisitOn) {
    conditions.push(sql`f.id in (select d.follow_up_id from follow_up_date d
      where d.station_id = ${ctx.station.id} and d.due_on = ${query.revisitOn}::date and d.kind = 'revisit')`)
  }
  if (query.part) conditions.push(sql`f.id in (${ownIds(ctx)} and ${sql.ref(`o.${query.part}`)})`)
  return sql.join(conditions, sql` and `)
}

function stage(asked: FollowUpQuery['stage']): RawBuilder<unknown> {
  switch (asked) {
    case undefined:
      return sql`f.closed_at is null`
    case 'open':
      return sql`f.closed_at is null and f.state = 'open'`
    case 'in-hand':
      return sql`f.closed_at is null and f.state in ('accepted', 'working')`
    case 'to-tell':
      return sql`f.closed_at is null and f.state = 'settled'`
    case 'closed':
      return sql`f.closed_at is not null`
  }
}

/** A member's own: reported, or had in hand at any time. */
const ownIds = (ctx: Context) =>
  sql`select o.follow_up_id from follow_up_member o where o.station_id = ${ctx.station.id} and o.member_id = ${ctx.actor.memberId}`

/** What is in hand besides: of those for whom this member stands in today. Null for nobody. */
const inHandFor = ({ actor }: Context): RawBuilder<unknown> | null =>
  actor.standsInFor.length === 0 ? null : sql`f.owner_id = any(${[...actor.standsInFor]}::uuid[])`

/** Asked for each row by itself: as an `exists` all of a member's own would be read first, 18 ms at 25,000 of them. */
const takesPart = (ctx: Context): RawBuilder<unknown> =>
  readsAll(ctx.actor.role)
    ? sql`true`
    : sql`(coalesce((select true from (${ownIds(ctx)} and o.follow_up_id = f.id) o), false) or ${inHandFor(ctx) ?? sql`false`})`

const readsAll = (role: Role): boolean => followUpSubjects.every((subject) => followUpReading[role][subject] === 'full')

const readsInBrief = (role: Role): readonly FollowUpSubject[] =>
  followUpSubjects.filter((subject) => followUpReading[role][subject] === 'brief')

/** Of follow-ups `f` of a village that is theirs: what each member of a role reads, and whether its owner is named to them. */
export function readByRole(role: Role): { readonly where: RawBuilder<unknown>; readonly named: boolean } {
  if (readsAll(role)) return { where: sql`true`, named: true }
  return { where: sql`f.subject = any(${[...readsInBrief(role)]}::text[])`, named: false }
}

/** By the table of domain/timeline.ts: all, or own ones and, of some subjects, those of own villages and lines. */
export function readable(ctx: Context): RawBuilder<unknown> {
  const { role, villageIds, lineIds } = ctx.actor
  if (readsAll(role)) return sql`true`
  const inHand = inHandFor(ctx)
  const own = inHand ? sql`(f.id in (${ownIds(ctx)}) or ${inHand})` : sql`f.id in (${ownIds(ctx)})`
  const brief = readsInBrief(role)
  if (brief.length === 0) return own
  return sql`(${own} or (f.subject = any(${[...brief]}::text[]) and (f.village_id = any(${[...villageIds]}::uuid[])
    or f.place_id in (select l.id from place l where l.station_id = f.station_id and l.line_id = any(${[...lineIds]}::uuid[])))))`
}

/**
 * A change `c` of a follow-up that is no news for this member: one that they never read anything of. What they once read is,
 * since they are to learn that it is gone.
 */
export function neverRead(ctx: Context): RawBuilder<unknown> {
  const { role } = ctx.actor
  if (readsAll(role)) return sql`false`
  const inHand = inHandFor(ctx)
  const stoodIn = inHand
    ? sql`and not exists (select from follow_up f where f.station_id = c.station_id and f.id = c.id and ${inHand})`
    : sql``
  return sql`(c.entity = 'follow-up' and not exists (${ownIds(ctx)} and o.follow_up_id = c.id) ${stoodIn} and not exists (
    select from follow_up_entry e where e.station_id = c.station_id and e.follow_up_id = c.id
      and e.kind in ('opened', 'corrected') and e.details ->> 'subject' = any(${[...readsInBrief(role)]}::text[])))`
}

/** For commands: what is not read is not there either. Errors: follow-up/not-found. */
export async function requireReadable(ctx: Context, connection: Connection, id: string): Promise<void> {
  const { rows } = await sql`
    select from follow_up f where f.station_id = ${ctx.station.id} and f.id = ${id} and ${readable(ctx)}`.execute(
    connection,
  )
  if (rows.length === 0) fail('follow-up/not-found')
}

export const selectRows = (ctx: Context) => sql`
  select f.id, f.version, f.subject, f.urgency, f.topic, f.place_id, p.name as place_name, p.kind as place_kind, f.village_id,
    v.name as village_name, f.state, jsonb_build_object('id', m.id, 'name', m.name) as owner,
    f.owner_id = ${ctx.actor.memberId} as mine, f.opened_at, f.changed_at, f.clock, f.due_at, f.overdue_from, f.closed_at,
    ${takesPart(ctx)} as takes_part
  from follow_up f
  join place p on p.station_id = f.station_id and p.id = f.place_id
  left join place v on v.station_id = f.station_id and v.id = f.village_id
  join member m on m.station_id = f.station_id and m.id = f.owner_id`

export function asRow(ctx: Context, stored: Stored): Row {
  const { takesPart, overdueFrom, openedAt, changedAt, dueAt, closedAt, ...row } = stored
  const overdue = closedAt === null && overdueFrom !== null && overdueFrom < ctx.now()
  return {
    ...row,
    owner: takesPart || readsAll(ctx.actor.role) ? row.owner : null,
    openedAt: openedAt.toISOString(),
    changedAt: changedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    overdueSince: overdue ? overdueFrom.toISOString() : null,
    closedAt: closedAt?.toISOString() ?? null,
  }
}
