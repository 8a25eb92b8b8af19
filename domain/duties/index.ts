export type { DueItem } from './due.ts'
export {
  daysLeftOf,
  dueOrder,
  failedAttempts,
  failedAttemptsForDutyOfficer,
  lapsesOn,
  missedWithoutVisitSince,
} from './due.ts'
export type { Duty, DutyState, DutyStateAt } from './duty.ts'
export { dutyKey, dutyStateAt } from './duty.ts'
export { excusable } from './excusal.ts'
export type { Accepts, Judgement, JudgeOptions } from './judge.ts'
export { judgeDuties, judgePlace, judgePlaceBy } from './judge.ts'
export type { Closing, Excusal, KindChange, PlaceLife, TierChange } from './life.ts'
export { lifeSince, steadySince } from './steady.ts'
