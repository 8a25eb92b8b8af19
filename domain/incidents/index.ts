export type { IncidentCategory, StreakKind } from './categories.ts'
export { incidentCategories, redByDefault } from './categories.ts'
export type { IncidentReview, IncidentStatus } from './review.ts'
export { incidentStatus } from './review.ts'
