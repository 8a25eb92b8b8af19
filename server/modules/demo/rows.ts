import type { DemoDecision, DemoIncident, DemoVisit, TierChange } from './history.ts'
import { workingTime } from './history.ts'
import { givenNames, surnames } from './names.ts'
import type { Person } from './people.ts'
import type { DemoLine, DemoPlace } from './places.ts'
import type { Random } from './random.ts'
import type { Village } from './town.ts'

export type Town = {
  readonly stationId: string
  readonly startMs: number
  readonly villages: readonly (Village & { readonly id: string })[]
  readonly communities: readonly { readonly id: string; readonly name: string }[]
  readonly people: readonly Person[]
  readonly lines: readonly DemoLine[]
  readonly places: readonly DemoPlace[]
  readonly officerOf: (village: number) => Person
}

type Row = Readonly<Record<string, unknown>>

const dayMs = 24 * 3600 * 1000
const iso = (ms: number): string => new Date(ms).toISOString()
/** Civil date in Beijing time. */
export const day = (ms: number): string => new Date(ms + 8 * 3600 * 1000).toISOString().slice(0, 10)

const at = <T>(from: readonly T[], index: number): T => {
  const found = from[index]
  if (found === undefined) throw new Error(`no element ${index}`)
  return found
}

export const memberRows = (town: Town): Row[] =>
  town.people.map(({ id, name, role, userName }) => ({
    station_id: town.stationId,
    id,
    name,
    role,
    user_name: userName,
    joined_on: day(town.startMs),
  }))

export const lineRows = (town: Town): Row[] =>
  town.lines.map(({ id, name, content, lengthKm }) => ({
    station_id: town.stationId,
    id,
    name,
    content,
    length_km: lengthKm,
  }))

export const postRows = (town: Town): Row[] =>
  town.lines.flatMap((line) =>
    line.posts.map(({ km, label, position }) => ({
      station_id: town.stationId,
      line_id: line.id,
      km,
      label,
      ...position,
    })),
  )

/** Communities first, then villages, then what lies in them: each row refers to earlier ones only. */
export function placeRows(
  town: Town,
  tiers: ReadonlyMap<string, readonly TierChange[]>,
  searchGrams: (stationId: string, name: string) => readonly string[],
  confirmedOn: () => string,
): Row[] {
  const common = { station_id: town.stationId, created_at: iso(town.startMs), created_by: at(town.people, 0).id }
  const grams = (name: string) => searchGrams(town.stationId, name)
  const blank = {
    village_id: null,
    community_id: null,
    division_code: null,
    latitude: null,
    longitude: null,
    line_id: null,
    from_km: null,
    to_km: null,
    facts: {},
    tier: null,
    tier_since: null,
    owner_id: null,
    confirmed_on: null,
  }
  const chief = at(town.people, 0)
  return [
    ...town.communities.map(({ id, name }) => ({
      ...common,
      ...blank,
      id,
      kind: 'community',
      name,
      search_grams: grams(name),
      owner_id: chief.id,
    })),
    ...town.villages.map((village, index) => ({
      ...common,
      ...blank,
      id: village.id,
      kind: 'village',
      name: village.name,
      search_grams: grams(village.name),
      village_id: village.id,
      community_id: at(town.communities, village.community).id,
      division_code: village.code,
      ...village.centre,
      facts: village.residents ? { residentsCommittee: { value: true, confirmedOn: day(town.startMs) } } : {},
      owner_id: town.officerOf(index).id,
    })),
    ...town.places.map((place) => {
      const last = tiers.get(place.id)?.at(-1)
      const line = place.segment ? at(town.lines, place.segment.line) : null
      return {
        ...common,
        ...blank,
        id: place.id,
        kind: place.kind,
        name: place.name,
        search_grams: grams(place.name),
        village_id: at(town.villages, place.village).id,
        ...place.position,
        line_id: line?.id ?? null,
        from_km: place.segment?.fromKm ?? null,
        to_km: place.segment?.toKm ?? null,
        facts: factsOf(place, day(town.startMs)),
        tier: last?.tier ?? 'green',
        tier_since: iso(last?.atMs ?? town.startMs),
        owner_id: town.officerOf(place.village).id,
        confirmed_on: confirmedOn(),
      }
    }),
  ]
}

function factsOf(place: DemoPlace, confirmedOn: string) {
  return {
    ...(place.vacant ? { vacant: { value: true, confirmedOn } } : {}),
    ...(place.largeVehicleAccess ? { largeVehicleAccess: { value: true, confirmedOn } } : {}),
  }
}

export const placeEventRows = (town: Town, random: Random): Row[] =>
  town.places.map(({ id }) => ({
    station_id: town.stationId,
    id: random.id(town.startMs),
    place_id: id,
    kind: 'created',
    at: iso(town.startMs),
    recorded_at: iso(town.startMs),
    recorded_by: at(town.people, 0).id,
  }))

export const factRows = (town: Town, random: Random): Row[] =>
  town.places.flatMap((place) =>
    Object.entries(factsOf(place, day(town.startMs))).map(([key, { value, confirmedOn }]) => ({
      station_id: town.stationId,
      id: random.id(town.startMs),
      place_id: place.id,
      key,
      value,
      confirmed_on: confirmedOn,
      recorded_at: iso(town.startMs),
      recorded_by: at(town.people, 0).id,
    })),
  )

/** Each village's community officer, from the first day on. */
export const responsibilityRows = (town: Town, random: Random): Row[] =>
  town.villages.map(({ id }, index) => ({
    station_id: town.stationId,
    id: random.id(town.startMs),
    place_id: id,
    member_id: town.officerOf(index).id,
    from_day: day(town.startMs),
    recorded_at: iso(town.startMs),
    recorded_by: at(town.people, 0).id,
  }))

export function areaRows(town: Town, random: Random): Row[] {
  const inVillage = town.people.flatMap((person) =>
    person.village === null ? [] : [area(person.id, at(town.villages, person.village).id, null)],
  )
  const officers = town.villages.map((village, index) => area(town.officerOf(index).id, village.id, null))
  const partners = town.people.filter(({ role }) => role === 'partner')
  const lines = partners.map((partner, index) => area(partner.id, null, at(town.lines, index % town.lines.length).id))
  return [...inVillage, ...officers, ...lines]

  function area(memberId: string, villageId: string | null, lineId: string | null): Row {
    return {
      station_id: town.stationId,
      member_id: memberId,
      id: random.id(town.startMs),
      village_id: villageId,
      line_id: lineId,
      from_day: day(town.startMs),
    }
  }
}

/** 24-hour shifts, 8:30 to 8:30, from two weeks back to two weeks ahead. */
export function shiftRows(town: Town, nowMs: number, random: Random): Row[] {
  const officers = town.people.filter(({ role }) => role === 'officer')
  const leaders = town.people.filter(({ role }) => role === 'chief' || role === 'instructor' || role === 'deputy')
  return Array.from({ length: 29 }, (_, index) => {
    const startsAt = `${day(nowMs + (index - 14) * dayMs)}T08:30:00+08:00`
    return {
      station_id: town.stationId,
      id: random.id(nowMs),
      starts_at: startsAt,
      ends_at: iso(Date.parse(startsAt) + dayMs),
      duty_officer_id: at(officers, index % officers.length).id,
      shift_leader_id: at(leaders, index % leaders.length).id,
    }
  })
}

export const incidentRows = (town: Town, incidents: readonly DemoIncident[]): Row[] =>
  incidents.map((incident) => ({
    station_id: town.stationId,
    id: incident.id,
    category: incident.category,
    occurred_at: iso(incident.occurredAtMs),
    place_id: incident.place.id,
    village_id: at(town.villages, incident.place.village).id,
    source: '110',
    reported_by: incident.reporter.id,
    reported_at: iso(incident.reportedAtMs),
    status: incident.verdict ?? 'reported',
  }))

export const reviewRows = (town: Town, incidents: readonly DemoIncident[]): Row[] =>
  incidents.flatMap((incident) =>
    incident.verdict
      ? [
          {
            station_id: town.stationId,
            id: incident.reviewId,
            incident_id: incident.id,
            verdict: incident.verdict,
            reason: incident.verdict === 'rejected' ? '经核实不构成警情。' : null,
            at: iso(incident.reviewedAtMs),
            by: incident.reviewer.id,
          },
        ]
      : [],
  )

export const redReviewRows = (town: Town, incidents: readonly DemoIncident[]): Row[] =>
  incidents.flatMap(({ closedAtMs, closingId, place, reviewer }) =>
    closedAtMs === null
      ? []
      : [
          {
            station_id: town.stationId,
            id: closingId,
            place_id: place.id,
            reason: '90天内无新警情，情况稳定。',
            at: iso(closedAtMs),
            by: reviewer.id,
          },
        ],
  )

export const proposalRows = (town: Town, decisions: readonly DemoDecision[]): Row[] =>
  decisions.map((decision) => ({
    station_id: town.stationId,
    id: decision.id,
    place_id: decision.placeId,
    tier: decision.tier,
    reason: decision.reason,
    last_day: decision.lastDay,
    proposed_by: decision.proposer.id,
    proposed_at: iso(decision.proposedAtMs),
    verdict: decision.decider ? 'approved' : null,
    decided_by: decision.decider?.id ?? null,
    decided_at: decision.decidedAtMs === null ? null : iso(decision.decidedAtMs),
  }))

export const tierChangeRows = (town: Town, changes: readonly TierChange[]): Row[] =>
  changes.map(({ id, placeId, tier, rule, basisId, atMs }) => ({
    station_id: town.stationId,
    id,
    place_id: placeId,
    tier,
    rule,
    basis_id: basisId,
    at: iso(atMs),
    recorded_at: iso(atMs),
  }))

export const visitRows = (stationId: string, visits: readonly DemoVisit[]): Row[] =>
  visits.map((visit) => ({
    station_id: stationId,
    id: visit.id,
    place_id: visit.placeId,
    kind: visit.kind,
    at: iso(visit.atMs),
    received_at: iso(visit.receivedAtMs),
    outcome: visit.outcome,
    failure: visit.failure,
    note: visit.note,
    observed: [],
    participants: visit.who.map(({ id }) => id),
    roles_present: [...new Set(visit.who.map(({ role }) => role))],
    source: 'demo',
    recorded_by: at(visit.who, 0).id,
    waits: false,
  }))

/** Canvass rounds of the villages each month, and the chief's appointments in the communities each quarter. */
export function roundRows(town: Town, nowMs: number, random: Random): Row[] {
  const chief = at(town.people, 0)
  const rounds: DemoVisit[] = []
  const add = (placeId: string, kind: DemoVisit['kind'], atMs: number, who: Person | undefined) => {
    if (!who || atMs >= nowMs - 3600_000) return
    rounds.push({
      id: random.id(atMs),
      placeId,
      kind,
      atMs,
      receivedAtMs: atMs + 600_000,
      outcome: 'met',
      failure: null,
      note: null,
      who: [who],
    })
  }
  for (let monthMs = town.startMs + 3 * dayMs; monthMs < nowMs; monthMs += 30 * dayMs) {
    town.villages.forEach((village, index) => {
      const volunteer = town.people.find((person) => person.village === index && person.role === 'volunteer')
      if (random.chance(0.9))
        add(village.id, 'canvass', workingTime(monthMs + random.between(0, 20) * dayMs, random), volunteer)
    })
  }
  for (let quarterMs = town.startMs + 10 * dayMs; quarterMs < nowMs; quarterMs += 91 * dayMs) {
    for (const { id } of town.communities)
      add(id, 'appointment', workingTime(quarterMs + random.between(0, 60) * dayMs, random), chief)
  }
  return visitRows(town.stationId, rounds)
}

export type Contact = {
  readonly placeId: string
  readonly matterId: string
  readonly name: string
  readonly phone: string
}

/** An invented keeper. 199 0000 xxxx: a block that is not given out. */
export const inventContact = (place: DemoPlace, random: Random): Contact => ({
  placeId: place.id,
  matterId: random.id(Date.parse('2024-01-01')),
  name: `${random.pick(surnames)}${random.pick(givenNames)}`,
  phone: `1990000${String(random.between(0, 9999)).padStart(4, '0')}`,
})

export const contactRow = (town: Town, contact: Contact, sealed: Buffer): Row => ({
  station_id: town.stationId,
  place_id: contact.placeId,
  matter_id: contact.matterId,
  sealed: `\\x${sealed.toString('hex')}`,
  masked_name: `${contact.name.slice(0, 1)}**`,
  masked_phone: `${contact.phone.slice(0, 3)}****${contact.phone.slice(7)}`,
  recorded_at: iso(town.startMs),
  recorded_by: at(town.people, 0).id,
})
