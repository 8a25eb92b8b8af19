import { findingKinds, findingSourceKinds, topics, urgencies } from '@sifang/domain/findings'
import { clockNames, followUpEntryKinds, followUpStates, followUpSubjects, posts } from '@sifang/domain/follow-ups'
import { ladderReasons, rungs, turns } from '@sifang/domain/ladder'
import { visitKinds } from '@sifang/domain/visits'
import { z } from 'zod'
import { countedPage, flag, pageQuery } from '../../platform/http/route.ts'
import { dateKinds } from './dates.ts'

export const topic = z.enum(topics)
export const urgency = z.enum(urgencies)
/** What somebody said or did; kept sealed. */
export const words = z.string().trim().min(1).max(4000)
const subject = z.enum(followUpSubjects)
const state = z.enum(followUpStates)
const entryKind = z.enum(followUpEntryKinds)
const instant = z.iso.datetime({ offset: true })
const person = z.object({ id: z.uuid(), name: z.string() })

// ── commands ──

export const openOrder = z.object({
  /** 交办 is the chief's, a promise the leaders'. */
  subject: z.enum(['order', 'promise']),
  urgency: urgency.default('ordinary'),
  topic: topic.optional(),
  placeId: z.uuid(),
  /** Left out: as the rules choose. */
  ownerId: z.uuid().optional(),
  settleBy: z.iso.date().optional(),
  words,
})
export type OpenOrder = z.output<typeof openOrder>

/** A member's id, `resident`, or `reporter` for the one who reported, whoever that is. */
const asker = z.union([z.uuid(), z.literal('resident'), z.literal('reporter')])

/** What a member appends by hand; corrections come with a finding, merges by their own route. */
const step = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted') }),
  z.object({
    kind: z.literal('worked'),
    step: z.enum(['cadre-contacted', 'on-the-scene', 'other']).default('other'),
    visitKind: z.enum(visitKinds).nullable().default(null),
  }),
  z.object({ kind: z.literal('transferred'), ownerId: z.uuid() }),
  z.object({ kind: z.literal('escalated'), post: z.enum(posts) }),
  z.object({ kind: z.literal('promised'), settleBy: z.iso.date() }),
  z.object({ kind: z.literal('settled') }),
  z.object({ kind: z.literal('told'), to: asker }),
  z.object({ kind: z.literal('confirmed'), from: asker }),
  z.object({ kind: z.literal('unhappy'), from: asker }),
  z.object({ kind: z.literal('reopened') }),
])

export const appendBody = z.object({
  id: z.uuid(),
  /** The version that was on the screen. */
  basedOn: z.int().min(1),
  /** When it happened; left out: now. */
  at: instant.optional(),
  step,
  words: words.optional(),
})
export type AppendBody = z.output<typeof appendBody>

export const mergeBody = z.object({
  id: z.uuid(),
  basedOn: z.int().min(1),
  intoId: z.uuid(),
  intoBasedOn: z.int().min(1),
})

export const writtenReply = z.object({ id: z.uuid(), version: z.int(), state, ownerId: z.uuid() })

// ── lists ──

export const followUpRow = z.object({
  id: z.uuid(),
  version: z.int(),
  subject,
  urgency,
  topic: topic.nullable(),
  placeId: z.uuid(),
  placeName: z.string(),
  placeKind: z.string(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  state,
  /** Not named where the follow-up is read in brief. */
  owner: person.nullable(),
  mine: z.boolean(),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  /** The one next date: which clock, its time as first given. */
  clock: z.enum(clockNames).nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** Since when it is past one of its times (逾期). */
  overdueSince: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
})
export const followUpPage = countedPage(followUpRow)

/** `in-hand`: not settled yet; `to-tell`: settled, somebody waits for an answer or its word. */
export const followUpStages = ['open', 'in-hand', 'to-tell', 'closed'] as const

export const followUpQuery = pageQuery.extend({
  stage: z.enum(followUpStages).optional(),
  subject: subject.optional(),
  urgency: urgency.optional(),
  topic: topic.optional(),
  villageId: z.uuid().optional(),
  placeId: z.uuid().optional(),
  ownerId: z.uuid().optional(),
  overdue: flag.optional(),
  /** Those that came from own reports, or that one ever had. */
  part: z.enum(['reported', 'handled']).optional(),
  /** Those that somebody looks at again on this day, closed or not. */
  revisitOn: z.iso.date().optional(),
})
export type FollowUpQuery = z.output<typeof followUpQuery>

/** Of those that are not closed. */
export const followUpCounts = z.object({
  open: z.int(),
  inHand: z.int(),
  toTell: z.int(),
  overdue: z.int(),
  /** When the first of those that nobody has accepted yet is to be answered. */
  firstAnswerAt: z.iso.datetime().nullable(),
  revisitsTomorrow: z.int(),
})

/** How those who asked answered when they were told; the rate counts words only and is null while there are none. */
export const followUpAnswers = z.object({
  days: z.int(),
  confirmed: z.int(),
  unhappy: z.int(),
  silent: z.int(),
  rate: z.number().min(0).max(1).nullable(),
})

// ── one of them ──

const readEntry = z.object({
  kind: entryKind,
  version: z.int(),
  at: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  reading: z.enum(['full', 'brief']),
  by: person.nullable(),
  owner: person.nullable(),
  /** Whom was told, or whose word it is: a member, `resident`, or `reporter` where that one is not named. */
  asker: z.union([person, z.literal('resident'), z.literal('reporter')]).nullable(),
  source: z.enum(findingSourceKinds).nullable(),
  /** Which clock brought it, which post it went to, which step, which date: codes alone. */
  details: z.record(z.string(), z.unknown()),
  hasWords: z.boolean(),
})

const runningClock = z.object({
  clock: z.enum(clockNames),
  dueAt: z.iso.datetime(),
  runsOutAt: z.iso.datetime(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('escalates'), post: z.enum(posts), to: person.nullable() }),
    z.object({ kind: z.literal('closes') }),
    z.object({ kind: z.literal('stands') }),
  ]),
})

const ladderStep = z.object({
  rung: z.enum(rungs),
  reason: z.enum(ladderReasons),
  turn: z.enum(turns),
  at: z.iso.datetime().nullable(),
})

export const followUpDetail = followUpRow.extend({
  settleBy: z.iso.date().nullable(),
  /** Who is still to be told, of those who asked or reported. */
  toTell: z.array(z.union([person, z.literal('resident'), z.literal('reporter')])),
  askers: z.array(z.union([person, z.literal('resident'), z.literal('reporter')])),
  timesReopened: z.int(),
  mergedIntoId: z.uuid().nullable(),
  clocks: z.array(runningClock),
  /** What this member may do now, the likeliest first. */
  allowed: z.array(entryKind),
  entries: z.array(readEntry),
  findings: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(findingKinds),
      urgency,
      topic: topic.nullable(),
      at: z.iso.datetime(),
      correctsId: z.uuid().nullable(),
      visitId: z.uuid().nullable(),
      change: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  dates: z.array(z.object({ kind: z.enum(dateKinds), no: z.int(), on: z.iso.date(), owner: person })),
  ladder: z.object({ stands: ladderStep, next: ladderStep.nullable() }).nullable(),
  /** How many matters lie at this place in the ladder's days, this one included. */
  timesHere: z.int(),
})

/** Why what was said is read. `other` needs words. */
export const contentPurposes = ['handle', 'revisit', 'check', 'answer', 'other'] as const
export const contentQuery = z
  .object({ purpose: z.enum(contentPurposes), note: z.string().trim().max(200).optional() })
  .refine(({ purpose, note }) => purpose !== 'other' || (note ?? '').length >= 2, { path: ['note'] })
export type ContentQuery = z.output<typeof contentQuery>

export const contentReply = z.object({
  entries: z.array(z.object({ version: z.int(), words: z.string() })),
  findings: z.array(
    z.object({
      id: z.uuid(),
      words: z.string().nullable(),
      asker: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
    }),
  ),
})
