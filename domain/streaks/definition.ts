import type { CivilDate, Instant } from '../calendar/index.ts'

/** Where nothing has happened: on all lines, on one of them, anywhere in the station, in one village. */
export type StreakSubject =
  | { readonly kind: 'all-lines' }
  | { readonly kind: 'line'; readonly lineId: string }
  | { readonly kind: 'station' }
  | { readonly kind: 'village'; readonly villageId: string }

/** A start as somebody entered it with its evidence; one that is moved is a further entry. */
export type StreakStart = { readonly recordedAt: Instant; readonly day: CivilDate }

/** The first year whose Spring Festival is claimed, entered and moved in the same way. */
export type FestivalStart = { readonly recordedAt: Instant; readonly firstYear: number }

/** What is counted, where, from when, and the incident categories that break it (DOMAIN.md §8). */
export type StreakDefinition = DaysDefinition | YearsDefinition | FestivalDefinition

type Counted = { readonly subject: StreakSubject; readonly breakers: readonly string[] }

export type DaysDefinition = Counted & { readonly kind: 'days'; readonly starts: readonly StreakStart[] }
export type YearsDefinition = Counted & { readonly kind: 'years'; readonly starts: readonly StreakStart[] }
export type FestivalDefinition = Counted & {
  readonly kind: 'festival'
  readonly starts: readonly FestivalStart[]
  /** The day of the first lunar month on which a window ends: 7 by default, at most 15. */
  readonly lastLunarDay: number
}

/**
 * The start that holds for what is known by `knownAt`: the last one entered by then. Before the first entry it is the
 * first one: the days before a station had sifang were claimed by it too. Throws RangeError for a definition without any.
 */
export function startKnownBy<T extends { readonly recordedAt: Instant }>(starts: readonly T[], knownAt: Instant): T {
  const inOrder = starts.toSorted((a, b) => a.recordedAt - b.recordedAt)
  const start = inOrder.findLast(({ recordedAt }) => recordedAt <= knownAt) ?? inOrder[0]
  if (start === undefined) throw new RangeError('a streak without a start')
  return start
}
