export { filtersOf as memberFilters } from './list.ts'
export { findNames, findPresent, requirePolice, requirePresent } from './queries.ts'
export { memberRoutes } from './routes.ts'
export { memberQuery } from './schema.ts'
