export { findLatestChecklists, getLatest, getVersion, type StoredVersion } from './queries.ts'
export { checklistRoutes } from './routes.ts'
export { checklistContent } from './schema.ts'
