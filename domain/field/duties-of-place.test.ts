import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilDate, type Instant, shanghai } from '../calendar/index.ts'
import { dutyKey, failedAttempts, judgePlace, lapsesOn, type PlaceLife } from '../duties/index.ts'
import { line, version } from '../duties/story.test-support.ts'
import type { Policy, PolicyLine, RunningVersion } from '../policy/index.ts'
import { type Tier, tiers } from '../tiers/index.ts'
import type { Visit } from '../visits/index.ts'
import type { CarriedDuty, CarriedPlace } from './carried.ts'
import { dutiesOfPlace, type PhoneDuty } from './duties-of-place.ts'
import { rulesOf } from './rules.ts'

const hour = 3_600_000
const dayMs = 24 * hour
const begin = Date.parse('2024-12-20T00:00+08:00')
const days = 90
const zone = shanghai

const instant = (from: number, to: number) =>
  fc
    .tuple(fc.integer({ min: from, max: to }), fc.constantFrom(0, 0, 9 * hour, 12 * hour, dayMs - 1))
    .map(([day, ofDay]): Instant => begin + day * dayMs + ofDay)
const tier = fc.constantFrom<Tier>(...tiers)
const asked = fc.record({
  period: fc.constantFrom<RunningVersion['period']>('week', 'half-month', 'month', 'quarter'),
  visits: fc.integer({ min: 1, max: 2 }),
  presentRoles: fc.constantFrom([], [], ['officer' as const]),
})
const dateOf = (day: number): string => civilDate(zone.dayOf(begin + day * dayMs))
const tierLine = (of: Tier) =>
  fc
    .tuple(asked, fc.option(fc.tuple(fc.integer({ min: 1, max: 2 * days }), asked)))
    .map(([first, later]): PolicyLine => {
      const versions = [version('2020-01-01', first), ...(later ? [version(dateOf(later[0]), later[1])] : [])]
      return line(of, { kind: 'tier', tier: of }, ...versions)
    })
const campaign = fc
  .tuple(fc.integer({ min: 0, max: 2 * days }), fc.integer({ min: 2, max: 20 }))
  .map(([first, length]) => {
    const target = {
      kind: 'campaign' as const,
      placeKinds: ['shop'],
      firstDay: dateOf(first),
      lastDay: dateOf(first + length),
    }
    return line('campaign', target, version(dateOf(first), { period: 'campaign' }))
  })
const kindLine = asked.map((first) =>
  line('kind', { kind: 'place-kind', placeKind: 'warehouse' }, version('2020-01-01', first)),
)
const policyOf = fc.tuple(tierLine('red'), tierLine('yellow'), tierLine('green'), campaign, kindLine)

let visitNo = 0
const visitOf = (from: number, to: number) =>
  fc
    .record({
      at: instant(from, to),
      outcome: fc.constantFrom<Visit['outcome']>('met', 'met', 'inspected', 'failed'),
      rolesPresent: fc.constantFrom([], ['officer' as const], ['volunteer' as const]),
    })
    .map((made): Visit => {
      visitNo += 1
      return { ...made, id: `v${visitNo}`, receivedAt: made.at, kind: 'patrol', admittedAt: null, voidedAt: null }
    })

/** A place whose tier rises and falls, and is closed and opened, and then has been left alone for a while. */
const lifeOf = fc.record({
  createdAt: instant(0, days),
  kind: fc.constantFrom('shop', 'warehouse'),
  tier,
  tierChanges: fc.uniqueArray(fc.record({ at: instant(0, days), tier }), { selector: ({ at }) => at, maxLength: 4 }),
  closings: fc
    .option(fc.tuple(instant(0, days), fc.integer({ min: 1, max: 20 })))
    .map((closed) => (closed ? [{ from: closed[0], to: closed[0] + closed[1] * dayMs }] : [])),
  kindChanges: fc.constant([]),
  excusals: fc.constant([]),
  visits: fc.uniqueArray(visitOf(0, days), { selector: ({ at }) => at, maxLength: 8 }),
}) satisfies fc.Arbitrary<PlaceLife>

/** As the server keeps and sends it (server/modules/duties). */
function carriedAt(life: PlaceLife, policy: Policy, asOf: Instant) {
  const { duties, lastCountedAt } = judgePlace(life, policy, asOf, { zone })
  const today = zone.dayOf(asOf)
  const sorted = life.tierChanges.toSorted((a, b) => a.at - b.at)
  const place: CarriedPlace = {
    id: 'place',
    kind: life.kind,
    name: '某处',
    villageId: 'village',
    tier: sorted.findLast(({ at }) => at <= asOf)?.tier ?? life.tier,
    latitude: null,
    longitude: null,
    ownerId: 'owner',
    lapsesOn: lapsesOn(duties, lastCountedAt),
  }
  const carried = duties
    .filter(({ until }) => until >= civilDate(today - 31))
    .map(
      (duty): CarriedDuty => ({
        placeId: 'place',
        lineId: duty.lineId,
        period: duty.period,
        periodStart: duty.periodStart,
        from: new Date(duty.state === 'forecast' ? duty.begins : duty.from).toISOString(),
        until: duty.until,
        visits: duty.asks,
        visitsDone: duty.counted,
        failedAttempts: duty.endsAt > asOf ? failedAttempts(life.visits, duty, asOf).length : 0,
        state: duty.state === 'forecast' ? 'open' : duty.state,
        ownerId: 'owner',
      }),
    )
  return { place, carried, readOn: civilDate(today) }
}

type Told = Pick<PhoneDuty, 'lineId' | 'periodStart' | 'until' | 'visits' | 'visitsDone' | 'failedAttempts'>
const tell = ({ lineId, periodStart, until, visits, visitsDone, failedAttempts: failed }: Told): string =>
  `${lineId} ${periodStart} … ${until} ${visitsDone}/${visits} failed ${failed}`

/** What the server's list shows of the place then. */
function onServer(life: PlaceLife, policy: Policy, asOf: Instant) {
  const { duties, lastCountedAt } = judgePlace(life, policy, asOf, { zone })
  const lapsed = lapsesOn(duties, lastCountedAt)
  return {
    owed: duties
      .filter(({ state, begins, endsAt }) => state === 'open' && begins <= asOf && asOf < endsAt)
      .map((duty) =>
        tell({
          ...duty,
          visits: duty.asks,
          visitsDone: duty.counted,
          failedAttempts: failedAttempts(life.visits, duty, asOf).length,
        }),
      )
      .toSorted(),
    missed: lapsed !== null && lapsed < civilDate(zone.dayOf(asOf)),
  }
}

function onPhone(life: PlaceLife, policy: Policy, asOf: Instant, now: Instant, waiting: readonly Visit[]) {
  const { place, carried, readOn } = carriedAt(life, policy, asOf)
  const lines = policy.map(({ id, target, versions }) => ({
    id,
    target,
    name: id,
    versions: versions.map((one) =>
      one.ended
        ? { ...one, period: null, visits: null, visitKinds: [], presentRoles: [] }
        : { ...one, visitKinds: [...one.visitKinds], presentRoles: [...one.presentRoles] },
    ),
  }))
  const { duties, lapsesOn: lapsed } = dutiesOfPlace(place, carried, waiting, {
    rules: rulesOf(lines),
    now,
    zone,
    readOn,
  })
  return {
    owed: duties
      .filter(({ state, from, endsAt }) => state === 'open' && from <= now && now < endsAt)
      .map(tell)
      .toSorted(),
    missed: lapsed !== null && lapsed < civilDate(zone.dayOf(now)),
  }
}

/**
 * It is there and open, nothing is to come, and where its tier fell the laxer duty has begun: whether it is fulfilled by a
 * visit from before its beginning only the server knows.
 */
function isLeftAlone(life: PlaceLife, policy: Policy, asOf: Instant, now: Instant): boolean {
  if (asOf < life.createdAt || life.closings.some(({ to }) => to === null || to > asOf)) return false
  const { duties } = judgePlace(life, policy, asOf, { zone })
  const later = new Map(judgePlace(life, policy, now, { zone }).duties.map((duty) => [dutyKey(duty), duty]))
  const beginsAgain = duties.some(
    (duty) => duty.state === 'superseded' && later.get(dutyKey(duty))?.state !== 'superseded',
  )
  return !beginsAgain && duties.every(({ begins, from }) => begins === from)
}

describe('what a phone says of a place, days after it was last in contact', () => {
  const read = instant(days + 1, days + 60)
  const later = fc.integer({ min: 0, max: 100 * 24 }).map((hours) => hours * hour)

  it('is what the server says, when nothing happened there in between', () => {
    fc.assert(
      fc.property(lifeOf, policyOf, read, later, (life, policy, asOf, passed) => {
        fc.pre(isLeftAlone(life, policy, asOf, asOf + passed))
        expect(onPhone(life, policy, asOf, asOf + passed, [])).toEqual(onServer(life, policy, asOf + passed))
      }),
      { numRuns: 1500 },
    )
  })

  it('is what the server says when the visits that wait have arrived', () => {
    fc.assert(
      fc.property(
        lifeOf,
        policyOf,
        read,
        later,
        fc.array(visitOf(days, days + 160), { maxLength: 4 }),
        (life, policy, asOf, passed, made) => {
          fc.pre(isLeftAlone(life, policy, asOf, asOf + passed))
          const now = asOf + passed
          const waiting = made
            .filter(({ at }) => at >= asOf && at <= now)
            .map((visit) => ({ ...visit, receivedAt: now }))
          const arrived = { ...life, visits: [...life.visits, ...waiting] }
          expect(onPhone(life, policy, asOf, now, waiting)).toEqual(onServer(arrived, policy, now))
        },
      ),
      { numRuns: 1500 },
    )
  })
})
