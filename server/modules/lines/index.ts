export { diggingsAt } from './diggings.ts'
export { findLines } from './queries.ts'
export { lineRoutes } from './routes.ts'
export { diggingRow } from './schema.ts'
