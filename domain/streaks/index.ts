export type { Belief } from './belief.ts'
export { beliefOn } from './belief.ts'
export type { StreakIncident } from './breaking.ts'
export { streak } from './count.ts'
export type {
  DaysDefinition,
  FestivalDefinition,
  FestivalStart,
  StreakDefinition,
  StreakStart,
  StreakSubject,
  YearsDefinition,
} from './definition.ts'
export type { FestivalWindow } from './festival-window.ts'
export { festivalWindow, firstWindowFrom } from './festival-window.ts'
export type { CallRegister, Difference, Reconciled, Reconciliation } from './reconciliation.ts'
export { mayConfirm, reconciled } from './reconciliation.ts'
export { festivalYears } from './spring-festival.ts'
export type { RunningWindow, Streak } from './streak.ts'
