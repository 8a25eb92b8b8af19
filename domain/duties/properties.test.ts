import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, shanghai } from '../calendar/index.ts'
import type { Policy, PolicyLine, RunningVersion } from '../policy/index.ts'
import { type Tier, tierRank, tiers } from '../tiers/index.ts'
import type { Visit } from '../visits/index.ts'
import { lapsesOn, missedWithoutVisitSince } from './due.ts'
import { type Duty, dutyKey, dutyStateAt } from './duty.ts'
import { judgeDuties, judgePlace } from './judge.ts'
import type { PlaceLife } from './life.ts'
import { at, life, line, version, visit } from './story.test-support.ts'

const begin = at('2024-12-20')
const hour = 3_600_000
const dayMs = 24 * hour
const days = 90

/** Instants crowd at midnights and at hours that repeat, so that several things meet. */
const instant = fc
  .tuple(fc.integer({ min: 0, max: days }), fc.constantFrom(0, 0, 0, 9 * hour, 12 * hour, dayMs - 1))
  .map(([day, ofDay]): Instant => begin + day * dayMs + ofDay)
const tier = fc.constantFrom<Tier>(...tiers)
const period = fc.constantFrom<RunningVersion['period']>('week', 'half-month', 'month', 'quarter')
const asked = fc.record({ period, visits: fc.integer({ min: 1, max: 3 }) })
const dateOf = (day: number): string => new Date(begin + day * dayMs + 8 * hour).toISOString().slice(0, 10)

const tierLine = (of: Tier) =>
  fc.tuple(asked, fc.option(fc.tuple(fc.integer({ min: 1, max: days }), asked))).map(([first, later]): PolicyLine => {
    const versions = [version('2020-01-01', first)]
    if (later !== null) versions.push(version(dateOf(later[0]), later[1]))
    return line(of, { kind: 'tier', tier: of }, ...versions)
  })
const policyOf = fc.tuple(tierLine('red'), tierLine('yellow'), tierLine('green'))
/** One visit a period of each tier, as a station starts with. */
const defaults: Policy = [
  line('red', { kind: 'tier', tier: 'red' }, version('2020-01-01')),
  line('yellow', { kind: 'tier', tier: 'yellow' }, version('2020-01-01', { period: 'half-month' })),
  line('green', { kind: 'tier', tier: 'green' }, version('2020-01-01', { period: 'month' })),
]

const visitAt = (made: Instant): Visit => ({ ...visit('2025-01-01'), id: `v${made}`, at: made, receivedAt: made })
const lifeOf = fc
  .record({
    created: instant,
    changes: fc.uniqueArray(fc.record({ at: instant, tier }), { selector: (change) => change.at, maxLength: 6 }),
    closings: fc.array(fc.tuple(instant, fc.option(instant)), { maxLength: 2 }),
    visits: fc.uniqueArray(instant, { maxLength: 10 }),
  })
  .map(({ created, changes, closings, visits }): PlaceLife => {
    const sorted = closings.map(([from, to]) => ({ from, to: to === null ? null : Math.max(from, to) }))
    return {
      ...life('2025-01-01'),
      createdAt: created,
      tierChanges: changes,
      closings: sorted,
      visits: visits.map(visitAt),
    }
  })

const end = begin + (days + 40) * dayMs
const judged = (place: PlaceLife, policy: Policy, asOf: Instant): readonly Duty[] => judgeDuties(place, policy, asOf)
const begun = (duties: readonly Duty[]): readonly Duty[] => duties.filter((duty) => duty.state !== 'forecast')
const count = (duties: readonly Duty[], state: string, asOf: Instant): number =>
  duties.filter((duty) => dutyStateAt(duty, asOf) === state).length
const tierAt = (place: PlaceLife, moment: Instant): Tier =>
  [...place.tierChanges].sort((a, b) => a.at - b.at).findLast((change) => change.at <= moment)?.tier ?? 'green'
const openAt = (place: PlaceLife, moment: Instant): boolean =>
  moment >= place.createdAt && !place.closings.some(({ from, to }) => from <= moment && (to === null || moment < to))

const runs = { numRuns: 400 }

describe('for any life of a place and any policy', () => {
  it('each day that it is open lies in the window of a duty of its tier or a stricter one', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, moment) => {
        fc.pre(openAt(place, moment))
        const rank = tierRank(tierAt(place, moment))
        const covering = begun(judged(place, policy, moment)).filter(
          (duty) => duty.state !== 'superseded' && duty.from <= moment && moment < duty.endsAt,
        )
        expect(covering.some((duty) => tierRank(duty.tier) <= rank)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('no two duties share a key', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, asOf) => {
        const keys = judgeDuties(place, policy, asOf, { forecastPeriods: 3 }).map(dutyKey)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      runs,
    )
  })

  it('a duty begins before its window is over and asks for at least one visit', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, asOf) => {
        for (const duty of judged(place, policy, asOf)) {
          expect(duty.from).toBeLessThan(duty.endsAt)
          expect(duty.asks).toBeGreaterThan(0)
          expect(duty.state === 'forecast' || duty.from <= asOf).toBe(true)
          if (duty.state === 'fulfilled') expect(duty.fulfilledAt).toBeLessThan(duty.endsAt)
        }
      }),
      runs,
    )
  })

  it('the order in which facts are given does not matter', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, asOf) => {
        const reversed = {
          ...place,
          tierChanges: [...place.tierChanges].reverse(),
          closings: [...place.closings].reverse(),
          visits: [...place.visits].reverse(),
        }
        expect(judged(reversed, [...policy].reverse(), asOf)).toEqual(judged(place, policy, asOf))
      }),
      runs,
    )
  })

  it('as of an instant only what was there by then is read', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, asOf) => {
        const before = {
          ...place,
          tierChanges: place.tierChanges.filter((change) => change.at <= asOf),
          closings: place.closings.flatMap(({ from, to }) =>
            from > asOf ? [] : [{ from, to: to !== null && to <= asOf ? to : null }],
          ),
          visits: place.visits.filter((made) => made.receivedAt <= asOf),
        }
        expect(judged(before, policy, asOf)).toEqual(judged(place, policy, asOf))
      }),
      runs,
    )
  })

  it('a duty that has begun does not go away, and a fulfilled one stays so', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, asOf) => {
        const later = new Map(judged(place, policy, end).map((duty) => [dutyKey(duty), duty]))
        for (const duty of begun(judged(place, policy, asOf))) {
          const now = later.get(dutyKey(duty))
          expect(now).toBeDefined()
          if (duty.state === 'fulfilled') expect(now?.state).toBe('fulfilled')
          if (dutyStateAt(duty, asOf) === 'missed') expect(now && dutyStateAt(now, end)).toBe('missed')
        }
      }),
      runs,
    )
  })

  it('is 漏访 from the day after the first window that no visit has answered', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, (place, policy, asOf) => {
        const { duties, lastCountedAt } = judgePlace(place, policy, asOf)
        const first = lapsesOn(duties, lastCountedAt)
        const isOver = first !== null && Date.parse(`${first}T00:00Z`) / dayMs < shanghai.dayOf(asOf)
        expect(missedWithoutVisitSince(duties, lastCountedAt, asOf) !== null).toBe(isOver)
      }),
      runs,
    )
  })

  it('a visit whose time is uncertain is as if never made, and once it is admitted as any other', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, instant, instant, (place, policy, made, asOf) => {
        const jumped: Visit = { ...visitAt(made), id: 'jumped', timeUncertain: true }
        const withVisit = (more: Visit) => ({ ...place, visits: [...place.visits, more] })
        const stands = (duties: readonly Duty[]) => duties.map(({ waitingVisitIds: _, ...duty }) => duty)
        const admittedAt = Math.max(made, asOf)

        const waiting = judgePlace(withVisit(jumped), policy, asOf)
        expect(stands(waiting.duties)).toEqual(stands(judged(place, policy, asOf)))
        expect(waiting.waitingVisitIds.has('jumped')).toBe(asOf >= made && asOf >= place.createdAt)
        expect(judged(withVisit({ ...jumped, admittedAt }), policy, admittedAt)).toEqual(
          judged(withVisit({ ...jumped, timeUncertain: false }), policy, admittedAt),
        )
      }),
      runs,
    )
  })

  it('windows are whole natural periods, or begin at an opening, a rise or a policy’s turn', () => {
    fc.assert(
      fc.property(lifeOf, instant, (place, asOf) => {
        const moments = new Set([place.createdAt, ...place.tierChanges.map((change) => change.at)])
        for (const { to } of place.closings) if (to !== null) moments.add(to)
        for (const duty of begun(judged(place, defaults, asOf))) {
          const natural = shanghai.startOfDay(Date.parse(`${duty.periodStart}T00:00Z`) / dayMs)
          expect(duty.from === natural || moments.has(duty.from)).toBe(true)
        }
      }),
      runs,
    )
  })
})

describe('for any life under the lines that a station starts with', () => {
  it('one more visit never makes a calendar figure worse', () => {
    fc.assert(
      fc.property(lifeOf, instant, (place, made) => {
        const before = judged(place, defaults, end)
        const after = judged({ ...place, visits: [...place.visits, { ...visitAt(made), id: 'more' }] }, defaults, end)
        expect(count(after, 'fulfilled', end)).toBeGreaterThanOrEqual(count(before, 'fulfilled', end))
        expect(count(after, 'missed', end)).toBeLessThanOrEqual(count(before, 'missed', end))
      }),
      { numRuns: 3000 },
    )
  })
})
