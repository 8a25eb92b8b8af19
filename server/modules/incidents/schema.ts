import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'
import { contentPurposes } from '../follow-ups/index.ts'
import { diggingRow } from '../lines/index.ts'

const incidentSource = z.enum(['110', 'visit', 'walk-in', 'other'])
export const incidentStatus = z.enum(['reported', 'verified', 'rejected'])

/** Where it happened: at a place, on a line at a kilometre, or in a village (never at a dwelling: that is its village). */
const where = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), placeId: z.uuid() }),
  z.object({ kind: z.literal('line'), lineId: z.uuid(), km: z.number().min(0).max(10_000) }),
  z.object({ kind: z.literal('village'), villageId: z.uuid() }),
])

export const reportIncident = z.object({
  /** One of the rules' or the station's own that is in use. */
  category: z.string().regex(/^[a-z0-9-]{2,48}$/),
  occurredAt: z.iso.datetime({ offset: true }),
  where,
  source: incidentSource,
  /** The visit on which it was found. */
  visitId: z.uuid().optional(),
  /** The follow-up that it came from. */
  followUpId: z.uuid().optional(),
  /** What happened, without names; kept sealed. */
  summary: z.string().trim().max(1000).optional(),
})
export type ReportIncident = z.output<typeof reportIncident>

export const reviewIncident = z.object({
  id: z.uuid(),
  verdict: z.enum(['verified', 'rejected']),
  reason: z.string().trim().max(500).optional(),
})
export type ReviewIncident = z.output<typeof reviewIncident>

export const closeRed = z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(500) })

export const incidentReply = z.object({ id: z.uuid(), status: incidentStatus })

export const incidentRow = z.object({
  id: z.uuid(),
  category: z.string(),
  occurredAt: z.iso.datetime(),
  placeId: z.uuid().nullable(),
  placeName: z.string().nullable(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  lineName: z.string().nullable(),
  km: z.number().nullable(),
  source: incidentSource,
  status: incidentStatus,
  reportedAt: z.iso.datetime(),
  /** Reported more than three days after it happened. */
  foundLate: z.boolean(),
  /** The reporter's role only; the name is for those who review (DOMAIN.md §1). */
  reportedByMe: z.boolean(),
  lastVerdictAt: z.iso.datetime().nullable(),
})

export const incidentPage = page(incidentRow)

export const incidentQuery = pageQuery.extend({
  status: incidentStatus.optional(),
  category: z.string().max(40).optional(),
  villageId: z.uuid().optional(),
})

export const incidentDetail = incidentRow.extend({
  lineId: z.uuid().nullable(),
  visitId: z.uuid().nullable(),
  followUpId: z.uuid().nullable(),
  /** What happened, in words, is read by its own route. */
  hasSummary: z.boolean(),
  /** Digging that was announced there for that day: it is no puncture. */
  diggings: z.array(diggingRow),
  reviews: z.array(
    z.object({
      id: z.uuid(),
      verdict: z.enum(['verified', 'rejected']),
      reason: z.string().nullable(),
      at: z.iso.datetime(),
      byName: z.string(),
    }),
  ),
})

/** Why the words are read. `other` needs words. */
export const summaryPurpose = z
  .object({ purpose: z.enum(contentPurposes), note: z.string().trim().max(200).optional() })
  .refine(({ purpose, note }) => purpose !== 'other' || (note ?? '').length >= 2, { path: ['note'] })
export type SummaryPurpose = z.output<typeof summaryPurpose>
export const incidentSummary = z.object({ summary: z.string().nullable() })
