export { meetDevices, withDevices } from './authenticator.ts'
export type { DeviceParts } from './parts.ts'
export { registerDeviceRoutes } from './phone-routes.ts'
export { deviceRoutes } from './routes.ts'
