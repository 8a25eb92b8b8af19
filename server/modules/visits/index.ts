export { requireReadVisit } from './queries.ts'
export { isRead, isReadInFull } from './reading.ts'
export { visitRoutes } from './routes.ts'
export { enterVisit } from './service.ts'
