import { dayOf } from '@sifang/domain/calendar'
import { windowHolding } from '@sifang/domain/streaks'
import { decisionReasons, visitNotes } from './names.ts'
import type { Person } from './people.ts'
import type { DemoPlace } from './places.ts'
import type { Random } from './random.ts'

export type Tier = 'red' | 'yellow' | 'green'

export type DemoIncident = {
  readonly id: string
  readonly place: DemoPlace
  readonly category: string
  readonly occurredAtMs: number
  readonly reportedAtMs: number
  readonly reviewedAtMs: number
  readonly reviewId: string
  readonly verdict: 'verified' | 'rejected' | null
  readonly reporter: Person
  readonly reviewer: Person
  /** When a review let the place fall again; null while it is red, or when it never was. */
  readonly closedAtMs: number | null
  readonly closingId: string
}

export type DemoVisit = {
  readonly id: string
  readonly placeId: string
  readonly kind: 'canvass' | 'patrol' | 'targeted' | 'appointment'
  readonly atMs: number
  readonly receivedAtMs: number
  readonly outcome: 'met' | 'inspected' | 'outside-look' | 'failed'
  readonly failure: string | null
  readonly note: string | null
  readonly who: readonly Person[]
}

export type TierChange = {
  readonly id: string
  readonly placeId: string
  readonly tier: Tier
  readonly rule: string
  readonly basisId: string | null
  readonly atMs: number
}

export type DemoDecision = {
  readonly id: string
  readonly placeId: string
  readonly tier: Tier
  readonly reason: string
  readonly lastDay: string
  readonly proposedAtMs: number
  readonly proposer: Person
  readonly decider: Person | null
  readonly decidedAtMs: number | null
}

const dayMs = 24 * 3600 * 1000
const hourMs = 3600 * 1000
/** Beijing time, the demo station's zone. */
const zoneMs = 8 * hourMs

/** What turns places red in the demo: no homicide, violence or puncture among them. */
const categories = ['theft', 'theft', 'fraud', 'fire', 'theft'] as const

/** A minute of the working day, so that visits look like people's. */
export function workingTime(dayStartMs: number, random: Random): number {
  const midnight = Math.floor((dayStartMs + zoneMs) / dayMs) * dayMs - zoneMs
  return midnight + random.between(8 * 60, 18 * 60 - 1) * 60_000 + random.between(0, 59) * 1000
}

/** Nothing is invented for a Spring Festival: it moves to before it. */
const outsideFestival = (atMs: number): number =>
  windowHolding(dayOf(atMs, 'Asia/Shanghai'), 7) === null ? atMs : atMs - 10 * dayMs

/** Incidents at some of the places over the years; the last few still wait for their review. */
export function inventIncidents(
  places: readonly DemoPlace[],
  span: { fromMs: number; nowMs: number },
  police: readonly Person[],
  leaders: readonly Person[],
  random: Random,
): readonly DemoIncident[] {
  const count = Math.max(6, Math.round(places.length * 0.09))
  const chosen = places.filter(({ kind }) => kind !== 'segment' && kind !== 'square')
  return Array.from({ length: count }, (_, index) => {
    const recent = index < Math.ceil(count * 0.3)
    const from = recent ? span.nowMs - 80 * dayMs : span.fromMs + dayMs
    const occurredAtMs = outsideFestival(Math.floor(from + random.next() * (span.nowMs - from - 2 * dayMs)))
    const waiting = index < 3
    const reportedAtMs = waiting
      ? span.nowMs - random.between(1, 20) * hourMs
      : occurredAtMs + random.between(1, 30) * hourMs
    const reviewedAtMs = reportedAtMs + random.between(2, 12) * hourMs
    const verdict = waiting || reviewedAtMs >= span.nowMs ? null : random.chance(0.88) ? 'verified' : 'rejected'
    const closedAtMs = workingTime(reviewedAtMs + random.between(91, 110) * dayMs, random)
    return {
      id: random.id(reportedAtMs),
      place: random.pick(chosen),
      category: random.pick(categories),
      occurredAtMs: waiting ? reportedAtMs - hourMs : occurredAtMs,
      reportedAtMs,
      reviewedAtMs,
      reviewId: random.id(reviewedAtMs),
      verdict,
      reporter: random.pick(police),
      reviewer: random.pick(leaders),
      closedAtMs: verdict === 'verified' && closedAtMs < span.nowMs - dayMs ? closedAtMs : null,
      closingId: random.id(closedAtMs),
    }
  })
}

/** A place's tiers over time, by the rules of DOMAIN.md §3: what it is anyway, red while an incident stands. */
export function tiersOf(
  place: DemoPlace,
  createdAtMs: number,
  incidents: readonly DemoIncident[],
  decisions: readonly DemoDecision[],
  random: Random,
): readonly TierChange[] {
  const usual: Tier = place.vacant && place.largeVehicleAccess ? 'yellow' : 'green'
  const usualRule = usual === 'yellow' ? 'vacant-with-large-vehicle-access' : 'otherwise'
  const change = (tier: Tier, rule: string, basisId: string | null, atMs: number): TierChange => ({
    id: random.id(atMs),
    placeId: place.id,
    tier,
    rule,
    basisId,
    atMs,
  })
  const verified = incidents.filter((incident) => incident.verdict === 'verified')
  const moments = [
    ...verified.map((incident) => ({ atMs: incident.reviewedAtMs, red: true, basisId: incident.id })),
    ...verified.flatMap(({ closedAtMs }) =>
      closedAtMs === null ? [] : [{ atMs: closedAtMs, red: false, basisId: null }],
    ),
  ].toSorted((a, b) => a.atMs - b.atMs)

  const changes = [change(usual, usualRule, null, createdAtMs)]
  let red = false
  for (const moment of moments) {
    if (moment.red === red) continue
    red = moment.red
    changes.push(
      red
        ? change('red', 'incident-verified', moment.basisId, moment.atMs)
        : change(usual, usualRule, null, moment.atMs),
    )
  }
  for (const { id, tier, decidedAtMs } of decisions) {
    if (decidedAtMs !== null) changes.push(change(tier, 'decided', id, decidedAtMs))
  }
  return changes
}

/** Days between two visits by tier: nearly always inside the period, sometimes not. */
const cadenceDays: Readonly<Record<Tier, readonly [number, number]>> = { red: [4, 7], yellow: [9, 15], green: [18, 32] }

/** Believable visits to a place: by its tier's rhythm, mostly in time, now and then nobody in. */
export function inventVisits(
  place: DemoPlace,
  tiers: readonly TierChange[],
  nowMs: number,
  who: { police: readonly Person[]; owner: Person; volunteer: Person | undefined },
  random: Random,
): readonly DemoVisit[] {
  const visits: DemoVisit[] = []
  const created = tiers[0]?.atMs ?? nowMs
  let atMs = created + random.between(1, 20) * dayMs
  while (atMs < nowMs - hourMs) {
    const tier = tiers.findLast((change) => change.atMs <= atMs)?.tier ?? 'green'
    const visit = inventVisit(place, tier, workingTime(atMs, random), who, random)
    if (visit.atMs < nowMs - hourMs) visits.push(visit)
    const [least, most] = cadenceDays[tier]
    const longer = random.chance(0.05) ? most : 0
    atMs += (visit.outcome === 'failed' ? random.between(1, 4) : random.between(least, most) + longer) * dayMs
  }
  return visits
}

function inventVisit(
  place: DemoPlace,
  tier: Tier,
  atMs: number,
  who: Parameters<typeof inventVisits>[3],
  random: Random,
): DemoVisit {
  const failed = random.chance(0.05)
  const outside = ['vacant-courtyard', 'valve-chamber', 'segment'].includes(place.kind)
  const byVolunteer = tier === 'green' && who.volunteer !== undefined && random.chance(0.35)
  const second = random.pick(who.police)
  const officers = random.chance(0.5) && second.id !== who.owner.id ? [who.owner, second] : [who.owner]
  return {
    id: random.id(atMs),
    placeId: place.id,
    kind: byVolunteer ? 'canvass' : random.chance(0.06) ? 'targeted' : 'patrol',
    atMs,
    receivedAtMs: atMs + random.between(1, random.chance(0.05) ? 2000 : 90) * 60_000,
    outcome: failed
      ? 'failed'
      : outside
        ? random.pick(['outside-look', 'inspected'])
        : random.chance(0.7)
          ? 'met'
          : 'inspected',
    failure: failed ? random.pick(['nobody-in', 'nobody-in', 'road-blocked']) : null,
    note: random.chance(0.25) ? random.pick(visitNotes) : null,
    who: byVolunteer && who.volunteer ? [who.volunteer] : officers,
  }
}

/** Proposals: some approved long ago, some running, two that wait. */
export function inventDecisions(
  places: readonly DemoPlace[],
  nowMs: number,
  people: { officers: readonly Person[]; leaders: readonly Person[] },
  random: Random,
): readonly DemoDecision[] {
  return Array.from({ length: 4 }, (_, index) => {
    const waiting = index < 2
    const proposedAtMs = workingTime(nowMs - (waiting ? 1 : random.between(5, 20)) * dayMs, random)
    return {
      id: random.id(proposedAtMs),
      placeId: random.pick(places.filter(({ kind }) => kind !== 'segment')).id,
      tier: 'yellow' as const,
      reason: random.pick(decisionReasons),
      lastDay: new Date(nowMs + zoneMs + random.between(10, 40) * dayMs).toISOString().slice(0, 10),
      proposedAtMs,
      proposer: random.pick(people.officers),
      decider: waiting ? null : random.pick(people.leaders),
      decidedAtMs: waiting ? null : proposedAtMs + random.between(2, 20) * hourMs,
    }
  })
}
