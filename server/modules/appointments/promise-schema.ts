import { publicationLength } from '@sifang/domain/appointments'
import { followUpStates, followUpSubjects } from '@sifang/domain/follow-ups'
import { z } from 'zod'
import { flag, page, pageQuery } from '../../platform/http/route.ts'

export const promiseQuery = pageQuery.extend({
  /** Left out: those not closed yet. */
  closed: flag.optional(),
  villageId: z.uuid().optional(),
})

export const promiseRow = z.object({
  /** The follow-up's. */
  id: z.uuid(),
  subject: z.enum(followUpSubjects),
  state: z.enum(followUpStates),
  on: z.iso.date(),
  /** 逾期: its day is over and it is not settled. */
  overdue: z.boolean(),
  place: z.object({ id: z.uuid(), name: z.string() }),
  villageName: z.string().nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }),
  appointmentId: z.uuid(),
  /** When somebody looks in again, and who. */
  revisit: z.object({ on: z.iso.date(), ownerName: z.string() }).nullable(),
  /** What everybody may read of it; null: nothing. */
  published: z.object({ text: z.string(), at: z.iso.datetime(), byName: z.string() }).nullable(),
})
export const promisePage = page(promiseRow)

export const publishPromise = z.object({
  id: z.uuid(),
  /** One sentence for everybody, without names. */
  text: z.string().trim().min(publicationLength.least).max(publicationLength.most),
})
export const publicationReply = z.object({ id: z.uuid(), published: z.boolean() })

export const publishedQuery = z.object({ villageId: z.uuid().optional() })

/** 承诺公开: sentences that a leader approved, for everybody; no names. */
export const publishedPromises = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      text: z.string(),
      on: z.iso.date(),
      state: z.enum(followUpStates),
      villageName: z.string().nullable(),
    }),
  ),
})
