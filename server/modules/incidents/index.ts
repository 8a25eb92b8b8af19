export type { IncidentRead, IncidentsRead } from './for-streaks.ts'
export { incidentsNow } from './kept-incidents.ts'
export { reportIncidentOf } from './of-dispute.ts'
export { incidentRoutes } from './routes.ts'
