import { type Route, route } from '../../platform/http/route.ts'
import { getStation } from './queries.ts'
import { changeSettings, settingsReply, stationAndSettings } from './schema.ts'
import { changeStationSettings } from './service.ts'

export const stationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/station/settings',
    permission: 'station.read',
    summary: 'The station and what it has set',
    reply: stationAndSettings,
    handle: (ctx) => getStation(ctx.db, ctx.station.id),
  }),
  route({
    method: 'PUT',
    url: '/station/settings',
    permission: 'station.configure',
    summary: 'Change the settings, on top of the version that was read',
    body: changeSettings,
    reply: settingsReply,
    handle: (ctx, { body }) => changeStationSettings(ctx, body),
  }),
]
