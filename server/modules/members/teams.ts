import { mayStandIn } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { findPresent, lockMember, requirePresent, todayOf } from './queries.ts'
import type { ChangeTeam, CreateStandIn, CreateTeam, EndStandIn, standInList, teamList } from './schema.ts'

// ── teams: members who go together ──

/** Errors: member/left, command/conflict. */
export function createTeam(ctx: Context, id: string, command: CreateTeam) {
  return once(ctx, { id, body: command }, async (tx) => {
    await requirePresent(ctx, tx, command.memberIds, todayOf(ctx))
    const { numAffectedRows } = await sql`
      insert into team (station_id, id, name, member_ids)
      values (${ctx.station.id}, ${id}, ${command.name}, ${[...new Set(command.memberIds)]}::uuid[])
      on conflict (station_id, id) do nothing`.execute(tx)
    if (numAffectedRows === 0n) fail('command/conflict')
    await record(ctx, tx, { action: 'team.created', entity: 'team', entityId: id })
    return { reply: { id, version: 1 }, changed: [{ op: 'put', entity: 'team', id }] }
  })
}

type Team = { readonly name: string; readonly memberIds: string[]; readonly version: number }

/** Another name or other members, or disbanded from today. Errors: team/not-found, record/changed, member/left. */
export function changeTeam(ctx: Context, teamId: string, entryId: string, command: ChangeTeam) {
  return once(ctx, { id: entryId, target: teamId, body: command }, async (tx) => {
    const { rows } = await sql<Team>`
      select name, member_ids, version from team
      where station_id = ${ctx.station.id} and id = ${teamId} and disbanded_on is null for no key update`.execute(tx)
    const team = rows[0] ?? fail('team/not-found')
    if (team.version !== command.basedOn) fail('record/changed', { id: teamId, ...team })
    const { name = team.name, memberIds = team.memberIds, disbanded = false } = command
    if (command.memberIds) await requirePresent(ctx, tx, memberIds, todayOf(ctx))

    await sql`
      update team set name = ${name}, member_ids = ${[...new Set(memberIds)]}::uuid[], version = version + 1,
        disbanded_on = ${disbanded ? todayOf(ctx) : null}::date
      where station_id = ${ctx.station.id} and id = ${teamId}`.execute(tx)
    await record(ctx, tx, { action: disbanded ? 'team.disbanded' : 'team.changed', entity: 'team', entityId: teamId })
    return { reply: { id: teamId, version: team.version + 1 }, changed: [{ op: 'put', entity: 'team', id: teamId }] }
  })
}

export async function findTeams(ctx: Context): Promise<z.input<typeof teamList>> {
  const { rows } = await sql<z.input<typeof teamList>['rows'][number]>`
    select t.id, t.name, t.version, (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'role', m.role) order by m.name), '[]')
      from member m where m.station_id = t.station_id and m.id = any(t.member_ids)) as members
    from team t where t.station_id = ${ctx.station.id} and t.disbanded_on is null
    order by t.name collate "zh-Hans-x-icu", t.id`.execute(ctx.db)
  return { rows: [...rows] }
}

/** A member who leaves goes out of teams, and stands in for nobody from that day on. Answers the teams. */
export async function endMembership(ctx: Context, tx: Tx, memberId: string, from: string): Promise<readonly string[]> {
  await sql`
    delete from stand_in where station_id = ${ctx.station.id} and (member_id = ${memberId} or stand_in_id = ${memberId})
      and first_day >= ${from}::date`.execute(tx)
  await sql`
    update stand_in set last_day = ${from}::date - 1
    where station_id = ${ctx.station.id} and (member_id = ${memberId} or stand_in_id = ${memberId})
      and last_day >= ${from}::date`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    update team set member_ids = array_remove(member_ids, ${memberId}::uuid), version = version + 1
    where station_id = ${ctx.station.id} and disbanded_on is null and ${memberId}::uuid = any(member_ids)
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

// ── stand-ins: who acts for whom, some days ──

/** Errors: member/stand-in-self, member/days, member/left, member/stand-in-unfit. */
export function createStandIn(ctx: Context, id: string, command: CreateStandIn) {
  if (command.memberId === command.standInId) fail('member/stand-in-self')
  if (command.lastDay < command.firstDay) fail('member/days')
  return once(ctx, { id, body: command }, async (tx) => {
    await lockMember(ctx, tx, command.memberId)
    const present = await findPresent(ctx, tx, [command.memberId, command.standInId], command.firstDay)
    const [absent, standIn] = [command.memberId, command.standInId].map(
      (memberId) => present.get(memberId) ?? fail('member/left', { memberId }),
    )
    if (!absent || !standIn || !mayStandIn(standIn, absent)) fail('member/stand-in-unfit', { role: standIn })
    const { numAffectedRows } = await sql`
      insert into stand_in (station_id, id, member_id, stand_in_id, first_day, last_day)
      values (${ctx.station.id}, ${id}, ${command.memberId}, ${command.standInId}, ${command.firstDay}, ${command.lastDay})
      on conflict (station_id, id) do nothing`.execute(tx)
    if (numAffectedRows === 0n) fail('command/conflict')
    await record(ctx, tx, {
      action: 'stand-in.created',
      entity: 'member',
      entityId: command.memberId,
      details: { standInId: command.standInId },
    })
    return {
      reply: { id },
      changed: [
        { op: 'put', entity: 'stand-in', id },
        { op: 'put', entity: 'member', id: command.standInId },
      ],
    }
  })
}

/** Ends a stand-in on another day than was meant; one that would end before it began is gone. Errors: stand-in/not-found, place/day-past. */
export function endStandIn(ctx: Context, standInId: string, entryId: string, { lastDay }: EndStandIn) {
  return once(ctx, { id: entryId, target: standInId, body: { lastDay } }, async (tx) => {
    const { rows } = await sql<{ firstDay: string; memberId: string; lastDay: string }>`
      select first_day, last_day, member_id from stand_in
      where station_id = ${ctx.station.id} and id = ${standInId} for update`.execute(tx)
    const row = rows[0] ?? fail('stand-in/not-found')
    const gone = lastDay < row.firstDay
    if (gone && row.firstDay < todayOf(ctx)) fail('member/days')
    if (gone) await sql`delete from stand_in where station_id = ${ctx.station.id} and id = ${standInId}`.execute(tx)
    else
      await sql`update stand_in set last_day = ${lastDay} where station_id = ${ctx.station.id} and id = ${standInId}`.execute(
        tx,
      )
    await record(ctx, tx, { action: 'stand-in.ended', entity: 'member', entityId: row.memberId })
    return { reply: { id: standInId }, changed: [{ op: gone ? 'remove' : 'put', entity: 'stand-in', id: standInId }] }
  })
}

/** Stand-ins that run today or later. */
export async function findStandIns(ctx: Context): Promise<z.input<typeof standInList>> {
  const { rows } = await sql<z.input<typeof standInList>['rows'][number]>`
    select s.id, s.first_day, s.last_day, jsonb_build_object('id', m.id, 'name', m.name) as member,
      jsonb_build_object('id', i.id, 'name', i.name) as stand_in
    from stand_in s
    join member m on m.station_id = s.station_id and m.id = s.member_id
    join member i on i.station_id = s.station_id and i.id = s.stand_in_id
    where s.station_id = ${ctx.station.id} and s.last_day >= ${todayOf(ctx)}::date
    order by s.first_day, s.id`.execute(ctx.db)
  return { rows: [...rows] }
}
