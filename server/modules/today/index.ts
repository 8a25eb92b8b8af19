export { todayRoutes } from './routes.ts'
export type { TodayParts } from './service.ts'
