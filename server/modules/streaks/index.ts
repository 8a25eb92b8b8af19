export { createDefaultStreaks } from './defaults.ts'
export { streakRoutes } from './routes.ts'
