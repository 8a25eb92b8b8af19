type Count = { readonly of: string | null; readonly count: number }

/** A month's counts of disputes (MEDIATION.md “统计报表”), of nobody; villages by name, never by rank. */
export type MonthStatistics = {
  /** 2025-02 */
  readonly month: string
  readonly reported: number
  readonly accepted: number
  readonly ended: number
  readonly byCause: readonly Count[]
  readonly byProcedure: readonly Count[]
  readonly byOutcome: readonly Count[]
  readonly byVillage: readonly { readonly villageName: string | null; readonly count: number }[]
  /** Whole days from acceptance to being settled; null when none was. */
  readonly daysToSettle: { readonly median: number | null; readonly longest: number | null }
}

const quarterly = /^(\d{4})-Q([1-4])$/

/** The months of a month (`2025-02`) or quarter (`2025-Q1`). */
export function monthsOf(period: string): readonly string[] {
  const quarter = quarterly.exec(period)
  if (quarter === null) return [period]
  const first = (Number(quarter[2]) - 1) * 3 + 1
  return [0, 1, 2].map((after) => `${quarter[1]}-${String(first + after).padStart(2, '0')}`)
}

/** 2025年2月 or 2025年第1季度. */
export function periodText(period: string): string {
  const quarter = quarterly.exec(period)
  if (quarter !== null) return `${quarter[1]}年第${quarter[2]}季度`
  const [year, month] = period.split('-').map(Number)
  return `${year}年${month}月`
}
