import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { readAccount } from '../accounts/index.ts'
import { giveNewPassword, takeSecondFactorAway, unlockAccount } from './access.ts'
import { findCoverage, findMembers, getMember } from './list.ts'
import { findRoster, findRosterNow, setRoster } from './roster.ts'
import * as shape from './schema.ts'
import { changeMember, createMember, leave, openAccount, setAreas } from './service.ts'
import { changeTeam, createStandIn, createTeam, endStandIn, findStandIns, findTeams } from './teams.ts'

const entryParams = z.object({ id: z.uuid(), entryId: z.uuid() })
const entryReply = z.object({ id: z.uuid() })

const members: readonly Route[] = [
  route({
    method: 'GET',
    url: '/members',
    permission: 'member.read',
    summary: 'Members by role and pinyin, with their areas and teams',
    query: shape.memberQuery,
    reply: shape.memberPage,
    handle: (ctx, { query }) => findMembers(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/members/:id',
    permission: 'member.read',
    summary: 'A member',
    params: idParams,
    reply: shape.memberRow,
    handle: (ctx, { params }) => getMember(ctx, params.id),
  }),
  route({
    method: 'PUT',
    url: '/members/:id',
    permission: 'member.write',
    summary: 'Enter a member',
    params: idParams,
    body: shape.createMember,
    reply: shape.memberReply,
    handle: (ctx, { params, body }) => createMember(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/changes/:entryId',
    permission: 'member.write',
    summary: 'Change name, role or skills, on top of the version that was read',
    params: entryParams,
    body: shape.changeMember,
    reply: shape.memberReply,
    handle: (ctx, { params, body }) => changeMember(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/leavings/:entryId',
    permission: 'member.write',
    summary: 'A member leaves; the open work goes to the successor',
    params: entryParams,
    body: shape.leave,
    reply: shape.memberReply.extend({ places: z.number().int() }),
    handle: (ctx, { params, body }) => leave(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/areas/:entryId',
    permission: 'member.write',
    summary: 'The villages and lines that a member looks after, from a day on',
    params: entryParams,
    body: shape.setAreas,
    reply: shape.memberReply,
    handle: (ctx, { params, body }) => setAreas(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/account',
    permission: 'member.write',
    summary: 'Give a member an account',
    params: idParams,
    body: shape.openAccount,
    reply: shape.accountReply,
    handle: (ctx, { params, body }) => openAccount(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/members/:id/account',
    permission: 'member.write',
    summary: 'How a member’s account stands',
    params: idParams,
    reply: shape.accountState,
    handle: (ctx, { params }) => readAccount(ctx, ctx.db, { stationId: ctx.station.id, memberId: params.id }),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/given-passwords/:entryId',
    permission: 'member.write',
    summary: 'Give a member a new password, to be replaced at the next sign-in; their sessions end',
    params: entryParams,
    body: shape.givePassword,
    reply: shape.accountEntryReply,
    handle: (ctx, { params, body }) => giveNewPassword(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/second-factor-removals/:entryId',
    permission: 'member.write',
    summary: 'Take a member’s lost one-time code away; their sessions end',
    params: entryParams,
    body: shape.nothingMore,
    reply: shape.accountEntryReply,
    handle: (ctx, { params }) => takeSecondFactorAway(ctx, params.id, params.entryId),
  }),
  route({
    method: 'PUT',
    url: '/members/:id/unlockings/:entryId',
    permission: 'member.write',
    summary: 'Let a member sign in again after too many wrong attempts',
    params: entryParams,
    body: shape.nothingMore,
    reply: shape.accountEntryReply,
    handle: (ctx, { params }) => unlockAccount(ctx, params.id, params.entryId),
  }),
  route({
    method: 'GET',
    url: '/coverage',
    permission: 'member.read',
    summary: 'Volunteers at each village; those without any first',
    reply: shape.coverage,
    handle: (ctx) => findCoverage(ctx),
  }),
]

const together: readonly Route[] = [
  route({
    method: 'GET',
    url: '/teams',
    permission: 'member.read',
    summary: 'Teams and who goes together',
    reply: shape.teamList,
    handle: (ctx) => findTeams(ctx),
  }),
  route({
    method: 'PUT',
    url: '/teams/:id',
    permission: 'roster.write',
    summary: 'Make a team',
    params: idParams,
    body: shape.createTeam,
    reply: shape.memberReply,
    handle: (ctx, { params, body }) => createTeam(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/teams/:id/changes/:entryId',
    permission: 'roster.write',
    summary: 'Rename a team, change who is in it, or disband it',
    params: entryParams,
    body: shape.changeTeam,
    reply: shape.memberReply,
    handle: (ctx, { params, body }) => changeTeam(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'GET',
    url: '/stand-ins',
    permission: 'member.read',
    summary: 'Who acts for whom, today and later',
    reply: shape.standInList,
    handle: (ctx) => findStandIns(ctx),
  }),
  route({
    method: 'PUT',
    url: '/stand-ins/:id',
    permission: 'roster.write',
    summary: 'One member acts for another, some days',
    params: idParams,
    body: shape.createStandIn,
    reply: entryReply,
    handle: (ctx, { params, body }) => createStandIn(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/stand-ins/:id/endings/:entryId',
    permission: 'roster.write',
    summary: 'End a stand-in on another day',
    params: entryParams,
    body: shape.endStandIn,
    reply: entryReply,
    handle: (ctx, { params, body }) => endStandIn(ctx, params.id, params.entryId, body),
  }),
]

const shifts: readonly Route[] = [
  route({
    method: 'GET',
    url: '/roster',
    permission: 'member.read',
    summary: 'The shift list of some days',
    query: shape.rosterQuery,
    reply: shape.roster,
    handle: (ctx, { query }) => findRoster(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/roster/now',
    permission: 'member.read',
    summary: 'Who is on now, and who comes next',
    reply: shape.rosterNow,
    handle: (ctx) => findRosterNow(ctx),
  }),
  route({
    method: 'PUT',
    url: '/roster/entries/:id',
    permission: 'roster.write',
    summary: 'Write the shift list for some days, on top of what was read',
    params: idParams,
    body: shape.setRoster,
    reply: shape.rosterReply,
    handle: (ctx, { params, body }) => setRoster(ctx, params.id, body),
  }),
]

export const memberRoutes: readonly Route[] = [...members, ...together, ...shifts]
