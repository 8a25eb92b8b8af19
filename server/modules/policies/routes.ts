import { dayOf } from '@sifang/domain/calendar'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { countCampaigns } from '../duties/index.ts'
import { findPolicyLines } from './queries.ts'
import {
  addCampaign as campaignBody,
  addKindLine as kindLineBody,
  policyList,
  policyReply,
  addVersion as versionBody,
} from './schema.ts'
import { addCampaign, addKindLine, addVersion } from './service.ts'

/** All lines, and how each campaign stands. */
async function readPolicies(ctx: Context): Promise<z.input<typeof policyList>> {
  const lines = await findPolicyLines(ctx.db, ctx.station.id)
  const progress = await countCampaigns(ctx, dayOf(ctx.now(), ctx.station.timeZone))
  return { lines: lines.map((line) => ({ ...line, progress: progress.get(line.id) ?? null })) }
}

export const policyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/policies',
    permission: 'policy.read',
    summary: 'All policy lines and campaigns with their versions',
    reply: policyList,
    handle: readPolicies,
  }),
  route({
    method: 'PUT',
    url: '/policies/:id',
    permission: 'policy.write',
    summary: 'Add a line for a kind of place, from a future day on',
    params: idParams,
    body: kindLineBody,
    reply: policyReply,
    handle: (ctx, { params, body }) => addKindLine(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/campaigns/:id',
    permission: 'policy.write',
    summary: 'Add a campaign with its first and last day',
    params: idParams,
    body: campaignBody,
    reply: policyReply,
    handle: (ctx, { params, body }) => addCampaign(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/policies/:id/versions',
    permission: 'policy.write',
    summary: 'Change or end a line from a future day on',
    params: idParams,
    body: versionBody,
    reply: policyReply,
    handle: (ctx, { params, body }) => addVersion(ctx, params.id, body),
  }),
]
