export { positionAt } from './course.ts'
export { diggingsAt } from './diggings.ts'
export { lineRoutes } from './routes.ts'
export { diggingRow } from './schema.ts'
