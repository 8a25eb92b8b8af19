import type { Instant } from '../calendar/index.ts'
import type { VisitTimes } from '../visits/index.ts'
import type { Closing, PlaceLife } from './life.ts'

/** Closings as of an instant: in order, without overlaps; those that touch are one. */
export function knownClosings(closings: readonly Closing[], asOf: Instant): readonly Closing[] {
  const known = closings
    .filter(({ from }) => from <= asOf)
    .map(({ from, to }) => ({ from, to: to !== null && to <= asOf ? to : null }))
    .sort((a, b) => a.from - b.from)
  const merged: Closing[] = []
  for (const closing of known) {
    const last = merged.at(-1)
    if (last === undefined || (last.to !== null && last.to < closing.from)) merged.push(closing)
    else merged[merged.length - 1] = { from: last.from, to: later(last.to, closing.to) }
  }
  return merged
}

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? null : Math.max(a, b)

/**
 * The visits that may count at all, by time: “as of an instant, only visits received by then are known”, “a voided one as
 * if never made”, “no visit counts while it is closed”; at the moment of a closing none does, at a reopening it does.
 */
export function knownVisits<V extends VisitTimes>(
  life: PlaceLife<V>,
  closings: readonly Closing[],
  asOf: Instant,
): readonly V[] {
  const closedAt = (at: Instant) => closings.some(({ from, to }) => from <= at && (to === null || at < to))
  return life.visits
    .filter(
      (visit) =>
        visit.at >= life.createdAt &&
        visit.at <= asOf &&
        visit.receivedAt <= asOf &&
        (visit.voidedAt === null || visit.voidedAt > asOf) &&
        !closedAt(visit.at),
    )
    .sort((a, b) => a.at - b.at || a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1))
}

/** What has happened by `asOf`, earliest first; what stands at one instant keeps its order. */
export const happenedBy = <T extends { readonly at: Instant }>(events: readonly T[], asOf: Instant): readonly T[] =>
  events.filter(({ at }) => at <= asOf).sort((a, b) => a.at - b.at)
