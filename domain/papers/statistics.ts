import type { CivilDate } from '../calendar/index.ts'
import type { PaperProcedure } from './record.ts'

export type StatisticsCount<Key extends string | null = string> = { readonly key: Key; readonly count: number }

/** Counts of the disputes accepted in a month or quarter (MEDIATION.md “统计报表”). Villages by name, never by rank. */
export type DisputeStatistics = {
  readonly firstDay: CivilDate
  readonly lastDay: CivilDate
  readonly total: number
  readonly byCause: readonly StatisticsCount[]
  readonly byProcedure: readonly StatisticsCount<PaperProcedure>[]
  readonly byOutcome: readonly StatisticsCount[]
  readonly byVillage: readonly StatisticsCount[]
  /** Civil days from acceptance until it was settled, of those that were. */
  readonly daysTaken: { readonly settled: number; readonly median: number | null; readonly longest: number | null }
}
