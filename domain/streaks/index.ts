export type { Belief } from './belief.ts'
export { beliefOn } from './belief.ts'
export type { StreakIncident } from './breaking.ts'
export { streak } from './count.ts'
export type { DefaultStreak } from './defaults.ts'
export { defaultStreaks } from './defaults.ts'
export type {
  DaysDefinition,
  FestivalDefinition,
  FestivalStart,
  StreakDefinition,
  StreakStart,
  StreakSubject,
  YearsDefinition,
} from './definition.ts'
export { startKnownBy } from './definition.ts'
export { evidenceRefusal } from './evidence.ts'
export type { FestivalWindow } from './festival-window.ts'
export { festivalWindow, firstWindowFrom, windowHolding } from './festival-window.ts'
export { lastBreaking } from './last-breaking.ts'
export { streakNameIn } from './names.ts'
export type { CallRegister, Difference, Reconciled, Reconciliation, RecordedCounts } from './reconciliation.ts'
export { mayConfirm, reconciled, recordedCounts } from './reconciliation.ts'
export { festivalYears } from './spring-festival.ts'
export type { RunningWindow, Streak } from './streak.ts'
export type { WindowTold } from './window-row.ts'
export { windowRow } from './window-row.ts'
