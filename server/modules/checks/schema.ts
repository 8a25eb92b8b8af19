import { checkStates, outsideParties, recheckOutcomes } from '@sifang/domain/checks'
import { topics, urgencies } from '@sifang/domain/findings'
import { followUpStates } from '@sifang/domain/follow-ups'
import { roles } from '@sifang/domain/members'
import { z } from 'zod'
import { countedPage, pageQuery } from '../../platform/http/route.ts'
import { checklistContent } from '../checklists/index.ts'

const state = z.enum(checkStates)
const party = z.enum(outsideParties)
const name = z.string().trim().min(1).max(60)

/** Somebody of the place or of a regulator; kept sealed. */
const outsider = z.object({ party, organisation: z.string().trim().max(80).default(''), name })
export type Outsider = z.output<typeof outsider>

// ── commands ──

export const planCheck = z.object({
  /** The theme, or what is looked at; no names of persons. */
  title: z.string().trim().min(1).max(80),
  plannedOn: z.iso.date(),
  checklistId: z.uuid(),
  placeIds: z.array(z.uuid()).min(1).max(200),
  memberIds: z.array(z.uuid()).min(1).max(20),
  outsiders: z.array(outsider).max(10).default([]),
})
export type PlanCheck = z.output<typeof planCheck>

export const changeCheck = planCheck.extend({
  id: z.uuid(),
  /** How often the plan had been changed when it was opened. */
  basedOn: z.int().min(0),
})
export type ChangeCheck = z.output<typeof changeCheck>

export const withdrawCheck = z.object({
  id: z.uuid(),
  /** No names of persons. */
  reason: z.string().trim().min(2).max(200),
})
export type WithdrawCheck = z.output<typeof withdrawCheck>
export const checkReply = z.object({ id: z.uuid(), state })

export const placeParams = z.object({ id: z.uuid(), placeId: z.uuid() })
export const hazardParams = z.object({ id: z.uuid(), hazardId: z.uuid() })

/** By the names of the questions: text, number, date, a choice's name, or several; photos are ids of the check’s attachments. */
const answers = z.record(
  z.string().max(64),
  z.union([z.string().max(4000), z.number(), z.array(z.string().max(64)).max(100)]),
)
export type GivenAnswers = z.output<typeof answers>

export const saveAnswers = z.object({
  id: z.uuid(),
  /** How often it had been saved when it was opened. */
  basedOn: z.int().min(0),
  answers,
})
export type SaveAnswers = z.output<typeof saveAnswers>
export const placeReply = z.object({ id: z.uuid(), state, version: z.int() })

/** What was drawn, or why somebody did not want to sign; one of the two. Both are kept sealed. */
const drawing = {
  png: z.base64().min(100).max(200_000).optional(),
  refusal: z.string().trim().min(2).max(200).optional(),
}
type Drawing = { readonly png?: string | undefined; readonly refusal?: string | undefined }
const isOne = ({ png, refusal }: Drawing): boolean => (png === undefined) !== (refusal === undefined)
export const signature = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('member'), memberId: z.uuid(), ...drawing }),
    z.object({ by: z.literal('outsider'), ...outsider.shape, ...drawing }),
  ])
  .refine(isOne, { path: ['png'] })
export type Signature = z.output<typeof signature>

const hazard = z.object({
  /** Its follow-up's id. */
  id: z.uuid(),
  /** The question whose answer it is; null: found besides. */
  question: z.string().max(64).nullable(),
  answer: z.string().max(64).nullable(),
  urgency: z.enum(urgencies).default('ordinary'),
  topic: z.enum(topics).optional(),
  /** What is wrong and what is to be done; kept sealed with the follow-up. */
  words: z.string().trim().min(1).max(2000),
  settleBy: z.iso.date(),
  recheckOn: z.iso.date(),
})
export type Hazard = z.output<typeof hazard>

export const completeCheck = z.object({
  id: z.uuid(),
  basedOn: z.int().min(0),
  at: z.iso.datetime({ offset: true }),
  /** Of the members planned, those who were there; police may have come besides. */
  memberIds: z.array(z.uuid()).min(1).max(20),
  answers,
  hazards: z.array(hazard).max(50).default([]),
  signatures: z.array(signature).min(1).max(12),
})
export type CompleteCheck = z.output<typeof completeCheck>
export const completeReply = z.object({
  id: z.uuid(),
  state,
  visitId: z.uuid(),
  /** Duties that the visit fulfilled. */
  fulfilled: z.int(),
  hazards: z.int(),
})

export const recheck = z.object({
  id: z.uuid(),
  outcome: z.enum(recheckOutcomes),
  /** What was seen; kept sealed with the follow-up. Needed where it is not rectified. */
  words: z.string().trim().min(1).max(2000).optional(),
  /** When somebody looks again; needed where it is not rectified. */
  nextOn: z.iso.date().optional(),
})
export type Recheck = z.output<typeof recheck>
export const recheckReply = z.object({ id: z.uuid(), followUpState: z.enum(followUpStates) })

// ── reading ──

export const checkQuery = pageQuery.extend({
  state: state.optional(),
  placeId: z.uuid().optional(),
  memberId: z.uuid().optional(),
})

const person = z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles) })

export const checkRow = z.object({
  id: z.uuid(),
  title: z.string(),
  plannedOn: z.iso.date(),
  state,
  /** 应查 */
  places: z.int(),
  /** 已查 */
  done: z.int(),
  /** The place where there is one, else the first of them. */
  placeName: z.string(),
  villageName: z.string().nullable(),
  checklistTitle: z.string(),
  /** Hazards that were not found rectified yet. */
  openHazards: z.int(),
  /** The next day on which one is looked at again. */
  nextRecheckOn: z.iso.date().nullable(),
})
export const checkPage = countedPage(checkRow)

const placeRow = z.object({
  placeId: z.uuid(),
  name: z.string(),
  kind: z.string(),
  villageName: z.string().nullable(),
  tier: z.enum(['red', 'yellow', 'green']).nullable(),
  state,
  checkedAt: z.iso.datetime().nullable(),
  hazards: z.int(),
  openHazards: z.int(),
})

export const checkDetail = z.object({
  id: z.uuid(),
  title: z.string(),
  plannedOn: z.iso.date(),
  state,
  done: z.int(),
  checklistId: z.uuid(),
  checklistVersion: z.int(),
  checklistTitle: z.string(),
  /** How often the plan was changed. */
  version: z.int(),
  /** Nothing has begun: it may be changed or withdrawn. */
  planStands: z.boolean(),
  withdrawn: z.object({ at: z.iso.datetime(), byName: z.string(), reason: z.string() }).nullable(),
  members: z.array(person),
  /** Those expected from outside: what they are, not who. */
  outsiders: z.array(party),
  places: z.array(placeRow),
  plannedByName: z.string(),
  plannedAt: z.iso.datetime(),
})

const hazardRow = z.object({
  id: z.uuid(),
  question: z.string().nullable(),
  answer: z.string().nullable(),
  settleBy: z.iso.date(),
  /** null: found rectified. */
  recheckOn: z.iso.date().nullable(),
  rectifiedAt: z.iso.datetime().nullable(),
  followUpState: z.enum(followUpStates),
  ownerName: z.string(),
  rechecks: z.array(
    z.object({
      outcome: z.enum(recheckOutcomes),
      at: z.iso.datetime(),
      byName: z.string(),
      nextOn: z.iso.date().nullable(),
    }),
  ),
})

export const placeDetail = z.object({
  checkId: z.uuid(),
  title: z.string(),
  plannedOn: z.iso.date(),
  placeId: z.uuid(),
  placeName: z.string(),
  villageName: z.string().nullable(),
  state,
  version: z.int(),
  /** Codes, numbers and dates; what is sealed is read by its own route. */
  answers,
  checklist: checklistContent,
  members: z.array(person),
  checkedAt: z.iso.datetime().nullable(),
  visitId: z.uuid().nullable(),
  /** Of its paper, once it is complete. */
  paperNumber: z.string().nullable(),
  hazards: z.array(hazardRow),
  /** Who signed or refused to: members by name, others by what they are. */
  signed: z.array(z.object({ memberName: z.string().nullable(), party: party.nullable(), refused: z.boolean() })),
})

export const checkPurposes = ['change', 'fill-in', 're-check', 'review', 'print', 'other'] as const
export const contentQuery = z
  .object({ purpose: z.enum(checkPurposes), note: z.string().trim().max(200).optional() })
  .refine(({ purpose, note }) => purpose !== 'other' || (note ?? '').length >= 2, { path: ['note'] })
export type ContentQuery = z.output<typeof contentQuery>

/** What is sealed of one place's check. */
export const placeContent = z.object({
  answers,
  outsiders: z.array(outsider),
  signatures: z.array(
    z.object({
      memberName: z.string().nullable(),
      party: party.nullable(),
      organisation: z.string(),
      name: z.string(),
      /** null: refused, for the reason in `refusal`. */
      png: z.string().nullable(),
      refusal: z.string().nullable(),
    }),
  ),
})
