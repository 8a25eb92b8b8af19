export { lineRoutes } from './routes.ts'
