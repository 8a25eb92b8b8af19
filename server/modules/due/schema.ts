import { topics, urgencies } from '@sifang/domain/findings'
import { clockNames, followUpStates, followUpSubjects } from '@sifang/domain/follow-ups'
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'
import { dateKinds } from '../follow-ups/index.ts'

/** Of oneself unless told; another member's is for police. */
export const memberDueQuery = pageQuery.extend({ memberId: z.uuid().optional() })
export type MemberDueQuery = z.output<typeof memberDueQuery>

const common = {
  /** When it is due: an hour, or the end of its last civil day. */
  dueAt: z.iso.datetime(),
  /** Due at a time of day, not at the end of one. */
  byTheHour: z.boolean(),
  /** 逾期 since then. */
  overdueSince: z.iso.datetime().nullable(),
  /** Whole days left, today included: 1 when it is due today, 0 or less when that is over. */
  daysLeft: z.int(),
  /** null: at the station. */
  placeId: z.uuid().nullable(),
  placeName: z.string().nullable(),
  placeKind: z.string().nullable(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  /** Whose it is, where that is somebody for whom this member stands in today; null: their own. */
  standsInFor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
}

const followUp = {
  followUpId: z.uuid(),
  subject: z.enum(followUpSubjects),
  urgency: z.enum(urgencies),
  topic: z.enum(topics).nullable(),
  state: z.enum(followUpStates),
}

const memberDueRow = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('duty'),
    lineId: z.uuid(),
    lineName: z.string(),
    period: z.string(),
    periodStart: z.iso.date(),
    tier: z.enum(['red', 'yellow', 'green']).nullable(),
    /** 漏访. */
    missed: z.boolean(),
    visits: z.int(),
    visitsDone: z.int(),
    failedAttempts: z.int(),
  }),
  z.object({ ...common, ...followUp, kind: z.literal('follow-up'), clock: z.enum(clockNames).nullable() }),
  z.object({ ...common, ...followUp, kind: z.literal('date'), date: z.enum(dateKinds), no: z.int() }),
  z.object({
    ...common,
    kind: z.literal('booking'),
    bookingId: z.uuid(),
    appointmentId: z.uuid(),
    bookingKind: z.string(),
    endsAt: z.iso.datetime(),
  }),
])
export type MemberDueRow = z.input<typeof memberDueRow>

export const memberDuePage = page(memberDueRow).extend({
  /** The civil date and the instant that the list is for. */
  today: z.iso.date(),
  asOf: z.iso.datetime(),
})
