export { erasureRoutes } from './routes.ts'
export { erasureSchedules, erasureTask } from './tasks.ts'
