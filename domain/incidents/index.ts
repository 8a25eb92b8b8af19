export type { IncidentCategory, StreakKind } from './categories.ts'
export { incidentCategories } from './categories.ts'
export type { IncidentReview, IncidentStatus } from './review.ts'
export { incidentStatus, mayReview } from './review.ts'
