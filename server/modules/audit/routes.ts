import { type Route, route } from '../../platform/http/route.ts'
import { verifyAudit } from '../../platform/records/verify-audit.ts'
import { findAudit } from './queries.ts'
import { auditPage, auditQuery, chainState } from './schema.ts'

export const auditRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/audit',
    permission: 'audit.read',
    summary: 'Who did or read what, the latest first',
    query: auditQuery,
    reply: auditPage,
    handle: (ctx, { query }) => findAudit(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/audit/chain',
    permission: 'audit.read',
    summary: 'Whether the chain over the entries still holds; goes through all of it',
    reply: chainState,
    handle: async (ctx) => {
      const state = await verifyAudit(ctx.db, ctx.keys, ctx.station.id)
      if (state.kind === 'whole') return { whole: true, seals: state.seals, entries: state.entries, broken: null }
      const { firstBrokenNo, firstChainNo, lastChainNo, why } = state
      return {
        whole: false,
        seals: firstBrokenNo - 1,
        entries: firstChainNo - 1,
        broken: { firstChainNo, lastChainNo, why },
      }
    },
  }),
]
