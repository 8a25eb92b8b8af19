export { findTrackConsent } from './consents.ts'
export { checkInRoutes } from './routes.ts'
