import { type Route, route } from '../../platform/http/route.ts'
import { findErasures } from './queries.ts'
import { erasurePage, erasureQuery } from './schema.ts'

export const erasureRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/erasures',
    permission: 'audit.read',
    summary: 'What was erased, when and why, the latest first: ids, kinds and counts',
    query: erasureQuery,
    reply: erasurePage,
    handle: (ctx, { query }) => findErasures(ctx, query),
  }),
]
