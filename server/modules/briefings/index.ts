export { briefingRoutes } from './routes.ts'
