import { placeKinds } from '@sifang/domain/places/kinds'
import { z } from 'zod'

const periodKind = z.enum(['week', 'half-month', 'month', 'quarter'])
const visitKinds = z.array(z.enum(['canvass', 'patrol', 'targeted', 'appointment'])).max(4)
const roles = z
  .array(z.enum(['chief', 'instructor', 'deputy', 'officer', 'auxiliary', 'volunteer', 'cadre', 'partner']))
  .max(8)
const placeKind = z.enum([...placeKinds.map(({ kind }) => kind), 'village', 'community', 'segment'])

/** What a line asks for: at least `visits` in each period. Empty `visitKinds`: any kind; empty `presentRoles`: anybody. */
const ask = {
  visits: z.number().int().min(1).max(31),
  visitKinds,
  presentRoles: roles,
}

export const policyTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tier'), tier: z.enum(['red', 'yellow', 'green']) }),
  z.object({ kind: z.literal('place-kind'), placeKind }),
  z.object({
    kind: z.literal('campaign'),
    placeKinds: z.array(placeKind).min(1).max(40),
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
  }),
])
export type PolicyTarget = z.output<typeof policyTarget>

export const policyVersion = z.object({
  id: z.uuid(),
  effectiveFrom: z.iso.date(),
  ended: z.boolean(),
  period: z.enum(['week', 'half-month', 'month', 'quarter', 'campaign']).nullable(),
  visits: z.number().int().nullable(),
  visitKinds,
  presentRoles: roles,
  checklist: z.string().nullable(),
  recordedAt: z.iso.datetime(),
  recordedByName: z.string().nullable(),
})

/** How a campaign stands. `due` is open, fulfilled and missed together; an excused place is not owed a visit any more. */
const campaignProgress = z.object({
  due: z.number().int(),
  fulfilled: z.number().int(),
  open: z.number().int(),
  missed: z.number().int(),
  excused: z.number().int(),
})

export const policyLine = z.object({
  id: z.uuid(),
  name: z.string(),
  target: policyTarget,
  versions: z.array(policyVersion),
  /** Of a campaign whose days have begun. */
  progress: campaignProgress.nullable(),
})

export const policyList = z.object({ lines: z.array(policyLine) })

/** A line for a kind of place; a tier's lines are there from the first day and only get new versions. */
export const addKindLine = z.object({
  name: z.string().trim().min(1).max(60),
  placeKind,
  effectiveFrom: z.iso.date(),
  period: periodKind,
  ...ask,
})
export type AddKindLine = z.output<typeof addKindLine>

export const addCampaign = z.object({
  name: z.string().trim().min(1).max(60),
  placeKinds: z.array(placeKind).min(1).max(40),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  checklist: z.string().trim().max(4000).optional(),
  ...ask,
})
export type AddCampaign = z.output<typeof addCampaign>

export const addVersion = z.discriminatedUnion('ended', [
  z.object({ id: z.uuid(), ended: z.literal(false), effectiveFrom: z.iso.date(), period: periodKind, ...ask }),
  z.object({ id: z.uuid(), ended: z.literal(true), effectiveFrom: z.iso.date() }),
])
export type AddVersion = z.output<typeof addVersion>

export const policyReply = z.object({ id: z.uuid(), judgingId: z.uuid() })
