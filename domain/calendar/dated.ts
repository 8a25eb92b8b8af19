import { type CivilDate, dayNumber } from './civil-date.ts'
import type { Instant, Zone } from './zone.ts'

/**
 * Of versions that each hold from a date on, in any order, the one in force at an instant; before the first date the
 * first one. Throws RangeError where there are none.
 */
export function inForceAt<V extends { readonly effectiveFrom: CivilDate }>(
  versions: readonly V[],
  at: Instant,
  zone: Zone,
): V {
  const day = zone.dayOf(at)
  const sorted = [...versions].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  const version = sorted.findLast(({ effectiveFrom }) => dayNumber(effectiveFrom) <= day) ?? sorted[0]
  if (version === undefined) throw new RangeError('no version is in force')
  return version
}
