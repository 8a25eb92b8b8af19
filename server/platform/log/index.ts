export { createLog, type LogOptions, safeError } from './log.ts'
export { logFile } from './log-file.ts'
export { logRequests, routeOf } from './request-log.ts'
