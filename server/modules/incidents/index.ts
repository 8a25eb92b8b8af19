export { reportIncidentOf } from './of-dispute.ts'
export type { IncidentRead, IncidentsRead } from './for-streaks.ts'
export { incidentsNow } from './kept-incidents.ts'
export { incidentRoutes } from './routes.ts'
