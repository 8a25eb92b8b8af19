import { dayNumber, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import type { Duty } from './duty.ts'
import type { PlaceLife } from './life.ts'

/**
 * The last instant, not after `before`, from which a place can be judged without what was before it: nothing of the
 * place has changed since, its line's period began then with a window of its own, and no duty's window lies across it.
 * `duties` are all duties of the place, forecasts too. Null where there is none.
 *
 * So a visit today needs a few months of a place's facts, however old the place is: judging `lifeSince` gives the same
 * duties from that instant on (a property of the tests).
 */
export function steadySince(
  life: PlaceLife,
  duties: readonly Duty[],
  before: Instant,
  zone: Zone = shanghai,
): Instant | null {
  if (life.closings.some(({ to }) => to === null)) return null
  const changed = Math.max(
    life.createdAt,
    ...life.tierChanges.map(({ at }) => at),
    ...life.kindChanges.map(({ at }) => at),
    ...life.closings.map(({ to }) => to ?? Number.POSITIVE_INFINITY),
  )
  const isClean = (at: Instant) => duties.every(({ from, endsAt }) => endsAt <= at || from >= at)
  const beginnings = duties
    .filter(({ period, periodStart, from, state }) => {
      const natural = period !== 'campaign' && from === zone.startOfDay(dayNumber(periodStart))
      return natural && state !== 'forecast' && from > changed && from <= before
    })
    .map(({ from }) => from)
  return beginnings.toSorted((a, b) => b - a).find(isClean) ?? null
}

/** The place's life from such an instant on: as if it had been created then, with the tier and kind that it has. */
export function lifeSince(life: PlaceLife, since: Instant): PlaceLife {
  const tier = life.tierChanges.toSorted((a, b) => a.at - b.at).at(-1)?.tier ?? life.tier
  const kind = life.kindChanges.toSorted((a, b) => a.at - b.at).at(-1)?.kind ?? life.kind
  return { ...life, createdAt: since, tier, kind, tierChanges: [], kindChanges: [], closings: [] }
}
