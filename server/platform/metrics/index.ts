export { type Health, type HealthParts, health } from './health.ts'
export { type OperationParts, registerOperations } from './operations.ts'
