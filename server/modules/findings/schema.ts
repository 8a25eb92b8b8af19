import { findingKinds } from '@sifang/domain/findings'
import { followUpStates } from '@sifang/domain/follow-ups'
import { z } from 'zod'
import { topic, urgency, words } from '../follow-ups/index.ts'
import { baseDataChange } from './base-data.ts'

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visit'), visitId: z.uuid() }),
  z.object({ kind: z.literal('call') }),
  z.object({ kind: z.literal('walk-in') }),
  z.object({ kind: z.literal('message') }),
])

/** A resident who asked: as much as is needed to answer them. Kept sealed. */
const asker = z.object({
  name: z.string().trim().min(1).max(40).nullable().default(null),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d\s-]{4,20}$/)
    .nullable()
    .default(null),
})

const seen = {
  kind: z.enum(findingKinds),
  urgency: urgency.default('ordinary'),
  topic: topic.optional(),
  words: words.optional(),
  /** Of base data: what changed. */
  change: baseDataChange.optional(),
}

export const enterFinding = z.object({
  ...seen,
  source,
  /** Where it was seen; for what happens in a dwelling its village. */
  placeId: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  /** The member who saw or passed it on; left out: whoever enters it, where it is their own. null: no member. */
  reporterId: z.uuid().nullable().optional(),
  /** A resident asked for something, named or not. */
  asker: asker.optional(),
})
export type EnterFinding = z.output<typeof enterFinding>

export const correctFinding = z.object({ id: z.uuid(), basedOn: z.int().min(1), ...seen })
export type CorrectFinding = z.output<typeof correctFinding>

export const findingReply = z.object({
  id: z.uuid(),
  followUpId: z.uuid(),
  version: z.int(),
  state: z.enum(followUpStates),
  ownerId: z.uuid(),
})
