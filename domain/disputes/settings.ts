import type { HolidayNotice } from './working-days.ts'

/** What a station sets about its disputes. */
export type DisputeSettings = {
  /** Recalled guards that the station's lawyer has lifted. */
  readonly guardsOff: readonly string[]
  /** Days after it was settled there on which somebody looks in again. */
  readonly revisitDaysOnScene: readonly number[]
  /** Days after an agreement took effect. */
  readonly revisitDaysAgreement: readonly number[]
  /** Years whose holidays the station entered itself. */
  readonly holidayNotices: readonly HolidayNotice[]
}

/** “One revisit, by phone if need be”; “day 7 and day 30 by default” (DOMAIN.md §7, MEDIATION.md “Clocks”). */
export const defaultDisputeSettings: DisputeSettings = {
  guardsOff: [],
  revisitDaysOnScene: [7],
  revisitDaysAgreement: [7, 30],
  holidayNotices: [],
}
