export { tierRoutes } from './routes.ts'
