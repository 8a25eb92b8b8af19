export { type DisputeRecord, disputeRecord, type RecordedStep } from './record.ts'
export { disputeRoutes } from './routes.ts'
export { monthOf } from './statistics.ts'
