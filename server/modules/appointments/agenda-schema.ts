import { bookingKinds } from '@sifang/domain/appointments'
import { urgencies } from '@sifang/domain/findings'
import { z } from 'zod'

const words = z.string().trim().min(1).max(2000)

export const putOnAgenda = z.object({
  appointmentId: z.uuid(),
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('follow-up'), followUpId: z.uuid() }),
    z.object({
      kind: z.literal('theme'),
      topic: z.enum(bookingKinds),
      urgency: z.enum(urgencies).default('ordinary'),
      placeId: z.uuid().optional(),
      /** Kept sealed. */
      words,
    }),
  ]),
})
export type PutOnAgenda = z.output<typeof putOnAgenda>

export const decideItem = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('promised'),
    id: z.uuid(),
    settleBy: z.iso.date(),
    /** Left out: who has it, or as the rules choose. */
    ownerId: z.uuid().optional(),
    /** For what is no follow-up yet: the id of the one that is opened, and where, if the item has no place. */
    promiseId: z.uuid().optional(),
    placeId: z.uuid().optional(),
    words: words.optional(),
  }),
  z.object({
    outcome: z.enum(['answered', 'settled', 'postponed']),
    id: z.uuid(),
    words: words.optional(),
  }),
])
export type DecideItem = z.output<typeof decideItem>

export const itemReply = z.object({ id: z.uuid() })
export const decidedReply = z.object({ id: z.uuid(), promiseId: z.uuid().nullable() })
export const itemOpened = z.object({ subject: z.string().nullable(), answer: z.string().nullable() })
