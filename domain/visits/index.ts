export { broughtWithin, type PhoneClock, type PhoneTime, phoneTime } from './phone-time.ts'
export { mayRecordKind } from './recorders.ts'
export type { Visit, VisitKind, VisitOutcome, VisitTimes, WhatCounts } from './visit.ts'
export { counts, visitKinds, visitOutcomes } from './visit.ts'
