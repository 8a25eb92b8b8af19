export { addDays, civilTime } from './civil-time.ts'
export { pruneIntents } from './prune.ts'
export { type JobParts, type Jobs, startJobs } from './runner.ts'
export type { Schedule } from './schedule.ts'
export { type FailedJob, failedJobs, type JobCounts, jobCounts } from './state.ts'
export {
  defineMachineTask,
  defineTask,
  type JobRun,
  type MachineJob,
  type MachineTask,
  type StationTask,
  type Task,
  type TaskHandler,
  type TaskRegistry,
} from './task.ts'
