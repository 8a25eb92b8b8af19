export { todayRoutes } from './routes.ts'
export { todayFigures } from './schema.ts'
export { readToday, type TodayParts } from './service.ts'
