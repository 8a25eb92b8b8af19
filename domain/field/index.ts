export type {
  CarriedBooking,
  CarriedDate,
  CarriedDuty,
  CarriedFollowUp,
  CarriedOwn,
  CarriedPlace,
  CarriedPolicyLine,
  CarriedVillage,
  WaitingVisit,
} from './carried.ts'
export { distanceM, type Position } from './distance.ts'
export { type DueOnPhone, dueOnPhone, type PhoneStanding } from './due-on-phone.ts'
export type { PhoneDuty } from './duties-of-place.ts'
export { type ReportCode, type Reported, reportCodes, reportTold, type ToldOfReport } from './report-told.ts'
