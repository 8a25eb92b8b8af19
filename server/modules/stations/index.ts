export { findFirstStation, getStation, hasStation, type Station } from './queries.ts'
export { stationRoutes } from './routes.ts'
export { createStation, type NewStation } from './service.ts'
export { readSettings, type StationSettings, stationSettings } from './settings.ts'
