import { z } from 'zod'
import { flag, page, pageQuery } from '../../platform/http/route.ts'

export const tier = z.enum(['red', 'yellow', 'green'])

export const proposeTier = z.object({
  placeId: z.uuid(),
  tier,
  reason: z.string().trim().min(2).max(500),
  /** The decision ends at 24:00 of this day. */
  lastDay: z.iso.date(),
})
export type ProposeTier = z.output<typeof proposeTier>

export const decideProposal = z.object({
  id: z.uuid(),
  verdict: z.enum(['approved', 'rejected']),
  note: z.string().trim().max(500).optional(),
})
export type DecideProposal = z.output<typeof decideProposal>

export const proposalReply = z.object({
  id: z.uuid(),
  verdict: z.enum(['waiting', 'approved', 'rejected', 'withdrawn']),
})

const proposalRow = z.object({
  id: z.uuid(),
  placeId: z.uuid(),
  placeName: z.string(),
  villageName: z.string().nullable(),
  tierNow: tier.nullable(),
  tier,
  reason: z.string(),
  lastDay: z.iso.date(),
  proposedAt: z.iso.datetime(),
  proposedBy: z.object({ id: z.uuid(), name: z.string() }),
  verdict: z.enum(['approved', 'rejected', 'withdrawn']).nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedByName: z.string().nullable(),
  decisionNote: z.string().nullable(),
  /** Whether the one who asks may decide it. */
  mayDecide: z.boolean(),
})

export const proposalPage = page(proposalRow)
export const proposalQuery = pageQuery.extend({
  waiting: flag.optional(),
  placeId: z.uuid().optional(),
})

/** Red places whose review is due: 90 days without another incident (DOMAIN.md §3). */
export const redReviewList = z.object({
  rows: z.array(
    z.object({
      placeId: z.uuid(),
      placeName: z.string(),
      villageName: z.string().nullable(),
      redSince: z.iso.datetime(),
      lastIncidentOn: z.iso.date(),
    }),
  ),
})
