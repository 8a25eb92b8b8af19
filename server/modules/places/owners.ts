import { sql } from 'kysely'
import type { Context, JobContext, StationInfo } from '../../platform/context.ts'
import type { Connection, Database, Tx } from '../../platform/db/connection.ts'
import { defineMachineTask, type Task } from '../../platform/jobs/index.ts'
import { append, type Change } from '../../platform/records/changes.ts'
import type { Keys } from '../../platform/secrets/index.ts'
import { reassignOpenDuties } from '../duties/index.ts'

type Where = Pick<JobContext, 'station' | 'now'>

/** The station's civil day, in SQL. */
const today = (ctx: Where) => sql`(${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date`

/**
 * “One responsible member from a date on; else its village's community officer; else the chief” (DOMAIN.md §2), as one
 * expression over a place `p`; domain/members/owner.ts says the same in words of code, and a test holds them together.
 * Two index look-ups in responsibility_by_place a place.
 */
export function ownerOf(ctx: Where) {
  return sql<string | null>`coalesce(
    (select r.member_id from responsibility r
      where r.station_id = p.station_id and r.place_id = p.id and r.from_day <= ${today(ctx)}
      order by r.from_day desc, r.recorded_at desc, r.id desc limit 1),
    (select r.member_id from responsibility r
      where r.station_id = p.station_id and r.place_id = p.village_id and r.from_day <= ${today(ctx)}
      order by r.from_day desc, r.recorded_at desc, r.id desc limit 1),
    (select m.id from member m
      where m.station_id = p.station_id and m.role = 'chief' and (m.left_on is null or m.left_on > ${today(ctx)})
      order by m.joined_on, m.id limit 1))`
}

export type Moved = { readonly id: string; readonly villageId: string | null }

/** Whose owners to bring in step: some places; those that lie in some villages; all that a member owns, or nobody does. */
export type OwnedPlaces = {
  readonly placeIds?: readonly string[]
  readonly villageIds?: readonly string[]
  readonly ownerIds?: readonly string[]
}

/**
 * Brings the present owner of places to what the rule says, and gives their open duties to the new owner; the past keeps
 * the owner it had. Answers the places whose owner changed.
 */
export async function settleOwners(ctx: Where, tx: Tx, which: OwnedPlaces): Promise<readonly Moved[]> {
  const { placeIds = [], villageIds = [], ownerIds } = which
  const owned = ownerIds ? sql`p.owner_id = any(${[...ownerIds]}::uuid[]) or p.owner_id is null` : sql`false`
  const { rows } = await sql<Moved>`
    with owned as (
      select p.id, ${ownerOf(ctx)} as owner_id from place p
      where p.station_id = ${ctx.station.id}
        and (p.id = any(${[...placeIds]}::uuid[]) or p.village_id = any(${[...villageIds]}::uuid[]) or ${owned})
    )
    update place p set owner_id = owned.owner_id
    from owned where p.station_id = ${ctx.station.id} and p.id = owned.id and p.owner_id is distinct from owned.owner_id
    returning p.id, p.village_id`.execute(tx)
  if (rows.length > 0) await reassignOpenDuties(ctx, tx, { placeIds: rows.map(({ id }) => id) })
  return rows
}

const mostEntries = 50

/** Many places moved at once are one entry of the feed: everything of their villages is read anew. */
export function movedChanges(moved: readonly Moved[]): readonly Change[] {
  if (moved.length > mostEntries) {
    const villages = [...new Set(moved.flatMap(({ villageId }) => (villageId ? [villageId] : [])))]
    return [{ op: 'reload', entity: 'place', id: null, villagesBefore: villages, villagesAfter: villages }]
  }
  return moved.map(({ id, villageId }) => {
    const villages = villageId ? [villageId] : []
    return { op: 'put', entity: 'place', id, villagesBefore: villages, villagesAfter: villages }
  })
}

/** Who is responsible by name on a day, of a place or of a village as its community officer. */
export async function findResponsible(
  ctx: Where,
  connection: Connection,
  placeId: string,
): Promise<{ id: string; name: string; fromDay: string } | null> {
  const { rows } = await sql<{ id: string | null; name: string | null; fromDay: string }>`
    select m.id, m.name, r.from_day from responsibility r
    left join member m on m.station_id = r.station_id and m.id = r.member_id
    where r.station_id = ${ctx.station.id} and r.place_id = ${placeId} and r.from_day <= ${today(ctx)}
    order by r.from_day desc, r.recorded_at desc, r.id desc limit 1`.execute(connection)
  const row = rows[0]
  return row?.id && row.name ? { id: row.id, name: row.name, fromDay: row.fromDay } : null
}

export async function insertResponsibility(
  ctx: Context,
  tx: Tx,
  entry: { id: string; placeId: string; memberId: string | null; fromDay: string },
): Promise<void> {
  await sql`
    insert into responsibility (station_id, id, place_id, member_id, from_day, recorded_at, recorded_by)
    values (${ctx.station.id}, ${entry.id}, ${entry.placeId}, ${entry.memberId}, ${entry.fromDay}, ${ctx.now()},
      ${ctx.actor.memberId})`.execute(tx)
}

/**
 * Hands over all that stands in `memberId`'s name to `successorId` from a day on: of each place whose last word, as of
 * that day or after, names the leaving member. Answers the places, and whether villages are among them.
 */
export async function handOverResponsibilities(
  ctx: Context,
  tx: Tx,
  { memberId, successorId, fromDay }: { memberId: string; successorId: string; fromDay: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{ placeId: string; fromDay: string }>`
    select place_id, greatest(from_day, ${fromDay}::date) as from_day from (
      select distinct r.place_id, r.from_day from responsibility r
      where r.station_id = ${ctx.station.id} and r.member_id = ${memberId}
        -- it still stands on that day, or begins after it
        and not exists (
          select from responsibility later
          where later.station_id = r.station_id and later.place_id = r.place_id
            and later.from_day <= greatest(r.from_day, ${fromDay}::date)
            and (later.from_day, later.recorded_at, later.id) > (r.from_day, r.recorded_at, r.id))
    ) standing`.execute(tx)
  const entries = rows.map((row) => ({ ...row, id: ctx.newId() }))
  if (entries.length === 0) return []
  await sql`
    insert into responsibility (station_id, id, place_id, member_id, from_day, recorded_at, recorded_by)
    select ${ctx.station.id}, x.id, x."placeId", ${successorId}, x."fromDay", ${ctx.now()}, ${ctx.actor.memberId}
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as x(id uuid, "placeId" uuid, "fromDay" date)`.execute(
    tx,
  )
  return entries.map(({ placeId }) => placeId)
}

/** Whether anything stands in this member's name on a day or after it. */
export async function isResponsible(
  ctx: Where,
  connection: Connection,
  memberId: string,
  fromDay: string,
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (
      select from responsibility r
      where r.station_id = ${ctx.station.id} and r.member_id = ${memberId}
        and not exists (
          select from responsibility later
          where later.station_id = r.station_id and later.place_id = r.place_id
            and later.from_day <= greatest(r.from_day, ${fromDay}::date)
            and (later.from_day, later.recorded_at, later.id) > (r.from_day, r.recorded_at, r.id))
    ) as held`.execute(connection)
  return rows[0]?.held ?? false
}

const placesPerCommit = 500
/** A machine that was off this long catches up. */
const daysLookedBack = 60

/**
 * Responsibilities that begin today, and places of members who left: their owners follow. The daily job calls it; it
 * commits at most 500 places at a time (ARCHITECTURE “Change feed”) and does nothing the second time.
 */
export async function applyResponsibilities(ctx: JobContext): Promise<number> {
  let moved = 0
  for (;;) {
    const batch = await ctx.db.transaction().execute(async (tx) => {
      const placeIds = await findOutOfStep(ctx, tx)
      const settled = await settleOwners(ctx, tx, { placeIds })
      await append(tx, ctx.station.id, movedChanges(settled), ctx.now())
      return settled.length
    })
    moved += batch
    if (batch === 0) return moved
  }
}

async function findOutOfStep(ctx: Where, tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with begun as (
      select distinct place_id from responsibility
      where station_id = ${ctx.station.id} and from_day <= ${today(ctx)} and from_day > ${today(ctx)} - ${daysLookedBack}::int
    ), gone as (
      select id from member where station_id = ${ctx.station.id} and left_on <= ${today(ctx)}
        and left_on > ${today(ctx)} - ${daysLookedBack}::int
    )
    select p.id from place p
    where p.station_id = ${ctx.station.id}
      and (p.id in (select place_id from begun) or p.village_id in (select place_id from begun)
        or p.owner_id in (select id from gone) or p.owner_id is null)
      and p.owner_id is distinct from ${ownerOf(ctx)}
    order by p.id limit ${placesPerCommit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Each day: responsibilities that begin, and places of members who left. */
export function ownersTask(parts: { readonly db: Database; readonly keys: Keys; newId(): string }): Task {
  return defineMachineTask('places.owners', async (job) => {
    const { rows } = await sql<StationInfo>`select station_id as id, name, time_zone, demo from station`.execute(
      parts.db,
    )
    for (const station of rows) {
      await applyResponsibilities({ ...parts, station, now: job.now, requestId: job.jobId, address: 'local' })
    }
  })
}
