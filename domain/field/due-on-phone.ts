import { civilDate, type Instant, type Zone } from '../calendar/index.ts'
import { type DueKey, dueClass, dueClasses, dueOrder } from '../due/index.ts'
import { dueOrder as dutyOrder } from '../duties/index.ts'
import { endOfDate } from '../follow-ups/index.ts'
import { policeRoles } from '../members/index.ts'
import { versionOn } from '../policy/in-force.ts'
import { mayRecordKind, type Visit } from '../visits/index.ts'
import type {
  CarriedBooking,
  CarriedDate,
  CarriedDuty,
  CarriedFollowUp,
  CarriedOwn,
  CarriedPlace,
  CarriedVillage,
  WaitingVisit,
} from './carried.ts'
import { distanceM, type Position } from './distance.ts'
import { dutiesOfPlace, type Judging, type PhoneDuty } from './duties-of-place.ts'
import { rulesOf } from './rules.ts'

export type PhoneStanding = {
  readonly own: CarriedOwn
  readonly villages: Iterable<CarriedVillage>
  /** Visits that are not in what was carried: those that wait, and those that were sent after it was read. */
  readonly waiting: readonly WaitingVisit[]
  readonly now: Instant
  readonly zone: Zone
  /** Where the member is; null where that is not known. */
  readonly position: Position | null
}

type Common = {
  /** When it is due: an hour, or the end of its last civil day. */
  readonly dueAt: Instant
  /** Due at a time of day, not at the end of one. */
  readonly byTheHour: boolean
  /** 逾期. */
  readonly overdue: boolean
  /** Whole days left, today included: 1 when it is due today, 0 or less when that is over. */
  readonly daysLeft: number
  /** Null: at the station, or a place that is not carried. */
  readonly place: CarriedPlace | null
  readonly distanceM: number | null
  /** One text for the thing, also over several lists. */
  readonly key: string
}

export type DueOnPhone =
  | (Common & { readonly kind: 'duty'; readonly duty: PhoneDuty; readonly lineName: string; readonly missed: boolean })
  | (Common & { readonly kind: 'follow-up'; readonly followUp: CarriedFollowUp; readonly standsInFor: string | null })
  | (Common & { readonly kind: 'date'; readonly date: CarriedDate })
  | (Common & { readonly kind: 'booking'; readonly booking: CarriedBooking })

type Listed = { readonly item: DueOnPhone; readonly order: DueKey }

/**
 * What a member owes at `now`, by the rules that the server goes by, from what they carried away and what waits to be sent:
 * windows end, 漏访 shows and the next periods begin without a network.
 *
 * Whose: duties that the member owns; of those who own nothing, such as volunteers, the visits of their villages that their
 * role may make and that count. Follow-ups that they own, or whose owner they stand in for; their dates; their bookings.
 *
 * Order: 逾期 and what is due by the hour soon as on the desk's list (domain/due); then what somebody waits for today; then
 * visits as DOMAIN.md §4 orders them, the nearest first where all else is equal; then later dates.
 */
export function dueOnPhone(standing: PhoneStanding): readonly DueOnPhone[] {
  const { own, villages, zone } = standing
  const parts: readonly CarriedVillage[] = [own, ...villages]
  const places = new Map(parts.flatMap((part) => part.places.map((place) => [place.id, place])))
  const listed = [
    ...dutiesDue(standing, parts),
    ...followUpsDue(standing, parts, places),
    ...own.dates.map((date): Listed => {
      const at = endOfDate(date.on, zone)
      const part = `${date.kind}.${String(date.no).padStart(4, '0')}`
      const order = keyOf('date', at, date.followUpId, part, standing)
      return { item: { ...common(order, standing, places.get(date.placeId)), kind: 'date', date }, order }
    }),
    ...bookingsDue(standing, places),
  ]
  return listed.toSorted((a, b) => inOrder(a, b)).map(({ item }) => item)
}

function dutiesDue(standing: PhoneStanding, parts: readonly CarriedVillage[]): readonly Listed[] {
  const { own, waiting, now, zone } = standing
  const rules = rulesOf(own.policyLines)
  const judging: Judging = { rules, now, zone, readOn: own.today }
  const visits = byPlace(visitsOf(own, waiting, now))
  const today = civilDate(zone.dayOf(now))
  return parts.flatMap(({ places, duties }) => {
    const ofPlace = byPlace(duties)
    return places.flatMap((place) => {
      const made = (visits.get(place.id) ?? []).map(({ visit }) => visit)
      const { duties: judged, lapsesOn } = dutiesOfPlace(place, ofPlace.get(place.id) ?? [], made, judging)
      const missed = lapsesOn !== null && lapsesOn < today
      return judged.flatMap((duty) => {
        const runs = duty.state === 'open' && duty.from <= now && now < duty.endsAt
        if (!runs || !isTheirs(duty, standing)) return []
        const part = `${duty.lineId} ${duty.period} ${duty.periodStart}`
        const order = { ...keyOf('duty', duty.endsAt, place.id, part, standing), tier: place.tier, missed }
        const lineName = rules.nameOf(duty.lineId)
        return [{ item: { ...common(order, standing, place), kind: 'duty' as const, duty, lineName, missed }, order }]
      })
    })
  })
}

function byPlace<T extends { readonly placeId: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.placeId)
    if (group) group.push(row)
    else groups.set(row.placeId, [row])
  }
  return groups
}

/** Police owe what is theirs; others own nothing, and make the visits of their villages that count when they make them. */
function isTheirs(
  duty: Pick<CarriedDuty, 'ownerId' | 'lineId' | 'period'>,
  { own, now, zone }: PhoneStanding,
): boolean {
  const { id, role } = own.member
  if (duty.ownerId === id) return true
  if (policeRoles.includes(role)) return false
  const entry = rulesOf(own.policyLines).lineOf(duty.lineId)
  const version = entry && versionOn(entry, zone.dayOf(now))
  if (!version || version.visitKinds.length === 0) return false
  const alone = version.presentRoles.length === 0 || version.presentRoles.includes(role)
  return alone && version.visitKinds.some((kind) => mayRecordKind(role, kind))
}

/** As the server will take them: with the roles of who was there, arrived now. */
function visitsOf(own: CarriedOwn, waiting: readonly WaitingVisit[], now: Instant) {
  const roles = new Map([...own.members, own.member].map(({ id, role }) => [id, role]))
  return waiting.map(({ id, placeId, kind, at, outcome, participants }) => {
    const visit: Visit = {
      id,
      at: Date.parse(at),
      receivedAt: now,
      admittedAt: null,
      voidedAt: null,
      kind,
      outcome,
      rolesPresent: participants.flatMap((member) => roles.get(member) ?? []),
    }
    return { placeId, visit }
  })
}

function followUpsDue(
  standing: PhoneStanding,
  parts: readonly CarriedVillage[],
  places: ReadonlyMap<string, CarriedPlace>,
): readonly Listed[] {
  const { id, standsInFor } = standing.own.member
  // one's own come first: a village's part may say less of them
  const all = new Map(parts.toReversed().flatMap(({ followUps }) => followUps.map((one) => [one.id, one])))
  return [...all.values()].flatMap((followUp) => {
    const { ownerId, overdueFrom } = followUp
    if (overdueFrom === null || ownerId === null || (ownerId !== id && !standsInFor.includes(ownerId))) return []
    const order = keyOf('follow-up', Date.parse(overdueFrom), followUp.id, '', standing)
    const item = {
      ...common(order, standing, places.get(followUp.placeId)),
      kind: 'follow-up' as const,
      followUp,
      standsInFor: ownerId === id ? null : ownerId,
    }
    return [{ item, order }]
  })
}

function bookingsDue(standing: PhoneStanding, places: ReadonlyMap<string, CarriedPlace>): readonly Listed[] {
  const { own, now, zone } = standing
  const fromToday = zone.startOfDay(zone.dayOf(now))
  return own.bookings
    .filter(({ endsAt }) => Date.parse(endsAt) > fromToday)
    .map((booking) => {
      const order = keyOf('booking', Date.parse(booking.startsAt), booking.id, '', standing)
      const place = booking.placeId === null ? undefined : places.get(booking.placeId)
      return { item: { ...common(order, standing, place), kind: 'booking' as const, booking }, order }
    })
}

function keyOf(kind: DueKey['kind'], at: Instant, id: string, part: string, { now, zone }: PhoneStanding): DueKey {
  const byTheHour = kind !== 'duty' && kind !== 'date' && isByTheHour(at, zone)
  return { class: dueClass({ at, byTheHour }, now), at, kind, tier: null, missed: false, id, part }
}

const isByTheHour = (at: Instant, zone: Zone): boolean => zone.startOfDay(zone.dayOf(at)) !== at

function common(order: DueKey, { now, zone, position }: PhoneStanding, place: CarriedPlace | undefined): Common {
  return {
    dueAt: order.at,
    byTheHour: isByTheHour(order.at, zone),
    overdue: order.class === 'overdue',
    // the end of a day belongs to that day
    daysLeft: zone.dayOf(order.at - 1) - zone.dayOf(now) + 1,
    place: place ?? null,
    distanceM: place ? distanceM(position, place) : null,
    key: [order.kind, order.id, order.part].filter(Boolean).join(' '),
  }
}

/** Rank of what is due by the day: what somebody waits for today, visits, what comes later. */
function rank({ item, order }: Listed): number {
  if (order.class !== 'by-the-day') return dueClasses.indexOf(order.class)
  if (item.kind === 'duty') return 3
  return item.daysLeft <= 1 ? 2 : 4
}

function inOrder(a: Listed, b: Listed): number {
  const [first, second] = [a.item, b.item]
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (first.kind !== 'duty' || second.kind !== 'duty') return dueOrder(a.order, b.order)
  return dutyOrder(asDuty(first), asDuty(second)) || dueOrder(a.order, b.order)
}

const asDuty = (item: DueOnPhone & { readonly kind: 'duty' }) => ({
  tier: item.place?.tier ?? null,
  missed: item.missed,
  daysLeft: item.daysLeft,
  distanceM: item.distanceM,
})
