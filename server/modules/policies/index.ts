export { findPolicyLines, readPolicy } from './queries.ts'
export { policyRoutes } from './routes.ts'
export { policyTarget } from './schema.ts'
export { createDefaultPolicy } from './service.ts'
