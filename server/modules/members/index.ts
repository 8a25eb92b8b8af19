export { filtersOf as memberFilters, findColleagues } from './list.ts'
export { findNames, findPresent, requirePolice, requirePresent } from './queries.ts'
export { memberRoutes } from './routes.ts'
export { memberQuery } from './schema.ts'
