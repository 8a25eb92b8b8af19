export { isRead, isReadInFull, requireVisitRead } from './reading.ts'
export { visitRoutes } from './routes.ts'
export { enterVisit } from './service.ts'
