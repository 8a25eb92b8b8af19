export type { FollowUpState } from './allowed.ts'
export { allowedIn, followUpStates } from './allowed.ts'
export type { Appended } from './append.ts'
export { append, refusalOf } from './append.ts'
export { askerMeant } from './asker-meant.ts'
export type { ClockLengths, ClockName, ClockSettings, DatedClockSettings, Length } from './clocks.ts'
export { clockNames, defaultClocks, endOf, endOfDate } from './clocks.ts'
export { type AskerAnswers, confirmedRate, confirmedRateDays } from './confirmed-rate.ts'
export { clockEntriesUntil } from './due.ts'
export { allowedFor, hasInHand, mayMake, mayOwn, mayStandIn } from './entitled.ts'
export type {
  Asker,
  ClockEntry,
  FollowUpEntry,
  FollowUpEntryKind,
  FollowUpSubject,
  MemberEntry,
  Opened,
} from './entry.ts'
export { followUpEntryKinds, followUpSubjects, resident } from './entry.ts'
export type { FollowUp } from './follow-up.ts'
export { allowedNow, askersOf, followUpOf, isClosed } from './follow-up.ts'
export type { MergedPair, Seen } from './merge.ts'
export { merge } from './merge.ts'
export type { ClockRules, RunningClock } from './next-clock.ts'
export { nextClock, overdueSince, runningClocks } from './next-clock.ts'
export type { OpeningRefusal } from './opening.ts'
export { mayOpen, openingRefusal } from './opening.ts'
export type { Holders, HoldersAt, Post } from './posts.ts'
export { chains, firstOwner, posts } from './posts.ts'
export type { ReadEntry, Reader, ReadFollowUp } from './reading.ts'
export { readEntry, readFollowUp, reporterNamedTo, theOneWhoReported } from './reading.ts'
