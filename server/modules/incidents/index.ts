export { reportIncidentOf } from './of-dispute.ts'
export { incidentRoutes } from './routes.ts'
