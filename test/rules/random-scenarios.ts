/** Seeded scenarios that crowd the hard edges of DOMAIN.md §4. The same seed always makes the same scenario. */
import { dayMs, dayOf, dayOfDate, instantOf, instantText, midnightOf, periodHolding, type Tier } from './civil-days.ts'
import type { Scenario, VisitOfScenario } from './duties-by-the-letter.ts'

const hourMs = 3_600_000
const minuteMs = 60_000
const tiers: readonly Tier[] = ['red', 'yellow', 'green']

/** Days about which a scenario turns: leap day, year ends, ends of months on every kind of weekday, middles of months. */
const centres = [
  '2024-02-29',
  '2024-12-31',
  '2025-01-01',
  '2025-02-15',
  '2025-02-28',
  '2025-03-16',
  '2025-03-31',
  '2025-06-15',
  '2025-06-29',
  '2025-08-31',
  '2025-11-30',
  '2026-02-28',
  '2027-12-31',
] as const

/** mulberry32, by Tommy Ettinger (public domain): numbers in [0, 1) from a 32-bit seed. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One scenario and the instant as of which to judge it. */
export function randomScenario(seed: number): { scenario: Scenario; asOf: string } {
  const next = mulberry32(seed)
  const chance = (share: number): boolean => next() < share
  const upTo = (most: number): number => Math.floor(next() * (most + 1))
  const oneOf = <T>(choices: readonly T[]): T => {
    const chosen = choices[upTo(choices.length - 1)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, rank: next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item)

  const centre = dayOfDate(oneOf(centres)) + upTo(6) - 3
  // Most scenarios are so short that several changes meet in one period.
  const firstDay = centre - oneOf([2, 6, 12, 35])
  const lastDay = centre + oneOf([3, 8, 16, 40])
  const used: number[] = []

  /** The first day of a period or one of the days about its end, with 0 to 3 days left. */
  const edgeDay = (): number => {
    const { first, last } = periodHolding(oneOf(tiers), firstDay + upTo(lastDay - firstDay))
    return oneOf([first, first, first + 1, last - 3, last - 2, last - 1, last, last + 1])
  }
  const timeOfDay = (): number =>
    oneOf([
      0,
      0,
      0,
      1000,
      9 * hourMs,
      12 * hourMs,
      15 * hourMs + 30 * minuteMs,
      24 * hourMs - minuteMs,
      24 * hourMs - 1000,
    ])
  const anyInstant = (): number => {
    if (used.length > 0 && chance(0.2)) return oneOf(used)
    const day = used.length > 0 && chance(0.25) ? dayOf(oneOf(used)) + upTo(2) - 1 : edgeDay()
    const near = chance(0.7) ? day : firstDay + upTo(lastDay - firstDay)
    return midnightOf(Math.min(lastDay, Math.max(firstDay, near))) + timeOfDay()
  }
  const written = (instant: number): string =>
    chance(0.03) ? new Date(instant).toISOString().replace('.000', '') : instantText(instant)

  const created = chance(0.5) ? midnightOf(firstDay) + timeOfDay() : anyInstant()
  used.push(created)
  const since = (): number => {
    const instant = anyInstant()
    const later = instant < created ? created + (created - instant) : instant
    used.push(later)
    return later
  }

  const decisions = Array.from({ length: oneOf([0, 1, 1, 2, 2, 3, 3, 4, 5]) }, () => ({
    at: since(),
    tier: oneOf(tiers),
  }))

  // Closings do not touch each other and are not empty: the text says nothing of such.
  const bounds = [...new Set(Array.from({ length: oneOf([0, 0, 0, 2, 2, 2, 4]) }, since))].sort((a, b) => a - b)
  const closings: { from: number; to: number | null }[] = []
  for (let at = 0; at + 1 < bounds.length; at += 2) {
    const [from, to] = [bounds[at], bounds[at + 1]]
    if (from === undefined || to === undefined) break
    closings.push({ from, to: at + 2 >= bounds.length && chance(0.15) ? null : to })
  }
  const [earliest] = closings
  // Now and then a place is created while it is closed.
  if (earliest !== undefined && chance(0.04)) earliest.from = created - oneOf([0, hourMs, dayMs])

  const visits = Array.from({ length: oneOf([0, 1, 1, 2, 2, 3, 4, 5]) }, (): VisitOfScenario => {
    const at = since()
    const countsFor = oneOf<readonly Tier[]>([tiers, tiers, ['red'], ['yellow'], ['green'], ['yellow', 'green']])
    if (chance(0.1)) {
      const receivedAt = at + oneOf([0, hourMs, 3 * dayMs, 20 * dayMs])
      const admittedAt = receivedAt + oneOf([0, hourMs, 2 * dayMs, 15 * dayMs])
      const uncertain = { at: written(at), countsFor, receivedAt: written(receivedAt), uncertain: true as const }
      return chance(0.3) ? uncertain : { ...uncertain, admittedAt: written(admittedAt) }
    }
    if (chance(0.5)) return { at: written(at), countsFor }
    // About 7 days after the end of a window that could hold it, to the minute.
    const end = midnightOf(periodHolding(oneOf(tiers), dayOf(at)).last + 1)
    const receivedAt = oneOf([
      at + hourMs,
      at + oneOf([1, 2, 3, 5]) * dayMs,
      at + oneOf([7, 8, 9, 14, 20]) * dayMs,
      end,
      end + 7 * dayMs,
      end + 7 * dayMs + minuteMs,
      end + 7 * dayMs - minuteMs,
    ])
    return { at: written(at), countsFor, receivedAt: written(receivedAt) }
  })

  const asOf = chance(0.4)
    ? Math.max(created, oneOf(used) + oneOf([0, 0, minuteMs, dayMs, 3 * dayMs, 8 * dayMs]))
    : chance(0.5)
      ? since()
      : midnightOf(lastDay) + oneOf([1, 8, 20]) * dayMs

  return {
    scenario: {
      created: written(created),
      // “the order is free”; decisions at one instant were recorded in the order in which they stand
      decisions: (chance(0.5) ? decisions.toSorted((a, b) => a.at - b.at) : decisions).map(
        ({ at, tier }) => [written(at), tier] as const,
      ),
      closed: shuffled(closings).map(({ from, to }) => [written(from), to === null ? null : written(to)] as const),
      visits: shuffled(visits),
    },
    asOf: written(asOf),
  }
}

/** Whether an instant lies in the scenario's life: nothing is visited or decided before the place exists. */
export const isSound = ({ created, decisions, visits, closed }: Scenario): boolean =>
  decisions.every(([at]) => instantOf(created) <= instantOf(at)) &&
  visits.every(
    ({ at, receivedAt }) => instantOf(created) <= instantOf(at) && instantOf(at) <= instantOf(receivedAt ?? at),
  ) &&
  closed.every(([from, to]) => to === null || instantOf(from) < instantOf(to))
