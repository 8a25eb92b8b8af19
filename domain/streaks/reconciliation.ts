import { type CivilDate, civilDate, dayNumber, type Instant, periodOf, shanghai, type Zone } from '../calendar/index.ts'
import { type StreakIncident, statusKnownBy } from './breaking.ts'
import type { StreakDefinition } from './definition.ts'
import { festivalWindow } from './festival-window.ts'
import type { Streak } from './streak.ts'

/** A month's counts as somebody typed them from the call register; a correction is a further one. */
export type Reconciliation = {
  /** The first day of the month. */
  readonly month: CivilDate
  /** By category, for the whole station. */
  readonly counts: Readonly<Record<string, number>>
  readonly typedBy: string
  /** The second person, and when; null while it waits. */
  readonly confirmed: { readonly by: string; readonly at: Instant } | null
}

/** The call register and sifang do not have the same number of incidents. */
export type Difference = {
  readonly month: CivilDate
  readonly category: string
  readonly register: number
  readonly recorded: number
}

export type Reconciled = {
  /** 已核对至: the last day of the last month up to which, from the first one on, all agree; null before the first. */
  readonly to: CivilDate | null
  /** Those that could change the streak: any of them puts it under review. */
  readonly differences: readonly Difference[]
}

/** What is read for it. */
export type CallRegister = {
  readonly reconciliations: readonly Reconciliation[]
  /** Of all the station's incidents, whatever the streak's subject, for so the register counts. */
  readonly recorded: RecordedCounts
}

/** How many incidents stand in sifang, by month and category. */
export type RecordedCounts = ReadonlyMap<string, number>

/** Why this member may not confirm the counts, or null: “a second person confirms”. */
export const mayConfirm = (memberId: string, { typedBy }: Reconciliation): 'account/own-entry' | null =>
  memberId === typedBy ? 'account/own-entry' : null

/**
 * How far a streak is checked against the station's call register, and where the two differ, by what was known at an
 * instant (DOMAIN.md §8 “Reconciled”). `counted` is the same streak as of the same day.
 */
export function reconciled(
  definition: StreakDefinition,
  counted: Streak,
  { reconciliations, recorded }: CallRegister,
  asOf: CivilDate,
  knownAt: Instant,
  zone: Zone = shanghai,
): Reconciled {
  const differences: Difference[] = []
  let to: CivilDate | null = null
  let next: CivilDate | null = null
  for (const reconciliation of confirmedMonths(definition, reconciliations, knownAt, zone)) {
    const { month } = reconciliation
    const found = differencesIn(definition, reconciliation, recorded)
    if (couldChange(definition, counted, month, asOf)) differences.push(...found)
    if (found.length > 0) next = noMonth
    else if (next === null || next === month) {
      to = lastDayOf(month)
      next = civilDate(dayNumber(to) + 1)
    }
  }
  return { to, differences }
}

/** After a difference no later month is checked up to. */
const noMonth = ''

const lastDayOf = (month: CivilDate): CivilDate => civilDate(periodOf('month', dayNumber(month)).end)

/** The last confirmed counts of each month that was over by then and counts all that breaks the streak, in order. */
function confirmedMonths(
  { breakers }: StreakDefinition,
  reconciliations: readonly Reconciliation[],
  knownAt: Instant,
  zone: Zone,
): readonly Reconciliation[] {
  const months = new Map<CivilDate, Reconciliation & { confirmedAt: Instant }>()
  for (const reconciliation of reconciliations) {
    const { month, counts, typedBy, confirmed } = reconciliation
    if (confirmed === null || confirmed.by === typedBy || confirmed.at > knownAt) continue
    if (confirmed.at < zone.startOfDay(dayNumber(lastDayOf(month)) + 1)) continue
    if (breakers.some((category) => counts[category] === undefined)) continue
    const before = months.get(month)
    if (before === undefined || before.confirmedAt <= confirmed.at) {
      months.set(month, { ...reconciliation, confirmedAt: confirmed.at })
    }
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}

function differencesIn(
  { breakers }: StreakDefinition,
  { month, counts }: Reconciliation,
  recorded: RecordedCounts,
): Difference[] {
  return breakers
    .map((category) => ({
      month,
      category,
      register: counts[category] ?? 0,
      recorded: recorded.get(monthAndCategory(month, category)) ?? 0,
    }))
    .filter((one) => one.register !== one.recorded)
}

/** Counted once for all streaks of a station, by what was known at an instant; a rejected one was none. */
export function recordedCounts(incidents: Iterable<StreakIncident>, knownAt: Instant): RecordedCounts {
  const recorded = new Map<string, number>()
  for (const incident of incidents) {
    const status = statusKnownBy(incident, knownAt)
    if (status === null || status === 'rejected') continue
    const key = monthAndCategory(incident.on, incident.category)
    recorded.set(key, (recorded.get(key) ?? 0) + 1)
  }
  return recorded
}

const monthAndCategory = (day: CivilDate, category: string): string => `${day.slice(0, 7)} ${category}`

/** Whether a day that an incident of this month could have happened on counts for the streak. */
function couldChange(definition: StreakDefinition, counted: Streak, month: CivilDate, asOf: CivilDate): boolean {
  const lastDay = lastDayOf(month)
  if (month > asOf || lastDay < counted.since) return false
  if (definition.kind !== 'festival') return lastDay > counted.since
  const window = festivalWindow(Number(month.slice(0, 4)), definition.lastLunarDay)
  return (
    window.firstDay >= counted.since && window.firstDay <= asOf && window.firstDay <= lastDay && month <= window.lastDay
  )
}
