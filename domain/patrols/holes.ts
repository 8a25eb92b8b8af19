import type { Instant } from '../calendar/index.ts'

/** A stretch of a track, while it was on, of which nothing is known. */
export type Hole = { readonly from: Instant; readonly to: Instant }

/** “No point for more than 2 minutes while on.” */
export const holeAfterS = 120

/**
 * The holes of a track, in order: between its beginning, its points and its end. `points` are their instants in any order;
 * what lies outside the track is no part of it. A track without an end (`endedAt` null) ends with its last point.
 */
export function holesOf(
  points: readonly Instant[],
  { beganAt, endedAt }: { readonly beganAt: Instant; readonly endedAt: Instant | null },
): readonly Hole[] {
  const until = endedAt ?? Number.POSITIVE_INFINITY
  const within = points.filter((at) => at >= beganAt && at <= until).toSorted((a, b) => a - b)
  const marks = [beganAt, ...within, ...(endedAt === null ? [] : [endedAt])]
  return marks.flatMap((from, index) => {
    const to = marks[index + 1]
    return to !== undefined && to - from > holeAfterS * 1000 ? [{ from, to }] : []
  })
}
