import { z } from 'zod'
import { position, tier } from '../places/index.ts'

const name = z.string().trim().min(1).max(40)
/** To the metre. */
const km = z.number().min(0).max(9999.999).multipleOf(0.001)
export const lineContent = z.enum(['oil', 'gas', 'water', 'other'])

const post = position.extend({ km, label: z.string().trim().min(1).max(30).optional() })

export const createLine = z.object({
  name,
  content: lineContent.default('oil'),
  lengthKm: km.min(0.001),
  posts: z.array(post).max(2000).default([]),
})
export type CreateLine = z.output<typeof createLine>

export const changeLine = z.object({
  basedOn: z.int().min(1),
  name: name.optional(),
  content: lineContent.optional(),
  lengthKm: km.min(0.001).optional(),
  /** All posts anew. */
  posts: z.array(post).max(2000).optional(),
})
export type ChangeLine = z.output<typeof changeLine>

const basedOn = z.int().min(1)
/** One post; `move` also gives it another kilometre. */
export const changePost = z.discriminatedUnion('kind', [
  position.extend({ kind: z.literal('add'), basedOn, km }),
  z.object({ kind: z.literal('move'), basedOn, km, to: position.extend({ km }) }),
  z.object({ kind: z.literal('remove'), basedOn, km }),
])
export type ChangePost = z.output<typeof changePost>

export const createSegment = z.object({
  lineId: z.uuid(),
  fromKm: km,
  toKm: km,
  /** Whose it is: the village that looks after it. */
  villageId: z.uuid(),
  /** By the line and its kilometres unless told. */
  name: z.string().trim().min(1).max(60).optional(),
})
export type CreateSegment = z.output<typeof createSegment>

export const changeSegment = z.object({ basedOn: z.int().min(1), fromKm: km, toKm: km })
export type ChangeSegment = z.output<typeof changeSegment>

export const announceDigging = z.object({
  lineId: z.uuid(),
  fromKm: km,
  toKm: km,
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  /** What is dug and by which firm; no names of persons, no telephones. */
  work: z.string().trim().min(2).max(120),
})
export type AnnounceDigging = z.output<typeof announceDigging>
export const withdrawDigging = z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(200) })
export const diggingQuery = z.object({ on: z.iso.date().optional() })
export const diggingReply = z.object({ id: z.uuid() })
export const diggingRow = z.object({
  id: z.uuid(),
  fromKm: z.number(),
  toKm: z.number(),
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  work: z.string(),
})
export const diggingList = z.object({ rows: z.array(diggingRow) })

export const lineReply = z.object({ id: z.uuid(), version: z.number().int() })

const storedPost = z.object({ km: z.number(), label: z.string(), latitude: z.number(), longitude: z.number() })
const segment = z.object({
  id: z.uuid(),
  name: z.string(),
  fromKm: z.number(),
  toKm: z.number(),
  tier: tier.nullable(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  ownerName: z.string().nullable(),
})
export const lineRow = z.object({
  id: z.uuid(),
  name: z.string(),
  content: z.string(),
  lengthKm: z.number(),
  version: z.number().int(),
  posts: z.array(storedPost),
  segments: z.array(segment),
})
export const lineList = z.object({ rows: z.array(lineRow), lengthKm: z.number() })

const coordinates = z.tuple([z.number(), z.number()])
/** RFC 7946: longitude before latitude, WGS-84. */
export const lineFeatures = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry: z.union([
        z.object({ type: z.literal('LineString'), coordinates: z.array(coordinates) }),
        z.object({ type: z.literal('Point'), coordinates }),
      ]),
      properties: z.object({
        kind: z.enum(['line', 'segment', 'post']),
        id: z.uuid(),
        name: z.string(),
        content: z.string().optional(),
        tier: tier.nullable().optional(),
        km: z.number().optional(),
      }),
    }),
  ),
})
