export { type Earlier, probe, remember } from './service.ts'
