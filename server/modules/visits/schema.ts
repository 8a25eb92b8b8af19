import { roles } from '@sifang/domain/members'
import { z } from 'zod'
import { flag, page, pageQuery } from '../../platform/http/route.ts'

export const visitKind = z.enum(['canvass', 'patrol', 'targeted', 'appointment'])
export const visitOutcome = z.enum(['met', 'inspected', 'outside-look', 'failed'])
export const visitFailure = z.enum(['nobody-in', 'road-blocked', 'refused', 'not-found', 'other'])

/** Two things to look for by kind of place (DOMAIN.md §4), and what anybody may have noticed. */
export const observation = z.enum([
  'new-lock',
  'wheel-tracks',
  'smell-of-oil',
  'tanks',
  'tenants',
  'fresh-digging',
  'leak',
  'damage',
])

const shared = {
  placeId: z.uuid(),
  kind: visitKind,
  /** When it took place; not later than now, from a phone not later than its arrival. */
  at: z.iso.datetime({ offset: true }),
  /** Members who were there; the one who records need not be among them (paper lists). */
  participants: z.array(z.uuid()).min(1).max(20),
  /** Others who took part (a regulator, a line walker): who they are for, without names. */
  othersPresent: z.string().trim().max(200).optional(),
  note: z.string().trim().max(1000).optional(),
  observed: z.array(observation).max(8).default([]),
}

/** A visit that took place, or an attempt that failed. */
export const recordVisit = z.discriminatedUnion('outcome', [
  z.object({ ...shared, outcome: z.enum(['met', 'inspected', 'outside-look']) }).meta({ id: 'VisitMade' }),
  z
    .object({
      ...shared,
      outcome: z.literal('failed'),
      failure: visitFailure,
      nextAttemptAt: z.iso.datetime({ offset: true }).optional(),
    })
    .meta({ id: 'AttemptFailed' }),
])

export type RecordVisit = z.output<typeof recordVisit>

export const visitRecorded = z.object({
  id: z.uuid(),
  /** Duties that this visit fulfilled. */
  fulfilled: z.number().int(),
  /** Reported so late, or of so uncertain a time, that another officer must let it count. */
  waits: z.boolean(),
  /** The phone's clock jumped, so nobody knows when it was. */
  timeUncertain: z.boolean().default(false),
  /** Failed attempts at this place in the running window; the second one is the duty officer's. */
  failedAttempts: z.number().int(),
})

export const voidVisit = z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(500) })
export const admitVisit = z.object({ id: z.uuid() })

const person = z.object({ id: z.uuid(), name: z.string() })

export const visitRow = z.object({
  id: z.uuid(),
  placeId: z.uuid(),
  placeName: z.string(),
  placeKind: z.string(),
  villageName: z.string().nullable(),
  kind: visitKind,
  at: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  outcome: visitOutcome,
  failure: visitFailure.nullable(),
  /** When it will be tried again, after an attempt that failed. */
  nextAttemptAt: z.iso.datetime().nullable(),
  note: z.string().nullable(),
  observed: z.array(z.string()),
  /** Null, like every name and every own word here, for a reader who reads visits in brief (domain/timeline.ts). */
  participants: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles) })).nullable(),
  /** The roles of those who took part. */
  rolesPresent: z.array(z.enum(roles)),
  othersPresent: z.string().nullable(),
  source: z.enum(['app', 'paper', 'import', 'demo']),
  roundListNumber: z.number().int().nullable(),
  /** Who entered it; null for a reader to whom it is not named. */
  recordedBy: person.nullable(),
  /** Was reported so late, or of so uncertain a time, that another officer must let it count, and none has yet. */
  waits: z.boolean(),
  /** The phone's clock jumped: it was after `timeAfter`, where that is known, and not after `receivedAt`. */
  timeUncertain: z.boolean(),
  timeAfter: z.iso.datetime().nullable(),
  admitted: z.object({ at: z.iso.datetime(), byName: z.string().nullable() }).nullable(),
  voided: z.object({ at: z.iso.datetime(), reason: z.string().nullable(), byName: z.string().nullable() }).nullable(),
  /** Whether the one who asks may make it void, or let it count: the command would not be refused. */
  mayVoid: z.boolean(),
  mayAdmit: z.boolean(),
})

/** A grid of a printed, numbered round list, entered afterwards: one row a place. */
export const enterRoundList = z.object({
  id: z.uuid(),
  rows: z
    .array(
      z.object({
        id: z.uuid(),
        placeId: z.uuid(),
        at: z.iso.datetime({ offset: true }),
        outcome: visitOutcome,
        failure: visitFailure.optional(),
        note: z.string().trim().max(500).optional(),
      }),
    )
    .min(1)
    .max(200),
  kind: visitKind,
  participants: z.array(z.uuid()).min(1).max(20),
})

export const roundList = z.object({
  id: z.uuid(),
  number: z.number().int(),
  title: z.string(),
  madeAt: z.iso.datetime(),
  places: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      villageName: z.string().nullable(),
      tier: z.enum(['red', 'yellow', 'green']).nullable(),
      addressHint: z.string().nullable(),
      /** What was written on its row has been entered. */
      entered: z.boolean(),
    }),
  ),
})

export const roundListRow = z.object({
  id: z.uuid(),
  number: z.number().int(),
  title: z.string(),
  madeAt: z.iso.datetime(),
  madeBy: person,
  /** Rows on the list, and of them those that were entered; one whose visit was made void is not. */
  places: z.number().int(),
  entered: z.number().int(),
})
export const roundListPage = page(roundListRow)

export const visitPage = page(visitRow)
export const visitQuery = pageQuery.extend({
  placeId: z.uuid().optional(),
  memberId: z.uuid().optional(),
  kind: visitKind.optional(),
  outcome: visitOutcome.optional(),
  /** Only those that another officer must let count. */
  waiting: flag.optional(),
})

export const makeRoundList = z.object({
  title: z.string().trim().min(1).max(80),
  placeIds: z.array(z.uuid()).min(1).max(200),
})
export const roundListReply = z.object({ id: z.uuid(), number: z.number().int() })
export const roundListEntered = z.object({ id: z.uuid(), visits: z.number().int(), fulfilled: z.number().int() })
export type EnterRoundList = z.output<typeof enterRoundList>
