import type { Line } from '../../api/lines.ts'

export type Stretch = { readonly fromKm: number; readonly toKm: number }
export type Segment = Line['segments'][number]

/** A line from its start to its end: its segments, and the gaps between them. */
export function stretchesOf(line: Line): readonly (Stretch & { readonly segment: Segment | null })[] {
  const all: (Stretch & { readonly segment: Segment | null })[] = []
  let reached = 0
  for (const segment of line.segments) {
    if (segment.fromKm > reached) all.push({ fromKm: reached, toKm: segment.fromKm, segment: null })
    all.push({ fromKm: segment.fromKm, toKm: segment.toKm, segment })
    reached = Math.max(reached, segment.toKm)
  }
  if (reached < line.lengthKm) all.push({ fromKm: reached, toKm: line.lengthKm, segment: null })
  return all
}
