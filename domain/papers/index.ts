export { dateText, timeText } from './dates.ts'
export type { About, MissingField, PaperField } from './field.ts'
export { isWritten } from './field.ts'
export { fieldsOf, inquiryOf, missingFields, revisitOf, sittingOf } from './fields.ts'
export type { PaperKind, PaperKindInfo } from './kinds.ts'
export { paperKindInfo, paperKinds, paperOrder } from './kinds.ts'
export type { NumberedKind, VoidReason } from './number.ts'
export { noOf, occasionOf, paperNumber, voidReasons } from './number.ts'
export type { PlannedPaper } from './plan.ts'
export { papersOf } from './plan.ts'
export type {
  DisputeRecord,
  PaperAgreement,
  PaperInquiry,
  PaperParty,
  PaperProcedure,
  PaperRevisit,
  PaperScene,
  PaperSignature,
  PaperSitting,
} from './record.ts'
export type { MonthStatistics } from './statistics.ts'
export { monthsOf, periodText } from './statistics.ts'
export {
  causeWord,
  genderWord,
  organWord,
  originWord,
  partWord,
  procedureWord,
  revisitWay,
  revisitWord,
  sittingWord,
} from './words.ts'
