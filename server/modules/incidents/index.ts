export { type IncidentRead, readIncidents } from './for-streaks.ts'
export { incidentRoutes } from './routes.ts'
