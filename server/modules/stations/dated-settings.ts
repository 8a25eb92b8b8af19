import type { CivilDate } from '@sifang/domain/calendar'
import type { StationSettings } from './settings.ts'

type Dated = { readonly effectiveFrom: CivilDate }

/**
 * Why clocks and thresholds may not be changed so, or null: what held until yesterday is what follow-ups of those days
 * were judged by and stays, each entry as it was; one day has one entry. `today` is the station's civil day.
 */
export function datedRefusal(
  before: StationSettings,
  after: StationSettings,
  today: CivilDate,
): 'station/dated-in-the-past' | 'station/dated-twice' | null {
  for (const key of ['clocks', 'ladder'] as const) {
    if (pastOf(before[key], today) !== pastOf(after[key], today)) return 'station/dated-in-the-past'
    if (new Set(after[key].map(({ effectiveFrom }) => effectiveFrom)).size < after[key].length) {
      return 'station/dated-twice'
    }
  }
  return null
}

/** The entries of days before today, as one text; their order says nothing. */
function pastOf(entries: readonly Dated[], today: CivilDate): string {
  const past = entries.filter(({ effectiveFrom }) => effectiveFrom < today)
  return past
    .map((entry) => JSON.stringify(entry))
    .sort()
    .join('\n')
}
