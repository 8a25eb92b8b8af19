export { importRoutes } from './routes.ts'
export { importSchedules, importTasks } from './tasks.ts'
export type { ImportParts } from './upload.ts'
