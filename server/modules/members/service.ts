import { mayGiveAccess, mayGiveRole, type Role } from '@sifang/domain/members'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { endSessions, openAccountFor } from '../accounts/index.ts'
import { handOverFollowUps, ownsOpenFollowUps, ownsUnfit } from '../follow-ups/index.ts'
import { handOverResponsibilities, isResponsible, movedChanges, settleOwners } from '../places/index.ts'
import * as areas from './queries.ts'
import {
  hasOtherChief,
  insertMember,
  isOnRosterAfter,
  lockMember,
  ownsAnything,
  requirePolice,
  todayOf,
  updateMember,
} from './queries.ts'
import { mayStand } from './roster.ts'
import type { ChangeMember, CreateMember, Leave, OpenAccount, SetAreas } from './schema.ts'
import { endMembership } from './teams.ts'

const memberChange = (id: string, villages: readonly string[] = []): Change => ({
  op: 'put',
  entity: 'member',
  id,
  villagesBefore: villages,
  villagesAfter: villages,
})

/** Errors: member/standing. */
function requireMayGiveRole(ctx: Context, before: Role | null, after: Role | null): void {
  const refusal = mayGiveRole(ctx.actor, before, after)
  if (refusal) fail(refusal)
}

/** Errors: member/standing, command/conflict, place/village-unknown, line/not-found. */
export function createMember(ctx: Context, id: string, command: CreateMember) {
  requireMayGiveRole(ctx, null, command.role)
  const joinedOn = command.joinedOn ?? todayOf(ctx)
  return once(ctx, { id, body: command }, async (tx) => {
    await areas.requireAreas(ctx, tx, command)
    await insertMember(ctx, tx, { id, ...command, joinedOn })
    await areas.replaceAreas(ctx, tx, id, { ...command, fromDay: joinedOn })
    const moved = command.role === 'chief' ? await settleOwners(ctx, tx, { ownerIds: [] }) : []
    await record(ctx, tx, { action: 'member.created', entity: 'member', entityId: id, details: { role: command.role } })
    return { reply: { id, version: 1 }, changed: [memberChange(id, command.villageIds), ...movedChanges(moved)] }
  })
}

/**
 * Another name, role or skills, on top of the version that was read. Another role ends the member's sessions.
 * Errors: record/changed, member/left, member/standing, member/only-chief, member/successor-needed,
 * member/on-roster.
 */
export function changeMember(ctx: Context, memberId: string, entryId: string, command: ChangeMember) {
  return once(ctx, { id: entryId, target: memberId, body: command }, async (tx) => {
    const member = await lockMember(ctx, tx, memberId)
    if (member.version !== command.basedOn) {
      const { id, version, name, role, skills } = member
      fail('record/changed', { id, version, name, role, skills })
    }
    if (member.leftOn) fail('member/left')
    const { basedOn: _, ...set } = command
    const isOtherRole = command.role !== undefined && command.role !== member.role
    if (isOtherRole) requireMayGiveRole(ctx, member.role, command.role ?? member.role)
    if (isOtherRole && member.role === 'chief' && !(await hasOtherChief(ctx, tx, member))) fail('member/only-chief')

    const version = await updateMember(ctx, tx, memberId, set)
    if (isOtherRole) await endSessions(tx, { stationId: ctx.station.id, memberId })
    const isPolice = await canBeResponsible(ctx, tx, memberId)
    if (isOtherRole && !isPolice && (await isResponsible(ctx, tx, memberId, todayOf(ctx))))
      fail('member/successor-needed')
    if (isOtherRole && (await ownsUnfit(ctx, tx, memberId, command.role ?? member.role)))
      fail('member/successor-needed')
    if (
      isOtherRole &&
      !mayStand(command.role ?? member.role) &&
      (await isOnRosterAfter(ctx, tx, memberId, todayOf(ctx)))
    )
      fail('member/on-roster')
    const aboutChief = isOtherRole && (member.role === 'chief' || command.role === 'chief')
    const moved = aboutChief ? await settleOwners(ctx, tx, { ownerIds: [memberId] }) : []
    await record(ctx, tx, {
      action: 'member.changed',
      entity: 'member',
      entityId: memberId,
      details: { fields: Object.keys(set), ...(isOtherRole ? { role: command.role, roleBefore: member.role } : {}) },
    })
    return { reply: { id: memberId, version }, changed: [memberChange(memberId), ...movedChanges(moved)] }
  })
}

async function canBeResponsible(ctx: Context, tx: Tx, memberId: string): Promise<boolean> {
  return requirePolice(ctx, tx, memberId, todayOf(ctx)).then(
    () => true,
    () => false,
  )
}

/**
 * A member leaves, from `leftOn` on. What stands in their name goes to the successor in the same command: responsibilities
 * from that day, and with them the open duties; open follow-ups and their dates at once; areas, teams and stand-ins end; what
 * is past keeps their name. The account opens no more. Errors: member/left, member/standing, member/successor-needed, member/not-police, member/only-chief,
 * member/on-roster.
 */
export function leave(ctx: Context, memberId: string, entryId: string, { leftOn, successorId }: Leave) {
  if (successorId === memberId) fail('member/successor-same')
  return once(ctx, { id: entryId, target: memberId, body: { leftOn, successorId } }, async (tx) => {
    const member = await lockMember(ctx, tx, memberId)
    if (member.leftOn) fail('member/left')
    requireMayGiveRole(ctx, member.role, null)
    if (leftOn < member.joinedOn) fail('member/days')
    if (member.role === 'chief' && !(await hasOtherChief(ctx, tx, member))) fail('member/only-chief')
    const from = leftOn > todayOf(ctx) ? leftOn : todayOf(ctx)
    if (await isOnRosterAfter(ctx, tx, memberId, from)) fail('member/on-roster')
    const isHolding =
      (await isResponsible(ctx, tx, memberId, from)) ||
      (await ownsAnything(ctx, tx, memberId)) ||
      (await ownsOpenFollowUps(ctx, tx, memberId))
    if (isHolding && !successorId && member.role !== 'chief') fail('member/successor-needed')

    if (successorId) {
      await requirePolice(ctx, tx, successorId, from)
      await handOverResponsibilities(ctx, tx, { memberId, successorId, fromDay: from })
    }
    const takesOver = successorId ?? (member.role === 'chief' ? await areas.findOtherChief(ctx, tx, memberId) : null)
    const handedOver = await handOverFollowUps(ctx, tx, { memberId, successorId: takesOver })
    const villages = await areas.findAreaVillages(ctx, tx, memberId, todayOf(ctx))
    await areas.replaceAreas(ctx, tx, memberId, { fromDay: from, villageIds: [], lineIds: [] })
    const teamIds = await endMembership(ctx, tx, memberId, from)
    const version = await updateMember(ctx, tx, memberId, { leftOn })
    const moved = leftOn <= todayOf(ctx) ? await settleOwners(ctx, tx, { ownerIds: [memberId] }) : []
    if (leftOn <= todayOf(ctx)) await endSessions(tx, { stationId: ctx.station.id, memberId })
    await record(ctx, tx, {
      action: 'member.left',
      entity: 'member',
      entityId: memberId,
      details: { leftOn, successorId, places: moved.length },
    })
    const teams = teamIds.map((id): Change => ({ op: 'put', entity: 'team', id }))
    return {
      reply: { id: memberId, version, places: moved.length },
      changed: [memberChange(memberId, villages), ...teams, ...handedOver, ...movedChanges(moved)],
    }
  })
}

/** The villages and lines that a member looks after, from a day on. Errors: place/village-unknown, line/not-found, member/left. */
export function setAreas(ctx: Context, memberId: string, entryId: string, command: SetAreas) {
  return once(ctx, { id: entryId, target: memberId, body: command }, async (tx) => {
    const member = await lockMember(ctx, tx, memberId)
    if (member.leftOn && member.leftOn <= command.fromDay) fail('member/left')
    if (command.fromDay < todayOf(ctx)) fail('place/day-past')
    await areas.requireAreas(ctx, tx, command)
    const before = await areas.findAreaVillages(ctx, tx, memberId, todayOf(ctx))
    await areas.replaceAreas(ctx, tx, memberId, command)
    await record(ctx, tx, {
      action: 'member.areas',
      entity: 'member',
      entityId: memberId,
      details: { fromDay: command.fromDay, villages: command.villageIds.length, lines: command.lineIds.length },
    })
    return {
      reply: { id: memberId, version: member.version },
      changed: [
        { op: 'put', entity: 'member', id: memberId, villagesBefore: before, villagesAfter: command.villageIds },
      ],
    }
  })
}

/**
 * Gives a member an account, with a password to be replaced at the first sign-in. Errors: member/has-account, member/left, account/standing, account/password-weak,
 * account/user-name-taken.
 */
export function openAccount(ctx: Context, memberId: string, command: OpenAccount) {
  const { id, userName, password } = command
  // the password is no part of what the command log keeps a hash of
  return once(ctx, { id, target: memberId, body: { userName } }, async (tx) => {
    const member = await lockMember(ctx, tx, memberId)
    if (member.leftOn && member.leftOn <= todayOf(ctx)) fail('member/left')
    if (member.accountId) fail('member/has-account')
    const refusal = mayGiveAccess(ctx.actor, { memberId, role: member.role })
    if (refusal) fail(refusal)
    await openAccountFor(tx, { stationId: ctx.station.id, memberId, userName, password }, ctx.now())
    await record(ctx, tx, { action: 'account.created', entity: 'member', entityId: memberId })
    return { reply: { id: memberId, userName }, changed: [memberChange(memberId)] }
  })
}
