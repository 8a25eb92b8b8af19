import { distanceM } from '../field/index.ts'

/** Second since 1970, latitude, longitude (WGS-84), accuracy in metres. */
export type TrackPoint = readonly [second: number, latitude: number, longitude: number, accuracyM: number]

/** A track as it comes over the wire: its points in order, its holes as ISO 8601. */
export type Course = {
  readonly points: readonly TrackPoint[]
  readonly holes: readonly { readonly from: string; readonly to: string }[]
}

/** The points in rows; a hole begins a new one. */
export function stretchesOf({ points, holes }: Course): readonly (readonly TrackPoint[])[] {
  const ends = new Set(holes.map(({ from }) => Math.floor(Date.parse(from) / 1000)))
  const stretches: TrackPoint[][] = [[]]
  for (const point of points) {
    stretches.at(-1)?.push(point)
    if (ends.has(point[0])) stretches.push([])
  }
  return stretches.filter((stretch) => stretch.length > 0)
}

/**
 * Metres along a track, without its holes. A position moves about while its phone lies still: a step counts once it is
 * longer than either of its ends is exact.
 */
export const lengthM = (course: Course): number =>
  stretchesOf(course).reduce((sumM, stretch) => sumM + stretchM(stretch), 0)

function stretchM([first, ...rest]: readonly TrackPoint[]): number {
  let sumM = 0
  let from = first
  for (const point of rest) {
    const stepM = from === undefined ? 0 : between(from, point)
    if (from === undefined || stepM <= Math.max(from[3], point[3])) continue
    sumM += stepM
    from = point
  }
  return sumM
}

const between = (from: TrackPoint, to: TrackPoint): number => distanceM(positionOf(from), positionOf(to)) ?? 0

const positionOf = ([, latitude, longitude]: TrackPoint) => ({ latitude, longitude })
