export { requirePolice, requirePresent } from './queries.ts'
export { memberRoutes } from './routes.ts'
