export { feedRoutes } from './routes.ts'
export { compactTask, feedSchedules } from './tasks.ts'
