import { roles } from '@sifang/domain/members'
import { z } from 'zod'
import { countedPage, pageQuery } from '../../platform/http/route.ts'

export const role = z.enum(roles)
const name = z.string().trim().min(1).max(30)
const basedOn = z.int().min(1)
const skills = z.array(z.string().trim().min(1).max(30)).max(20)
export const person = z.object({ id: z.uuid(), name: z.string() })
const place = z.object({ id: z.uuid(), name: z.string() })

// ── members ──

export const createMember = z.object({
  name,
  role,
  skills: skills.default([]),
  /** Today unless told. */
  joinedOn: z.iso.date().optional(),
  villageIds: z.array(z.uuid()).max(500).default([]),
  lineIds: z.array(z.uuid()).max(100).default([]),
})
export type CreateMember = z.output<typeof createMember>

export const changeMember = z.object({
  basedOn,
  name: name.optional(),
  role: role.optional(),
  skills: skills.optional(),
})
export type ChangeMember = z.output<typeof changeMember>

/** `leftOn`: the first day on which the member is not there any more. */
export const leave = z.object({ leftOn: z.iso.date(), successorId: z.uuid().nullable() })
export type Leave = z.output<typeof leave>

/** The areas from a day on: those that are left out end the day before. */
export const setAreas = z.object({
  fromDay: z.iso.date(),
  villageIds: z.array(z.uuid()).max(500),
  lineIds: z.array(z.uuid()).max(100),
})
export type SetAreas = z.output<typeof setAreas>

export const openAccount = z.object({
  id: z.uuid(),
  userName: z.string().trim().min(3).max(32),
  password: z.string().min(1).max(200),
})
export type OpenAccount = z.output<typeof openAccount>

/** The password is made by chance where it is shown, and replaced by its member at the next sign-in. */
export const givePassword = z.object({ password: z.string().min(1).max(200) })
export type GivePassword = z.output<typeof givePassword>
/** Nothing more is to be said. */
export const nothingMore = z.object({})
export const accountState = z.object({
  userName: z.string(),
  secondFactor: z.boolean(),
  /** The present password was given by somebody else and not replaced yet. */
  passwordToChange: z.boolean(),
  /** Closed after too many wrong attempts. */
  lockedUntil: z.iso.datetime().nullable(),
})
export const accountEntryReply = z.object({ id: z.uuid() })

export const memberReply = z.object({ id: z.uuid(), version: z.number().int() })
export const accountReply = z.object({ id: z.uuid(), userName: z.string() })

export const memberRow = z.object({
  id: z.uuid(),
  name: z.string(),
  role,
  skills: z.array(z.string()),
  userName: z.string().nullable(),
  /** Can sign in: a user name alone opens nothing. */
  hasAccount: z.boolean(),
  joinedOn: z.iso.date(),
  leftOn: z.iso.date().nullable(),
  villages: z.array(place),
  lines: z.array(place),
  teams: z.array(place),
  /** Open places in the member's name. */
  places: z.number().int(),
  /** Who stands in today. */
  standIn: person.nullable(),
  version: z.number().int(),
})
export const memberPage = countedPage(memberRow)

export const memberQuery = pageQuery.extend({
  /** One role or several, separated by commas. */
  role: z.string().max(200).optional(),
  villageId: z.uuid().optional(),
  left: z.enum(['false', 'true', 'all']).default('false'),
  /** A piece of a name, its pinyin or initials. */
  search: z.string().max(60).optional(),
})
export type MemberQuery = z.output<typeof memberQuery>

/** Volunteers at each village, and villages without any. */
export const coverage = z.object({
  rows: z.array(z.object({ villageId: z.uuid(), villageName: z.string(), volunteers: z.number().int() })),
  covered: z.number().int(),
  villages: z.number().int(),
})

// ── stand-ins and teams ──

export const createStandIn = z.object({
  memberId: z.uuid(),
  standInId: z.uuid(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
})
export type CreateStandIn = z.output<typeof createStandIn>
export const endStandIn = z.object({ lastDay: z.iso.date() })
export type EndStandIn = z.output<typeof endStandIn>
export const standInList = z.object({
  rows: z.array(
    z.object({ id: z.uuid(), member: person, standIn: person, firstDay: z.iso.date(), lastDay: z.iso.date() }),
  ),
})

export const createTeam = z.object({ name, memberIds: z.array(z.uuid()).min(1).max(30) })
export type CreateTeam = z.output<typeof createTeam>
export const changeTeam = z.object({
  basedOn,
  name: name.optional(),
  memberIds: z.array(z.uuid()).min(1).max(30).optional(),
  disbanded: z.literal(true).optional(),
})
export type ChangeTeam = z.output<typeof changeTeam>
export const teamList = z.object({
  rows: z.array(
    z.object({ id: z.uuid(), name: z.string(), members: z.array(person.extend({ role })), version: z.number().int() }),
  ),
})

// ── shift list ──

export const setRoster = z.object({
  days: z
    .array(
      z.object({
        /** The day on which the shift begins. */
        day: z.iso.date(),
        dutyOfficerId: z.uuid(),
        shiftLeaderId: z.uuid(),
        /** The version that was on the screen; 0 when the day had none. */
        basedOn: z.int().min(0),
      }),
    )
    .min(1)
    .max(100),
})
export type SetRoster = z.output<typeof setRoster>
export const rosterReply = z.object({ days: z.number().int() })

export const shiftRow = z.object({
  id: z.uuid(),
  day: z.iso.date(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  dutyOfficer: person,
  shiftLeader: person,
  version: z.number().int(),
})
export const roster = z.object({ rows: z.array(shiftRow) })
export const rosterQuery = z.object({ from: z.iso.date(), to: z.iso.date() })
export type RosterQuery = z.output<typeof rosterQuery>
export const rosterNow = z.object({ shift: shiftRow.nullable(), next: shiftRow.nullable() })
