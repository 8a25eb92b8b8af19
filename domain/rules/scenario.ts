import { type CivilDate, type Instant, instantText, shanghai } from '../calendar/index.ts'
import { type Duty, type DutyStateAt, dutyStateAt, judgePlaceBy, type PlaceLife } from '../duties/index.ts'
import { defaultPolicy, type Policy } from '../policy/index.ts'
import { type Tier, tierRank, tiers } from '../tiers/tier.ts'
import type { VisitTimes } from '../visits/index.ts'
import { type Reader, readerOf } from './reader.ts'

/** A visit that says itself whose duties it fits, in place of its kind and who was there. */
type ScenarioVisit = VisitTimes & { readonly countsFor: readonly Tier[] }

export type ScenarioDuty = {
  readonly tier: Tier
  readonly periodStart: CivilDate
  /** With the offset of Asia/Shanghai. */
  readonly from: string
  readonly until: CivilDate
  readonly state: Exclude<DutyStateAt, 'forecast'>
}

/** The three tiers' lines of a new station, in force since long before any scenario. */
const tierLines: Policy = defaultPolicy('1970-01-01').filter(({ target }) => target.kind === 'tier')

/**
 * The duties of a scenario as of an instant (`2025-02-17T09:00+08:00`), begun ones only, by begin and then red, yellow,
 * green (ARCHITECTURE “Rules from outside”). `json` is the parsed scenario; throws ScenarioError naming the path of what
 * cannot be read.
 */
export function dutiesOfScenario(json: unknown, asOf: string): readonly ScenarioDuty[] {
  const life = lifeOf(readerOf(json))
  const until = readerOf(asOf, 'as-of').instant()
  return judgePlaceBy<ScenarioVisit>(fits, life, tierLines, until, { forecastPeriods: 0 })
    .duties.flatMap((duty) => rowOf(duty, until))
    .sort(
      (a, b) => a.from - b.from || tierRank(a.row.tier) - tierRank(b.row.tier) || (a.row.until < b.row.until ? -1 : 1),
    )
    .map(({ row }) => row)
}

const fits = (visit: ScenarioVisit, _version: unknown, tier: Tier | null): boolean =>
  tier !== null && visit.countsFor.includes(tier)

function rowOf(duty: Duty, asOf: Instant): { from: Instant; row: ScenarioDuty }[] {
  const state = dutyStateAt(duty, asOf)
  if (duty.tier === null || state === 'forecast') return []
  const { tier, periodStart, until, from } = duty
  return [{ from, row: { tier, periodStart, from: instantText(from, shanghai), until, state } }]
}

function lifeOf(scenario: Reader): PlaceLife<ScenarioVisit> {
  scenario.only(['created', 'decisions', 'closed', 'visits'])
  return {
    createdAt: scenario.field('created').instant(),
    // “Before the first decision the place is green.”
    tier: 'green',
    kind: 'shop',
    tierChanges: scenario.field('decisions').items().map(decisionOf),
    kindChanges: [],
    closings: scenario.field('closed').items().map(closingOf),
    visits: scenario.field('visits').items().map(visitOf),
    excusals: [],
  }
}

function decisionOf(decision: Reader): { at: Instant; tier: Tier } {
  const [at, tier] = decision.pair()
  return { at: at.instant(), tier: tier.oneOf(tiers) }
}

function closingOf(closing: Reader): { from: Instant; to: Instant | null } {
  const [from, to] = closing.pair()
  const closedFrom = from.instant()
  if (to.value === null) return { from: closedFrom, to: null }
  const closedTo = to.instant()
  if (closedTo < closedFrom) to.fail('reopened before it was closed')
  return { from: closedFrom, to: closedTo }
}

function visitOf(visit: Reader, index: number): ScenarioVisit {
  visit.only(['at', 'countsFor', 'receivedAt', 'uncertain', 'admittedAt'])
  const at = visit.field('at').instant()
  const received = visit.field('receivedAt')
  const admitted = visit.field('admittedAt')
  return {
    id: `visit-${String(index).padStart(6, '0')}`,
    at,
    receivedAt: received.value === undefined || received.value === null ? at : received.instant(),
    admittedAt: admitted.value === undefined ? null : admitted.instant(),
    voidedAt: null,
    timeUncertain: visit.field('uncertain').value === true,
    countsFor: visit
      .field('countsFor')
      .items()
      .map((tier) => tier.oneOf(tiers)),
  }
}
