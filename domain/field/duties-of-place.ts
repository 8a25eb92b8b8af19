import { type CivilDate, dayNumber, type Instant, type Zone } from '../calendar/index.ts'
import { type Duty, dutyKey, failedAttempts, judgePlace } from '../duties/index.ts'
import { type CountingRules, countsFor, type Owed, settle } from '../duties/owed.ts'
import { type DatedLine, versionOn } from '../policy/in-force.ts'
import { counts, type Visit } from '../visits/index.ts'
import type { CarriedDuty, CarriedPlace } from './carried.ts'
import type { PhoneRules } from './rules.ts'

/** A duty with its window as instants. */
export type PhoneDuty = Omit<CarriedDuty, 'from'> & { readonly from: Instant; readonly endsAt: Instant }

export type PlaceOnPhone = {
  /** Those that were carried, with what waits here counted, and those that have begun since. */
  readonly duties: readonly PhoneDuty[]
  readonly lapsesOn: CivilDate | null
}

export type Judging = {
  readonly rules: PhoneRules
  readonly now: Instant
  readonly zone: Zone
  /** The day on which all of it was read. */
  readonly readOn: CivilDate
}

/**
 * What the rules say of a place at `now`, of what was carried and visits that the server has not judged: as the server
 * would say it when these visits arrived now and nothing else had happened since. README.md says where a phone cannot know.
 */
export function dutiesOfPlace(
  place: CarriedPlace,
  carried: readonly CarriedDuty[],
  waiting: readonly Visit[],
  judging: Judging,
): PlaceOnPhone {
  const { zone } = judging
  const visits = waiting.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  const known = carried.map(({ from, ...duty }) => ({
    ...duty,
    from: Date.parse(from),
    endsAt: zone.startOfDay(dayNumber(duty.until) + 1),
  }))
  const further = begunSince(place, known, visits, judging)
  const begun = new Map(further.duties.map((duty) => [dutyKey(duty), duty]))
  const counting = known.map((duty) => withVisits(place, reopened(duty, begun), visits, judging))
  const carriedOnes = counting.map(({ duty }) => duty)
  const keys = new Set(known.map(dutyKey))
  const lastCountedAt = Math.max(further.lastCountedAt, ...counting.map(({ lastCountedAt: at }) => at))
  return {
    duties: [...carriedOnes, ...further.duties.filter((duty) => !keys.has(dutyKey(duty)))],
    lapsesOn: lapsesOn(place, carriedOnes, further.duties, lastCountedAt),
  }
}

const never = Number.NEGATIVE_INFINITY

/**
 * The line's duties after the last one that was carried. Where its window ends the next period begins as at a place that
 * is opened then (domain/duties/start.ts), so the place's life is judged from there on.
 */
function begunSince(
  place: CarriedPlace,
  known: readonly PhoneDuty[],
  visits: readonly Visit[],
  { rules, now, zone, readOn }: Judging,
): { readonly duties: readonly PhoneDuty[]; readonly lastCountedAt: Instant } {
  const last = known
    .filter(({ period, state }) => period !== 'campaign' && state !== 'superseded')
    .reduce<PhoneDuty | null>((latest, duty) => (latest !== null && latest.from > duty.from ? latest : duty), null)
  const createdAt = last?.endsAt ?? zone.startOfDay(dayNumber(readOn))
  if (createdAt > now) return { duties: [], lastCountedAt: never }
  const unchanged = { tierChanges: [], kindChanges: [], closings: [], excusals: [] }
  const life = { createdAt, tier: place.tier, kind: place.kind, visits, ...unchanged }
  const { duties, lastCountedAt } = judgePlace(life, rules.rolling, now, { zone })
  return { duties: duties.map((duty) => asPhoneDuty(place, duty, visits, now)), lastCountedAt: lastCountedAt ?? never }
}

function asPhoneDuty(place: CarriedPlace, duty: Duty, visits: readonly Visit[], now: Instant): PhoneDuty {
  const { lineId, period, periodStart, until, endsAt } = duty
  return {
    placeId: place.id,
    lineId,
    period,
    periodStart,
    from: duty.begins,
    until,
    endsAt,
    visits: duty.asks,
    visitsDone: duty.counted,
    failedAttempts: failedAttempts(visits, duty, now).length,
    state: duty.state === 'forecast' ? 'open' : duty.state,
    ownerId: place.ownerId,
  }
}

/** A period whose duty a stricter one had put aside begins again. */
function reopened(duty: PhoneDuty, begun: ReadonlyMap<string, PhoneDuty>): PhoneDuty {
  return duty.state === 'superseded' && begun.has(dutyKey(duty)) ? { ...duty, state: 'open' } : duty
}

/** Lets visits count for a duty by its line's own rules. */
function withVisits(place: CarriedPlace, duty: PhoneDuty, visits: readonly Visit[], { rules, now, zone }: Judging) {
  const owed = visits.length > 0 ? owedOf(duty, rules.lineOf(duty.lineId), zone) : null
  if (owed === null) return { duty, lastCountedAt: never }
  const counting: CountingRules<Visit> = {
    zone,
    asOf: now,
    accepts: (visit) => counts(visit, place.kind, owed.version),
  }
  const counted = visits.filter((visit) => countsFor(visit, owed, counting) === 'counts').map(({ at }) => at)
  const failed = now < duty.endsAt ? failedAttempts(visits, duty, now).length : 0
  const lastCountedAt = Math.max(never, ...counted)
  if (duty.state !== 'open') return { duty, lastCountedAt }
  settle(owed, visits, Number.POSITIVE_INFINITY, counting)
  const visitsDone = Math.min(duty.visits, duty.visitsDone + owed.visitIds.length)
  const state = visitsDone >= duty.visits ? ('fulfilled' as const) : duty.state
  return { duty: { ...duty, visitsDone, state, failedAttempts: duty.failedAttempts + failed }, lastCountedAt }
}

/** The duty in the rules' own words; what it still asks for. Null where its line is not known, or it takes no visits. */
function owedOf(duty: PhoneDuty, entry: DatedLine | null, zone: Zone): Owed | null {
  if (entry === null || duty.state === 'superseded') return null
  const start = dayNumber(duty.periodStart)
  const begun = zone.dayOf(duty.from)
  // after a fall a version may hold from the middle of its own period on
  const days = [Math.max(start, begun), begun, start, dayNumber(duty.until)]
  const version = days
    .map((day) => versionOn(entry, day))
    .find((one) => one !== null && (entry.campaign !== null || one.period === duty.period))
  if (!version) return null
  const { target } = entry.line
  return {
    entry,
    version,
    period: { kind: duty.period, start, end: dayNumber(duty.until) },
    tier: target.kind === 'tier' ? target.tier : null,
    endsAt: duty.endsAt,
    from: duty.from,
    asks: Math.max(1, duty.visits - duty.visitsDone),
    state: 'open',
    supersededAt: null,
    fulfilledAt: null,
    reportedLate: false,
    visitIds: [],
    waitingVisitIds: [],
  }
}

/**
 * The first end of a window that no counting visit has answered (domain/duties `lapsesOn`). Of the carried windows those
 * before the one that the server named were answered by visits that the phone does not have.
 */
function lapsesOn(
  place: CarriedPlace,
  carried: readonly PhoneDuty[],
  further: readonly PhoneDuty[],
  lastCountedAt: Instant,
): CivilDate | null {
  const named = place.lapsesOn
  if (named !== null && lastCountedAt === never) return named
  const ends = [...(named === null ? [] : carried.filter(({ until }) => until >= named)), ...further]
    .filter(({ state, endsAt }) => state === 'open' && endsAt > lastCountedAt)
    .map(({ until }) => until)
  return ends.toSorted()[0] ?? null
}
