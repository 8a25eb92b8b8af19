import { idParams, type Route, route } from '../../platform/http/route.ts'
import type { TodayParts } from '../today/index.ts'
import { readMeeting } from './meeting.ts'
import { morningMeeting, villageCard } from './schema.ts'
import { readVillageCard } from './village-card.ts'

export const briefingRoutes = (parts: TodayParts): readonly Route[] => [
  route({
    method: 'GET',
    url: '/morning-meeting',
    permission: 'briefing.read',
    summary: 'The last 24 hours, due today, who is on, gaps, and what waits for a decision',
    reply: morningMeeting,
    handle: (ctx) => readMeeting(ctx, parts),
  }),
  route({
    method: 'GET',
    url: '/villages/:id/card',
    permission: 'briefing.read',
    summary: 'What is open in a village, whom to see, what was promised',
    params: idParams,
    reply: villageCard,
    handle: (ctx, { params }) => readVillageCard(ctx, params.id),
  }),
]
