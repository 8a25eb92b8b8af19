export { countFiles, countPhotos } from './queries.ts'
export { attachmentRoutes } from './routes.ts'
export type { AttachmentParts } from './service.ts'
