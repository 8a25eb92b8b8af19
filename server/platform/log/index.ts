export { createLog, type LogOptions, safeError } from './log.ts'
export { logRequests, routeOf } from './request-log.ts'
