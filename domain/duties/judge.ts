import { civilDate, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import { datedPolicy } from '../policy/in-force.ts'
import type { Policy, RunningVersion } from '../policy/index.ts'
import type { Tier } from '../tiers/tier.ts'
import { counts, type Visit, type VisitTimes } from '../visits/index.ts'
import { type Course, courseOf, type Forecast } from './course.ts'
import { type Duty, dutyKey } from './duty.ts'
import { happenedBy, knownClosings, knownVisits } from './known.ts'
import type { Excusal, PlaceLife } from './life.ts'
import { asksFor, type CountingRules, countsFor, lateFrom, type Owed, settle } from './owed.ts'

export type JudgeOptions = {
  /** The station's zone; Asia/Shanghai when left out. */
  readonly zone?: Zone
  /** How many periods of the line that holds to forecast (1 when left out; 0: none, and no campaigns either). */
  readonly forecastPeriods?: number
}

/** What the rules make of a place's facts as of an instant. */
export type Judgement = {
  /** Sorted by begin, then line and period. */
  readonly duties: readonly Duty[]
  /** When the last visit was made that counts for any duty; null when none does. */
  readonly lastCountedAt: Instant | null
  /** Visits that would count for a duty but arrived too late, and all whose time is uncertain: each waits for an officer. */
  readonly waitingVisitIds: ReadonlySet<string>
}

/** Whether a visit is one that this version of a line accepts; its time is judged elsewhere. */
export type Accepts<V extends VisitTimes> = (visit: V, version: RunningVersion, tier: Tier | null) => boolean

/**
 * All duties of a place as of an instant, by DOMAIN.md §4: a pure function of the facts that were there and known by
 * then. Instants are epoch milliseconds, dates civil dates of the zone. Sorted by begin, then line and period.
 */
export const judgeDuties = (
  life: PlaceLife,
  policy: Policy,
  asOf: Instant,
  options: JudgeOptions = {},
): readonly Duty[] => judgePlace(life, policy, asOf, options).duties

/** As `judgeDuties`, with what else follows: the last visit that counted and the visits that wait for an officer. */
export function judgePlace(life: PlaceLife, policy: Policy, asOf: Instant, options: JudgeOptions = {}): Judgement {
  const kindAt = kindsOver(life, asOf)
  const accepts = (visit: Visit, version: RunningVersion) => counts(visit, kindAt(visit.at), version)
  return judgePlaceBy(accepts, life, policy, asOf, options)
}

/** As `judgePlace`, with another rule of what counts. */
export function judgePlaceBy<V extends VisitTimes>(
  accepts: Accepts<V>,
  life: PlaceLife<V>,
  policy: Policy,
  asOf: Instant,
  { zone = shanghai, forecastPeriods = 1 }: JudgeOptions = {},
): Judgement {
  if (asOf < life.createdAt) return { duties: [], lastCountedAt: null, waitingVisitIds: new Set() }
  const closings = knownClosings(life.closings, asOf)
  const visits = knownVisits(life, closings, asOf)
  const rules: CountingRules<V> = {
    zone,
    asOf,
    accepts: (visit: V, owed: Owed) => accepts(visit, owed.version, owed.tier),
  }
  const course = courseOf(datedPolicy(policy), zone, life, (owed, before) => settle(owed, visits, before, rules))
  run(course, life, closings, asOf)

  const excused = excusalsOf(life.excusals, asOf)
  const duties: Duty[] = []
  for (const owed of course.owed.values()) {
    settle(owed, visits, Number.POSITIVE_INFINITY, rules)
    duties.push(begunDuty(owed, excused, zone))
  }
  const forecasts = forecastPeriods > 0 ? course.forecasts(forecastPeriods) : []
  for (const forecast of forecasts) duties.push(forecastDuty(forecast, zone))
  return {
    duties: duties.sort((a, b) => a.from - b.from || (dutyKey(a) < dutyKey(b) ? -1 : 1)),
    lastCountedAt: lastCounted(visits, [...course.owed.values()], rules)?.at ?? null,
    waitingVisitIds: new Set([...duties.flatMap(({ waitingVisitIds }) => waitingVisitIds), ...uncertain(life, asOf)]),
  }
}

/** Visits about whose time nobody has decided, whether or not they would count for anything. */
const uncertain = ({ visits }: PlaceLife<VisitTimes>, asOf: Instant): readonly string[] =>
  visits
    .filter(
      ({ timeUncertain, receivedAt, admittedAt, voidedAt }) =>
        timeUncertain &&
        receivedAt <= asOf &&
        (admittedAt === null || admittedAt > asOf) &&
        (voidedAt === null || voidedAt > asOf),
    )
    .map(({ id }) => id)

function lastCounted<V extends VisitTimes>(
  visits: readonly V[],
  owed: readonly Owed[],
  rules: CountingRules<V>,
): V | undefined {
  return visits.findLast((visit) => owed.some((duty) => countsFor(visit, duty, rules) === 'counts'))
}

/**
 * Goes through a place's life. “At one instant, in this order: windows end; tier changes of any cause; closings and
 * reopenings; duties begin; visits.” Visits are counted where they matter: always those before the instant only.
 */
function run<V extends VisitTimes>(course: Course, life: PlaceLife<V>, closings: PlaceLife['closings'], asOf: Instant) {
  const tiers = queueOf(happenedBy(life.tierChanges, asOf))
  const kinds = queueOf(happenedBy(life.kindChanges, asOf))
  const doors = queueOf(doorsOf(life.createdAt, closings))
  for (;;) {
    const at = Math.min(tiers.at(), kinds.at(), doors.at(), course.nextBegin())
    if (at > asOf || at === Number.POSITIVE_INFINITY) return
    course.windowsEnd(at)
    for (const change of tiers.takeAt(at)) course.changeTier(at, change.tier)
    for (const change of kinds.takeAt(at)) course.changeKind(at, change.kind)
    for (const door of doors.takeAt(at)) {
      if (door.open) course.open(at)
      else course.close(at)
    }
    course.dutiesBegin(at)
  }
}

type Door = { readonly at: Instant; readonly open: boolean }

/** The place's openings and closings in order; its creation is the first opening unless it is closed then. */
function doorsOf(createdAt: Instant, closings: PlaceLife['closings']): readonly Door[] {
  const doors: Door[] = []
  const closedAtFirst = closings.some(({ from, to }) => from <= createdAt && (to === null || createdAt < to))
  if (!closedAtFirst) doors.push({ at: createdAt, open: true })
  for (const { from, to } of closings) {
    if (from > createdAt) doors.push({ at: from, open: false })
    if (to !== null && to > createdAt) doors.push({ at: to, open: true })
  }
  return doors
}

type Queue<T> = { at(): Instant; takeAt(at: Instant): readonly T[] }

function queueOf<T extends { readonly at: Instant }>(events: readonly T[]): Queue<T> {
  let taken = 0
  const at = () => events[taken]?.at ?? Number.POSITIVE_INFINITY
  return {
    at,
    takeAt: (instant) => {
      const first = taken
      while (at() === instant) taken++
      return taken === first ? [] : events.slice(first, taken)
    },
  }
}

function kindsOver(life: PlaceLife, asOf: Instant): (at: Instant) => string {
  const changes = happenedBy(life.kindChanges, asOf)
  if (changes.length === 0) return () => life.kind
  return (at) => changes.findLast((change) => change.at <= at)?.kind ?? life.kind
}

/** The earliest approved excusal known of each duty. */
function excusalsOf(excusals: readonly Excusal[], asOf: Instant): ReadonlyMap<string, Instant> {
  const byKey = new Map<string, Instant>()
  for (const excusal of excusals) {
    if (excusal.decidedAt > asOf) continue
    const key = dutyKey(excusal)
    byKey.set(key, Math.min(excusal.decidedAt, byKey.get(key) ?? Number.POSITIVE_INFINITY))
  }
  return byKey
}

function begunDuty(owed: Owed, excusals: ReadonlyMap<string, Instant>, zone: Zone): Duty {
  const { entry, period } = owed
  const key = { lineId: entry.line.id, period: period.kind, periodStart: civilDate(period.start) }
  const excusedAt = excusals.size === 0 ? undefined : excusals.get(dutyKey(key))
  // “Excused … until 7 days after the window's end”; a visit that counts is worth more, and what was superseded first stays so.
  const excused =
    excusedAt !== undefined &&
    owed.state !== 'fulfilled' &&
    excusedAt <= lateFrom(period, zone) &&
    (owed.supersededAt === null || excusedAt <= owed.supersededAt)
  return {
    ...key,
    tier: owed.tier,
    from: owed.from,
    begins: owed.from,
    until: civilDate(period.end),
    endsAt: owed.endsAt,
    asks: owed.asks,
    counted: owed.visitIds.length,
    state: excused ? 'excused' : owed.state,
    visitIds: owed.visitIds,
    fulfilledAt: owed.fulfilledAt,
    reportedLate: owed.reportedLate,
    waitingVisitIds: owed.waitingVisitIds,
    supersededAt: owed.supersededAt,
  }
}

function forecastDuty({ start, begins }: Forecast, zone: Zone): Duty {
  const { entry, version, period, from } = start
  const { target, id } = entry.line
  return {
    lineId: id,
    period: period.kind,
    periodStart: civilDate(period.start),
    tier: target.kind === 'tier' ? target.tier : null,
    from,
    begins,
    until: civilDate(period.end),
    endsAt: zone.startOfDay(period.end + 1),
    asks: asksFor(version.visits, period, zone.dayOf(from)),
    counted: 0,
    state: 'forecast',
    visitIds: [],
    fulfilledAt: null,
    reportedLate: false,
    waitingVisitIds: [],
    supersededAt: null,
  }
}
