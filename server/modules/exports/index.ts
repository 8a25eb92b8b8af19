export { exportLists, exportRoutes } from './routes.ts'
export { type ExportedFile, exportTo, type Format } from './service.ts'
