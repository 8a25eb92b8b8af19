export { isRead, isReadInFull } from './reading.ts'
export { visitRoutes } from './routes.ts'
