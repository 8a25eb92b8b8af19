import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { findProposals } from './queries.ts'
import { findRedReviewsDue } from './red-reviews.ts'
import {
  decideProposal as decisionBody,
  proposalPage,
  proposalQuery,
  proposalReply,
  proposeTier,
  redReviewList,
} from './schema.ts'
import { decideProposal, propose, withdraw } from './service.ts'

export const tierRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/tier-proposals/:id',
    permission: 'tier.propose',
    summary: 'Propose another tier for a place',
    params: idParams,
    body: proposeTier,
    reply: proposalReply,
    handle: (ctx, { params, body }) => propose(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/tier-proposals/:id/decisions',
    permission: 'tier.decide',
    summary: 'Approve or reject a proposal of somebody else',
    params: idParams,
    body: decisionBody,
    reply: proposalReply,
    handle: (ctx, { params, body }) => decideProposal(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/tier-proposals/:id/withdrawals',
    permission: 'tier.propose',
    summary: 'Take back a proposal of one’s own',
    params: idParams,
    body: z.object({ id: z.uuid() }),
    reply: proposalReply,
    handle: (ctx, { params, body }) => withdraw(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/tier-proposals',
    permission: 'tier.propose',
    summary: 'Proposals, the latest first',
    query: proposalQuery,
    reply: proposalPage,
    handle: (ctx, { query }) => findProposals(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/red-reviews/due',
    permission: 'incident.read',
    summary: 'Red places whose review is due: 90 days without another incident',
    reply: redReviewList,
    handle: (ctx) => findRedReviewsDue(ctx),
  }),
]
