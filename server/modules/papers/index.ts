export { disputePaperSource } from './from-dispute.ts'
export { paperRoutes } from './routes.ts'
export type { PaperSource } from './source.ts'
