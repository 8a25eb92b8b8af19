export { findingRoutes } from './routes.ts'
export { enterFinding } from './service.ts'
