import { type Route, route } from '../../platform/http/route.ts'
import { findMemberDue } from './list.ts'
import { memberDuePage, memberDueQuery } from './schema.ts'

export const dueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/due',
    permission: 'duty.read',
    alsoNeeds: 'follow-up.read',
    summary: 'What one member has to do: visits, follow-ups, dates and bookings in one order; 逾期 first',
    query: memberDueQuery,
    reply: memberDuePage,
    handle: (ctx, { query }) => findMemberDue(ctx, query),
  }),
]
