export { redReviewIsDue } from './red-reviews.ts'
export { tierRoutes } from './routes.ts'
