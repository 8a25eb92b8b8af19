import {
  circumstances,
  confirmationSteps,
  disputeCauses,
  disputeStates,
  guards,
  origins,
  outsideReferrals,
  procedures,
  revisitOutcomes,
  sittingOutcomes,
  sittingParts,
  supplementedSteps,
} from '@sifang/domain/disputes'
import { incidentCategories } from '@sifang/domain/incidents'
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

const day = z.iso.date()
const procedure = z.enum(procedures)
const cause = z.enum(disputeCauses.map(({ id }) => id))
const state = z.enum(disputeStates)
const circumstance = z.enum(circumstances)
const known = z.array(circumstance).max(circumstances.length)

const host = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: z.uuid() }),
  z.object({ kind: z.literal('mediator'), mediatorId: z.uuid() }),
])

const present = z.object({
  part: z.enum(sittingParts),
  /** A party's or a member's id; null for somebody named in the words. */
  personId: z.uuid().nullable().default(null),
  forPartyId: z.uuid().nullable().default(null),
})
const no = z.int().min(1).max(100)
const signatures = z.array(z.union([z.uuid(), z.enum(['mediator', 'committee'])])).max(40)

/** A step as it is asked for; days and numbers that the server knows are not asked. */
export const stepBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('procedure-chosen'),
    procedure,
    cause,
    origin: z.enum(origins).default('proactive'),
    host: host.nullable().default(null),
    circumstances: known.default([]),
    caseFiledOn: day.nullable().default(null),
  }),
  z.object({
    kind: z.literal('procedure-changed'),
    procedure,
    host: host.nullable().default(null),
    caseFiledOn: day.nullable().default(null),
  }),
  z.object({ kind: z.literal('learned'), circumstances: known.min(1) }),
  z.object({ kind: z.literal('cadre-contacted'), cadreId: z.uuid().nullable().default(null) }),
  z.object({ kind: z.literal('on-the-scene'), withCadre: z.boolean() }),
  z.object({ kind: z.literal('settled-there') }),
  z.object({ kind: z.literal('informed') }),
  z.object({ kind: z.literal('inquiry') }),
  z.object({
    kind: z.literal('sitting'),
    present: z.array(present).max(60),
    recorded: z.boolean().default(false),
    outcome: z.enum(sittingOutcomes),
  }),
  z.object({
    kind: z.literal('agreed'),
    form: z.enum(['written', 'oral']),
    signedBy: signatures.default([]),
    instalments: z
      .array(z.object({ no, dueOn: day }))
      .max(60)
      .default([]),
  }),
  z.object({ kind: z.literal('signed'), by: signatures.min(1) }),
  z.object({ kind: z.literal('failed'), remediesTold: z.boolean() }),
  z.object({ kind: z.literal('refused'), guard: z.enum(guards.map(({ name }) => name)) }),
  z.object({ kind: z.literal('withdrawn') }),
  z.object({ kind: z.literal('referred'), to: z.enum(outsideReferrals) }),
  z.object({ kind: z.literal('remedies-told') }),
  z.object({ kind: z.literal('instalment'), no, performed: z.boolean() }),
  z.object({ kind: z.literal('urged') }),
  z.object({ kind: z.literal('told-of-court') }),
  z.object({
    kind: z.literal('confirmation'),
    to: z.enum(confirmationSteps),
    together: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('revisited'),
    /** Which of the planned ones; left out: the next. */
    no: no.optional(),
    how: z.enum(['phone', 'in-person']),
    outcome: z.enum(revisitOutcomes),
  }),
  z.object({ kind: z.literal('extended') }),
  z.object({ kind: z.literal('risk-reported') }),
  z.object({ kind: z.literal('no-penalty'), to: z.enum(['applied', 'approved', 'denied']) }),
  z.object({
    kind: z.literal('supplemented'),
    of: z.enum(supplementedSteps),
    no: no.nullable().default(null),
  }),
  z.object({ kind: z.literal('filed') }),
])
export type StepBody = z.output<typeof stepBody>

/** What a step says, field by field as its paper asks for it; kept sealed. */
const fieldNames = [
  'summary',
  'reason',
  'place',
  'facts',
  'dispute',
  'responsibilities',
  'course',
  'outcome',
  'content',
  'way',
  /** What is due with each instalment, a line each: `1. …`. */
  'instalments',
  'copies',
  'question',
  'answer',
  'others',
  'satisfaction',
  'risks',
  'measures',
  'court',
  'note',
] as const
export const stepWords = z.partialRecord(z.enum(fieldNames), z.string().trim().min(1).max(4000))
export type StepWords = z.output<typeof stepWords>

export const takeStepBody = z.object({
  id: z.uuid(),
  /** The version of the follow-up that was on the screen. */
  basedOn: z.int().min(1),
  /** When it happened; left out: now. */
  at: z.iso.datetime({ offset: true }).optional(),
  step: stepBody,
  words: stepWords.default({}),
})
export type TakeStep = z.output<typeof takeStepBody>

export const disputeReply = z.object({ id: z.uuid(), version: z.int(), state, followUpState: z.string() })

/** 就地劝和: village, cause, outcome; there is no field for a name. */
export const informalBody = z.strictObject({
  villageId: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  cause,
  circumstances: known.default([]),
  outcome: z.enum(['settled', 'not-settled']),
})
export type Informal = z.output<typeof informalBody>

export const incidentDecisionBody = z.discriminatedUnion('verdict', [
  z.object({
    id: z.uuid(),
    basedOn: z.int().min(1),
    verdict: z.literal('incident'),
    /** Of the incident that it is as well. */
    incidentId: z.uuid(),
    category: z.enum(incidentCategories.map(({ id }) => id)),
  }),
  z.object({
    id: z.uuid(),
    basedOn: z.int().min(1),
    verdict: z.literal('not-an-incident'),
    reason: z.string().trim().min(2).max(1000),
  }),
])
export type DecideIncident = z.output<typeof incidentDecisionBody>

export const needBody = z.object({
  id: z.uuid(),
  basedOn: z.int().min(1),
  /** Of the need's follow-up. */
  needId: z.uuid(),
  /** Left out: who can remove the cause. */
  ownerId: z.uuid().optional(),
  words: z.string().trim().min(1).max(1000).optional(),
})
export type OpenNeed = z.output<typeof needBody>
export const needReply = z.object({ id: z.uuid(), version: z.int(), needId: z.uuid(), ownerId: z.uuid() })

// ── parties ──

const person = z.object({
  name: z.string().trim().min(1).max(40),
  gender: z.enum(['male', 'female']).optional(),
  ethnicity: z.string().trim().max(20).optional(),
  born: day.optional(),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d\s-]{4,20}$/)
    .optional(),
  address: z.string().trim().max(200).optional(),
  occupation: z.string().trim().max(60).optional(),
  /** Only where a statutory paper asks for it. */
  idNumber: z
    .string()
    .trim()
    .regex(/^\d{17}[\dXx]$/)
    .optional(),
})
/** Who attends for a party, or acts for it in writing. */
const standIn = person.pick({ name: true, phone: true }).extend({ relation: z.string().trim().max(40).optional() })
export const partyContent = person.extend({ guardian: standIn.optional(), agent: standIn.optional() })
export type PartyContent = z.output<typeof partyContent>
const partyPart = z.enum(['applicant', 'respondent', 'other'])

export const partyBody = z.object({ id: z.uuid(), part: partyPart, person: partyContent })
export type EnterParty = z.output<typeof partyBody>
export const partyReply = z.object({ id: z.uuid(), partyId: z.uuid() })
export const partyParams = z.object({ id: z.uuid(), partyId: z.uuid() })

/** How many earlier disputes there were of the same two, and at the same place; 20 at most of each. */
export const probeReply = z.object({ samePair: z.int(), samePlace: z.int() })

// ── reading ──

export const disputeQuery = pageQuery.extend({
  state: state.optional(),
  procedure: procedure.optional(),
  cause: cause.optional(),
  villageId: z.uuid().optional(),
})
export type DisputeQuery = z.output<typeof disputeQuery>

export const disputeRow = z.object({
  id: z.uuid(),
  version: z.int(),
  state,
  procedure: procedure.nullable(),
  cause: z.string().nullable(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  reportedOn: day,
  acceptedOn: day.nullable(),
  settledOn: day.nullable(),
  endedOn: day.nullable(),
  followUpState: z.string(),
})
export const disputePage = page(disputeRow)

const missing = z.object({ kind: z.string(), of: z.string().optional(), no: z.int().optional() })
const dated = z.object({
  kind: z.string(),
  no: z.int(),
  on: day.nullable(),
  yearNotEntered: z.int().nullable(),
  daysLeft: z.int().nullable(),
  warns: z.boolean(),
})

export const disputeDetail = disputeRow.extend({
  origin: z.enum(origins).nullable(),
  host: z.object({ kind: z.string(), id: z.uuid(), name: z.string() }).nullable(),
  /** Who hosts it, where that is a member. */
  hostMemberId: z.uuid().nullable(),
  circumstances: z.array(circumstance),
  cadreContacted: z.boolean(),
  informed: z.boolean(),
  sittings: z.array(z.object({ no: z.int(), on: day, outcome: z.enum(sittingOutcomes) })),
  agreement: z
    .object({
      id: z.uuid(),
      form: z.enum(['written', 'oral']),
      reachedOn: day,
      effectiveOn: day.nullable(),
      needed: z.array(z.string()),
      signedBy: z.array(z.string()),
      instalments: z.array(
        z.object({
          no: z.int(),
          dueOn: day,
          outcome: z.enum(['due', 'performed', 'not-performed']),
          on: day.nullable(),
        }),
      ),
    })
    .nullable(),
  confirmation: z.enum(['none', ...confirmationSteps, 'expired']),
  revisits: z.array(
    z.object({ no: z.int(), how: z.enum(['phone', 'in-person']), outcome: z.enum(revisitOutcomes), on: day }),
  ),
  referredTo: z.string().nullable(),
  refusedFor: z.string().nullable(),
  noPenalty: z.string().nullable(),
  incident: z.enum(['undecided', 'incident', 'not-an-incident']),
  /** It is asked, and nobody has said it. */
  incidentAsked: z.boolean(),
  incidentId: z.uuid().nullable(),
  /** To whom the need of a cause that comes again goes. */
  needTo: z.string().nullable(),
  needId: z.uuid().nullable(),
  parties: z.array(z.object({ id: z.uuid(), part: partyPart })),
  /** What may come next, the likeliest first. */
  allowed: z.array(z.string()),
  missing: z.array(missing),
  dates: z.array(dated),
})

export const readingBody = z.object({
  purpose: z.enum(['handle', 'revisit', 'paper', 'check', 'answer']),
})
export type ReadingPurpose = z.output<typeof readingBody>['purpose']
export const readingReply = z.object({
  parties: z.array(z.object({ id: z.uuid(), part: partyPart, person: partyContent })),
  words: z.array(z.object({ version: z.int(), kind: z.string(), fields: stepWords })),
})

export const statisticsQuery = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) })
const counts = z.array(z.object({ of: z.string().nullable(), count: z.int() }))
export const statisticsReply = z.object({
  month: z.string(),
  reported: z.int(),
  accepted: z.int(),
  ended: z.int(),
  byCause: counts,
  byProcedure: counts,
  /** Of those that ended or were settled in the month. */
  byOutcome: counts,
  byVillage: z.array(z.object({ villageId: z.uuid().nullable(), villageName: z.string().nullable(), count: z.int() })),
  /** Whole days from acceptance to being settled; null when none was. */
  daysToSettle: z.object({ median: z.number().nullable(), longest: z.int().nullable() }),
})

// ── the register ──

const committee = z.object({
  name: z.string().trim().min(2).max(60),
  /** The village or community it belongs to; null: the town's. */
  placeId: z.uuid().nullable(),
  hasSeal: z.boolean(),
  from: day,
  to: day.nullable().default(null),
  mediators: z
    .array(
      z.object({
        id: z.uuid(),
        memberId: z.uuid().nullable().default(null),
        name: z.string().trim().min(1).max(40).nullable().default(null),
        from: day,
        to: day.nullable().default(null),
      }),
    )
    .max(30),
})
export const committeeBody = committee.extend({
  id: z.uuid(),
  /** 0: a new one. */
  basedOn: z.int().min(0),
})
export type KeepCommittee = z.output<typeof committeeBody>
export const committeeReply = z.object({ id: z.uuid(), version: z.int() })
export const committeeList = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      placeId: z.uuid().nullable(),
      placeName: z.string().nullable(),
      hasSeal: z.boolean(),
      from: day,
      to: day.nullable(),
      version: z.int(),
      mediators: z.array(
        z.object({ id: z.uuid(), memberId: z.uuid().nullable(), name: z.string(), from: day, to: day.nullable() }),
      ),
    }),
  ),
})
