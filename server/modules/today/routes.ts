import { dayOf } from '@sifang/domain/calendar'
import { type Route, route } from '../../platform/http/route.ts'
import { findFailedTwice } from './queries.ts'
import { failedTwiceList, todayFigures } from './schema.ts'
import { readToday, type TodayParts } from './service.ts'

export const todayRoutes = (parts: TodayParts): readonly Route[] => [
  route({
    method: 'GET',
    url: '/today',
    permission: 'today.read',
    summary: 'What we have, what is due and what was missed, what waits for a decision',
    reply: todayFigures,
    handle: (ctx) => readToday(ctx, parts),
  }),
  route({
    method: 'GET',
    url: '/today/failed-twice',
    permission: 'today.read',
    summary: 'Places with a second failed attempt in one window, for the duty officer',
    reply: failedTwiceList,
    handle: async (ctx) => ({ rows: await findFailedTwice(ctx, dayOf(ctx.now(), ctx.station.timeZone)) }),
  }),
]
