import type { CivilDate } from '../calendar/index.ts'
import type { FestivalWindow } from './festival-window.ts'

/** How long nothing has happened, and how sure that is. */
export type Streak = {
  /** Days, whole years or festival windows. */
  readonly value: number
  /** The day counted from: the start or the last breaking day; of festivals the first day of the first window counted. */
  readonly since: CivilDate
  /** The day on which it would break if all that waits for a review proved true; null when nothing waits. */
  readonly underReview: CivilDate | null
  /** The festival window that is not over yet; it is in no figure. */
  readonly running: RunningWindow | null
}

export type RunningWindow = FestivalWindow & {
  /** The first day on which it broke, or null. */
  readonly brokenOn: CivilDate | null
  /** While it is not broken: the last day on which it would be if what waits proved true. */
  readonly underReview: CivilDate | null
}
