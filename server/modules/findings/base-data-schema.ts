import { findingSourceKinds } from '@sifang/domain/findings'
import { roles } from '@sifang/domain/members'
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'
import { baseDataChange } from './base-data.ts'

/** What waits at a place, or in a village. */
export const baseDataQuery = pageQuery
  .extend({ placeId: z.uuid().optional(), villageId: z.uuid().optional() })
  .refine(({ placeId, villageId }) => placeId !== undefined || villageId !== undefined, { path: ['villageId'] })
export type BaseDataQuery = z.output<typeof baseDataQuery>

/** Who said it: named to those who may know. */
const sayer = z.object({ role: z.enum(roles).nullable(), name: z.string().nullable() })

const waitingRow = z.object({
  /** The finding's, corrections counted in. */
  id: z.uuid(),
  followUpId: z.uuid(),
  placeId: z.uuid(),
  placeName: z.string(),
  placeKind: z.string(),
  villageName: z.string().nullable(),
  change: baseDataChange,
  at: z.iso.datetime(),
  source: z.enum(findingSourceKinds),
  by: sayer,
  /** The version of the place that a decision is based on. */
  basedOn: z.int(),
  /** What the place's record says now of the same thing; null where it says nothing. */
  stands: z
    .object({
      value: z.json(),
      confirmedOn: z.iso.date().nullable(),
      recordedAt: z.iso.datetime().nullable(),
      by: sayer,
    })
    .nullable(),
  /** The record was changed after this was seen. */
  changedMeanwhile: z.boolean(),
  /** Others that wait and say something of the same thing. */
  conflictsWith: z.array(z.uuid()),
  mayDecide: z.boolean(),
})
export const baseDataPage = page(waitingRow)

export const decideBaseData = z.discriminatedUnion('verdict', [
  z.object({
    id: z.uuid(),
    verdict: z.literal('confirmed'),
    /** The version of the place that was on the screen. */
    basedOn: z.int().min(1),
  }),
  z.object({ id: z.uuid(), verdict: z.literal('rejected'), reason: z.string().trim().min(2).max(500) }),
])
export type DecideBaseData = z.output<typeof decideBaseData>

export const decisionReply = z.object({
  id: z.uuid(),
  followUpId: z.uuid(),
  verdict: z.enum(['confirmed', 'rejected']),
  /** The place that was changed or entered; null when nothing was applied. */
  placeId: z.uuid().nullable(),
})
