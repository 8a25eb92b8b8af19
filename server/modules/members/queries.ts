import { dayOf } from '@sifang/domain/calendar'
import { policeRoles, type Role } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { searchGrams } from '../places/index.ts'

export const todayOf = (ctx: Pick<Context, 'now' | 'station'>): string => dayOf(ctx.now(), ctx.station.timeZone)

export type StoredMember = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly skills: readonly string[]
  readonly accountId: string | null
  readonly joinedOn: string
  readonly leftOn: string | null
  readonly version: number
}

/** The member, locked against other changes. Errors: member/not-found. */
export async function lockMember(ctx: Context, tx: Tx, memberId: string): Promise<StoredMember> {
  const { rows } = await sql<StoredMember>`
    select id, name, role, skills, account_id, joined_on, left_on, version from member
    where station_id = ${ctx.station.id} and id = ${memberId} for no key update`.execute(tx)
  return rows[0] ?? fail('member/not-found')
}

/** Those of `ids` who are there on a day, with their roles. */
export async function findPresent(
  ctx: Context,
  connection: Connection,
  ids: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, Role>> {
  const { rows } = await sql<{ id: string; role: Role }>`
    select id, role from member where station_id = ${ctx.station.id} and id = any(${[...ids]}::uuid[])
      and (left_on is null or left_on > ${day}::date)`.execute(connection)
  return new Map(rows.map(({ id, role }) => [id, role]))
}

/** How members are called. */
export async function findNames(
  ctx: Context,
  connection: Connection,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from member where station_id = ${ctx.station.id} and id = any(${[...ids]}::uuid[])`.execute(
    connection,
  )
  return rows
}

/** Errors: member/left, when one of them is not there on that day. */
export async function requirePresent(
  ctx: Context,
  connection: Connection,
  ids: readonly string[],
  day: string,
): Promise<void> {
  const present = await findPresent(ctx, connection, ids, day)
  const missing = ids.find((id) => !present.has(id))
  if (missing) fail('member/left', { memberId: missing })
}

/** Errors: member/not-police, when the member is none or not there on that day. */
export async function requirePolice(
  ctx: Context,
  connection: Connection,
  memberId: string,
  day: string,
): Promise<void> {
  const role = (await findPresent(ctx, connection, [memberId], day)).get(memberId)
  if (!role || !policeRoles.includes(role)) fail('member/not-police')
}

export async function insertMember(
  ctx: Context,
  tx: Tx,
  member: { id: string; name: string; role: Role; skills: readonly string[]; joinedOn: string },
): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into member (station_id, id, name, search_grams, role, skills, joined_on)
    values (${ctx.station.id}, ${member.id}, ${member.name}, ${[...searchGrams(ctx.station.id, member.name)]}::text[],
      ${member.role}, ${[...member.skills]}::text[], ${member.joinedOn})
    on conflict (station_id, id) do nothing`.execute(tx)
  if (numAffectedRows === 0n) fail('command/conflict')
}

export async function updateMember(
  ctx: Context,
  tx: Tx,
  memberId: string,
  set: { name?: string | undefined; role?: Role | undefined; skills?: readonly string[] | undefined; leftOn?: string },
): Promise<number> {
  const { name, role, skills, leftOn } = set
  const row = await tx
    .updateTable('member')
    .set({
      ...(name === undefined ? {} : { name, searchGrams: [...searchGrams(ctx.station.id, name)] }),
      ...(role === undefined ? {} : { role }),
      ...(skills === undefined ? {} : { skills: [...skills] }),
      ...(leftOn === undefined ? {} : { leftOn }),
    })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('stationId', '=', ctx.station.id)
    .where('id', '=', memberId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/**
 * Whether a chief remains when this one goes: one who is not to leave either and, when this one can sign in, can as well.
 * All are locked until the transaction's end, so that two who go at once do not count on each other.
 */
export async function hasOtherChief(ctx: Context, tx: Tx, { id, accountId }: StoredMember): Promise<boolean> {
  const { rows } = await sql`
    select from member where station_id = ${ctx.station.id} and role = 'chief' and id <> ${id} and left_on is null
      and (account_id is not null or ${accountId === null}::boolean) for share`.execute(tx)
  return rows.length > 0
}

/** Whether places or open duties stand in this member's name now. */
export async function ownsAnything(ctx: Context, tx: Tx, memberId: string): Promise<boolean> {
  const { rows } = await sql<{ owns: boolean }>`
    select exists (select from place where station_id = ${ctx.station.id} and owner_id = ${memberId} and closed_at is null)
      or exists (select from duty where station_id = ${ctx.station.id} and owner_id = ${memberId} and state = 'open'
        and until >= ${todayOf(ctx)}::date) as owns`.execute(tx)
  return rows[0]?.owns ?? false
}

/** Whoever is chief besides, the first who came. */
export async function findOtherChief(ctx: Context, tx: Tx, memberId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from member where station_id = ${ctx.station.id} and role = 'chief' and id <> ${memberId} and left_on is null
    order by joined_on, id limit 1`.execute(tx)
  return rows[0]?.id ?? null
}

export async function isOnRosterAfter(ctx: Context, tx: Tx, memberId: string, day: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from shift where station_id = ${ctx.station.id}
      and (starts_at at time zone ${ctx.station.timeZone})::date >= ${day}::date
      and (duty_officer_id = ${memberId} or shift_leader_id = ${memberId})) as found`.execute(tx)
  return rows[0]?.found ?? false
}

// ── areas ──

/** Villages of a member's areas on a day, own ones only. */
export async function findAreaVillages(
  ctx: Context,
  tx: Tx,
  memberId: string,
  day: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ villageId: string }>`
    select distinct village_id from member_area
    where station_id = ${ctx.station.id} and member_id = ${memberId} and village_id is not null
      and from_day <= ${day}::date and (to_day is null or to_day >= ${day}::date)`.execute(tx)
  return rows.map(({ villageId }) => villageId)
}

/**
 * From a day on the member's areas are these: what is not among them ends the day before (and is gone when it had not
 * begun), what is new begins.
 */
export async function replaceAreas(
  ctx: Context,
  tx: Tx,
  memberId: string,
  areas: { fromDay: string; villageIds: readonly string[]; lineIds: readonly string[] },
): Promise<void> {
  const kept = sql`(village_id = any(${[...areas.villageIds]}::uuid[]) or line_id = any(${[...areas.lineIds]}::uuid[]))`
  const own = sql`station_id = ${ctx.station.id} and member_id = ${memberId}`
  await sql`delete from member_area where ${own} and from_day >= ${areas.fromDay}::date`.execute(tx)
  await sql`
    update member_area set to_day = ${areas.fromDay}::date - 1
    where ${own} and (to_day is null or to_day >= ${areas.fromDay}::date) and not ${kept}`.execute(tx)
  await sql`
    update member_area set to_day = null where ${own} and to_day >= ${areas.fromDay}::date and ${kept}`.execute(tx)
  const wanted = [
    ...areas.villageIds.map((villageId) => ({ id: ctx.newId(), villageId, lineId: null })),
    ...areas.lineIds.map((lineId) => ({ id: ctx.newId(), villageId: null, lineId })),
  ]
  await sql`
    insert into member_area (station_id, member_id, id, village_id, line_id, from_day)
    select ${ctx.station.id}, ${memberId}, x.id, x."villageId", x."lineId", ${areas.fromDay}
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x(id uuid, "villageId" uuid, "lineId" uuid)
    where not exists (
      select from member_area a where a.station_id = ${ctx.station.id} and a.member_id = ${memberId} and a.to_day is null
        and (a.village_id = x."villageId" or a.line_id = x."lineId"))`.execute(tx)
}

/** Errors: place/village-unknown, line/not-found. */
export async function requireAreas(
  ctx: Context,
  tx: Tx,
  areas: { villageIds: readonly string[]; lineIds: readonly string[] },
): Promise<void> {
  const { rows } = await sql<{ villages: number; lines: number }>`
    select (select count(*)::int from place where station_id = ${ctx.station.id} and kind = 'village'
        and id = any(${[...areas.villageIds]}::uuid[])) as villages,
      (select count(*)::int from line where station_id = ${ctx.station.id} and id = any(${[...areas.lineIds]}::uuid[])) as lines`.execute(
    tx,
  )
  if ((rows[0]?.villages ?? 0) < new Set(areas.villageIds).size) fail('place/village-unknown')
  if ((rows[0]?.lines ?? 0) < new Set(areas.lineIds).size) fail('line/not-found')
}
