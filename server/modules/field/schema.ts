import { findingKinds, topics, urgencies } from '@sifang/domain/findings'
import { clockNames, followUpStates, followUpSubjects } from '@sifang/domain/follow-ups'
import { roles } from '@sifang/domain/members'
import { visitKinds } from '@sifang/domain/visits'
import { z } from 'zod'
import { checklistContent } from '../checklists/index.ts'
import { dateKinds } from '../follow-ups/index.ts'
import { policyTarget } from '../policies/index.ts'

const tier = z.enum(['red', 'yellow', 'green'])
const period = z.enum(['week', 'half-month', 'month', 'quarter', 'campaign'])

/** A place, segment or village as a member carries it; what is closed is not carried. */
export const carriedPlace = z.object({
  id: z.uuid(),
  version: z.int(),
  kind: z.string(),
  name: z.string(),
  /** Initials of the name's pinyin, for looking it up without an input method; of each reading, apart by a space. */
  initials: z.string(),
  villageId: z.uuid().nullable(),
  tier: tier.nullable(),
  /** WGS-84. */
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  addressHint: z.string().nullable(),
  lineId: z.uuid().nullable(),
  fromKm: z.number().nullable(),
  toKm: z.number().nullable(),
  /** What is known of it, by key. */
  facts: z.record(z.string(), z.unknown()),
  ownerId: z.uuid().nullable(),
  /** 漏访 from the day after this one on, for as long as no visit counts. */
  lapsesOn: z.iso.date().nullable(),
  createdAt: z.iso.datetime(),
})

/** A judged duty whose window is not over, or was over less than a month ago; forecasts too. */
export const carriedDuty = z.object({
  placeId: z.uuid(),
  lineId: z.uuid(),
  period,
  periodStart: z.iso.date(),
  from: z.iso.datetime(),
  until: z.iso.date(),
  visits: z.int(),
  visitsDone: z.int(),
  failedAttempts: z.int(),
  state: z.enum(['open', 'fulfilled', 'excused', 'superseded']),
  ownerId: z.uuid().nullable(),
})

/** A follow-up that is not closed; codes, places and times, no words. */
export const carriedFollowUp = z.object({
  id: z.uuid(),
  version: z.int(),
  subject: z.enum(followUpSubjects),
  urgency: z.enum(urgencies),
  topic: z.enum(topics).nullable(),
  placeId: z.uuid(),
  villageId: z.uuid().nullable(),
  state: z.enum(followUpStates),
  /** Null where it is read in brief. */
  ownerId: z.uuid().nullable(),
  openedAt: z.iso.datetime(),
  clock: z.enum(clockNames).nullable(),
  dueAt: z.iso.datetime().nullable(),
  /** The first of its times that makes it 逾期, past or to come. */
  overdueFrom: z.iso.datetime().nullable(),
  /** Of a dispute that was taken up: its state, and the steps that its reader may take now (domain/disputes). */
  dispute: z.object({ state: z.string(), allowed: z.array(z.string()) }).nullable(),
})

/** What became of one's own report, in codes; the phone makes the sentence of them. */
export const ownReport = z.object({
  /** The follow-up's: what one appends goes to it. */
  id: z.uuid(),
  /** As it stands: the last of its corrections. */
  findingId: z.uuid(),
  kind: z.enum(findingKinds),
  urgency: z.enum(urgencies),
  topic: z.enum(topics).nullable(),
  placeId: z.uuid(),
  placeName: z.string(),
  at: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  state: z.enum(followUpStates),
  version: z.int(),
  ownerName: z.string().nullable(),
  settledAt: z.iso.datetime().nullable(),
  /** When its reporter was told. */
  toldAt: z.iso.datetime().nullable(),
  /** The reporter is asked whether it is settled. */
  asksMe: z.boolean(),
  /** What this member may append now. */
  allowed: z.array(z.string()),
})

/** An own visit about which somebody else decides, or lately did; codes, places and times, no words. */
export const ownVisit = z.object({
  id: z.uuid(),
  placeId: z.uuid(),
  placeName: z.string(),
  at: z.iso.datetime(),
  /** `waits`: another officer says whether it counts; `counts`: one did; `void`: it was made void. */
  standing: z.enum(['waits', 'counts', 'void']),
  /** The phone's clock jumped; else it was reported late. */
  timeUncertain: z.boolean(),
})

export const carriedLine = z.object({
  id: z.uuid(),
  name: z.string(),
  lengthKm: z.number(),
  posts: z.array(z.object({ km: z.number(), label: z.string(), latitude: z.number(), longitude: z.number() })),
})

/** A policy line with all its versions: which one holds when follows from them (domain/policy). */
export const carriedPolicyLine = z.object({
  id: z.uuid(),
  name: z.string(),
  target: policyTarget,
  versions: z.array(
    z.object({
      effectiveFrom: z.iso.date(),
      ended: z.boolean(),
      period: period.nullable(),
      visits: z.int().nullable(),
      visitKinds: z.array(z.enum(visitKinds)),
      presentRoles: z.array(z.enum(roles)),
      checklist: z.string().nullable(),
    }),
  ),
})

/** A date beside the clocks that this member has to keep (domain/due). */
const ownDate = z.object({
  followUpId: z.uuid(),
  kind: z.enum(dateKinds),
  no: z.int(),
  on: z.iso.date(),
  subject: z.enum(followUpSubjects),
  placeId: z.uuid(),
})

/** A booking that this member receives, or made for somebody. */
const ownBooking = z.object({
  id: z.uuid(),
  appointmentId: z.uuid(),
  kind: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** Null: at the station. */
  placeId: z.uuid().nullable(),
  /** Whose people come. */
  villageId: z.uuid().nullable(),
})

/** What this member, and nobody else, has in hand; also for whom they stand in today. */
const inHand = {
  /** What lies in none of the villages: owned communities, places of own lines, and where something in hand stands. */
  places: z.array(carriedPlace),
  duties: z.array(carriedDuty),
  /** Those that no part of a village has as far as this member reads them. */
  followUps: z.array(carriedFollowUp),
  dates: z.array(ownDate),
  bookings: z.array(ownBooking),
}

/** Where the feed stood when this was read. */
const standing = { epoch: z.string(), seq: z.int() }

export const villagePart = z.object({
  ...standing,
  village: z.object({ id: z.uuid(), name: z.string(), communityId: z.uuid().nullable() }),
  places: z.array(carriedPlace),
  duties: z.array(carriedDuty),
  /** As far as each member of this role reads them. */
  followUps: z.array(carriedFollowUp),
})

export const ownPart = z.object({
  ...standing,
  today: z.iso.date(),
  member: z.object({
    id: z.uuid(),
    name: z.string(),
    role: z.enum(roles),
    leadsShift: z.boolean(),
    /** Members for whom this one stands in today. */
    standsInFor: z.array(z.uuid()),
  }),
  station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string(), demo: z.boolean() }),
  /** Whose parts are to be read: those of own areas; of police also where they own something. */
  villageIds: z.array(z.uuid()),
  /** All villages by name: a report may be from any. */
  villages: z.array(z.object({ id: z.uuid(), name: z.string() })),
  dutyOfficer: z.string().nullable(),
  dutyPhone: z.string().nullable(),
  members: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles), villageIds: z.array(z.uuid()) })),
  lines: z.array(carriedLine),
  policyLines: z.array(carriedPolicyLine),
  checklists: z.array(z.object({ id: z.uuid(), version: z.int(), checklist: checklistContent })),
  reports: z.array(ownReport),
  visits: z.array(ownVisit),
  ...inHand,
  /** The consent to a track that runs. */
  trackConsent: z.object({ id: z.uuid(), textVersion: z.int(), givenAt: z.iso.datetime() }).nullable(),
})

export const partChangesQuery = z.object({
  after: z.coerce.number().int().min(0),
  epoch: z.string().max(100),
  /** Villages that are carried, so that what was lost or gained meanwhile can be said; separated by commas. */
  villages: z
    .string()
    .max(12_000)
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.uuid())),
})

/** What became of the part since `after`: present rows and what is gone, of all that changed, each once. */
export const partChanges = z.object({
  ...standing,
  /** The reader begins anew: another epoch, or too long away. Its outbox is not touched. */
  restart: z.boolean(),
  /** To be read whole: newly gained villages, range entries, or where more changed than one answer holds. */
  reload: z.array(z.uuid()),
  villagesLost: z.array(z.uuid()),
  /** `own` is to be read again. */
  own: z.boolean(),
  /** What of `own` changes by the clock, without an entry in the feed: it holds from now on. */
  day: z.object({
    today: z.iso.date(),
    dutyOfficer: z.string().nullable(),
    leadsShift: z.boolean(),
    /** Where these are others than before, `own` is to be read again. */
    standsInFor: z.array(z.uuid()),
  }),
  places: z.array(carriedPlace),
  /** All duties of these places; what the phone had of them is replaced. */
  dutiesOf: z.array(z.object({ placeId: z.uuid(), duties: z.array(carriedDuty) })),
  followUps: z.array(carriedFollowUp),
  /** Own reports that moved. */
  reports: z.array(ownReport),
  /** The whole of this list of `own`, where it may have changed. */
  visits: z.array(ownVisit).nullable(),
  /** The whole of these lists of `own`, where one of them may have changed. */
  inHand: z.object(inHand).nullable(),
  gone: z.array(z.object({ entity: z.enum(['place', 'follow-up']), id: z.uuid() })),
})
