import type { PeriodKind } from '@sifang/domain/calendar'
import type { Role } from '@sifang/domain/members'
import { type RawBuilder, sql } from 'kysely'
import type { Context, JobContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { withNext } from '../../platform/db/pipelined-client.ts'
import { fail } from '../../platform/http/problem.ts'

type Instant = string

/** Everything the rules need to know about one place, as stored. Instants are ISO strings in UTC. */
export type StoredLife = {
  readonly id: string
  readonly kind: string
  readonly villageId: string | null
  readonly tier: 'red' | 'yellow' | 'green' | null
  readonly tierSince: Date | null
  readonly facts: { readonly [key: string]: { readonly value: unknown; readonly confirmedOn: string } }
  readonly ownerId: string | null
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly lastVisitAt: Date | null
  readonly lastCountedAt: Date | null
  readonly lapsesOn: string | null
  readonly judgedThrough: string | null
  readonly steadySince: Date | null
  /** The instant before which nothing was read, because the place has been steady since; null: all of it is here. */
  readonly since: Date | null
  readonly mergedIntoId: string | null
  readonly policyVersion: number
  readonly settingsVersion: number
  readonly tierChanges: readonly { at: Instant; tier: 'red' | 'yellow' | 'green' }[]
  readonly events: readonly { id: string; kind: string; details: { kind?: string; kindBefore?: string }; at: Instant }[]
  readonly decisions: readonly { id: string; tier: 'red' | 'yellow' | 'green'; lastDay: string; decidedAt: Instant }[]
  readonly incidentReviews: readonly {
    id: string
    incidentId: string
    category: string
    verdict: 'verified' | 'rejected'
    at: Instant
  }[]
  readonly redReviews: readonly { id: string; at: Instant }[]
  readonly factsConfirmed: readonly { id: string; key: string; value: unknown; at: Instant }[]
  readonly visits: readonly StoredVisit[]
  readonly excusals: readonly { lineId: string; period: PeriodKind; periodStart: string; decidedAt: Instant }[]
  readonly duties: readonly StoredDuty[]
}

export type StoredVisit = {
  readonly id: string
  readonly kind: 'canvass' | 'patrol' | 'targeted' | 'appointment'
  readonly at: Instant
  readonly receivedAt: Instant
  readonly outcome: 'met' | 'inspected' | 'outside-look' | 'failed'
  readonly roles: readonly Role[]
  readonly waits: boolean
  readonly admittedAt: Instant | null
  readonly timeUncertain: boolean
}

export type StoredDuty = {
  readonly lineId: string
  readonly period: PeriodKind
  readonly periodStart: string
  readonly fromAt: Instant
  readonly until: string
  readonly tier: string | null
  readonly visits: number
  readonly visitsDone: number
  readonly state: 'open' | 'fulfilled' | 'excused' | 'superseded'
  readonly fulfilledAt: Instant | null
  readonly reportedLate: boolean
  readonly ownerId: string | null
  /** Kept while the window runs. */
  readonly failedAttempts: number
}

type Where = Pick<Context, 'station'> | Pick<JobContext, 'station'>

/**
 * One place's life for a visit made at `at` (null: all of it), locked against other judgements until the end of the transaction. Of a steady
 * place only what lies since `steadySince` is read, a few rows however old it is. Errors: place/not-found.
 */
export async function openPlace(tx: Tx, ctx: Context, placeId: string, at: Date | null): Promise<StoredLife> {
  const which = sql`id = ${placeId}`
  const [recent] = at ? await selectLives(tx, ctx, which, { ...recentFacts, when: isSteady(ctx, at) }) : []
  const [life] = recent ? [recent] : await selectLives(tx, ctx, which, allFacts)
  if (!life || life.mergedIntoId || !isInScope(ctx, life.villageId)) return fail('place/not-found')
  return life
}

const isSteady = (ctx: Context, at: Date) => sql`p.steady_since <= ${at} and
  p.judged_through >= (${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date`

const isInScope = (ctx: Context, villageId: string | null): boolean =>
  ctx.scope !== 'village' || (villageId !== null && ctx.actor.villageIds.includes(villageId))

/** Which facts of a place are read: those since the instant `since`, and of what happened to the place itself `changes`. */
type Facts = {
  readonly when: RawBuilder<unknown>
  readonly since: RawBuilder<unknown>
  readonly changes: RawBuilder<unknown>
}

const changesOfPlace = {
  tier_changes: sql`select json_agg(json_build_object('at', c.at, 'tier', c.tier) order by c.at, c.ordinal)
    from tier_change c where c.station_id = p.station_id and c.place_id = p.id`,
  events: sql`select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'details', e.details, 'at', e.at) order by e.at, e.id)
    from place_event e where e.station_id = p.station_id and e.place_id = p.id
    and e.kind in ('closed', 'reopened', 'kind-changed', 'merged')`,
  decisions: sql`select json_agg(json_build_object('id', t.id, 'tier', t.tier, 'lastDay', t.last_day, 'decidedAt', t.decided_at)
      order by t.decided_at, t.id)
    from tier_proposal t where t.station_id = p.station_id and t.place_id = p.id and t.verdict = 'approved'`,
  incident_reviews: sql`select json_agg(json_build_object('id', r.id, 'incidentId', i.id, 'category', i.category,
      'verdict', r.verdict, 'at', r.at) order by r.at, r.ordinal)
    from incident i join incident_review r on r.station_id = i.station_id and r.incident_id = i.id
    where i.station_id = p.station_id and i.place_id = p.id`,
  red_reviews: sql`select json_agg(json_build_object('id', r.id, 'at', r.at))
    from red_review r where r.station_id = p.station_id and r.place_id = p.id`,
  facts_confirmed: sql`select json_agg(json_build_object('id', f.id, 'key', f.key, 'value', f.value, 'at', f.recorded_at))
    from place_fact f where f.station_id = p.station_id and f.place_id = p.id and f.key in ('vacant', 'largeVehicleAccess')`,
} as const

const columns = (of: (facts: RawBuilder<unknown>) => RawBuilder<unknown>) =>
  sql.join(Object.entries(changesOfPlace).map(([name, facts]) => sql`${of(facts)} as ${sql.id(name)}`))

const allFacts: Facts = {
  when: sql`true`,
  since: sql`null::timestamptz`,
  changes: columns((facts) => sql`coalesce((${facts}), '[]')`),
}

/** A steady place has had none of the changes since; what is not in the text costs nothing to begin. */
const recentFacts = { since: sql`p.steady_since`, changes: columns(() => sql`'[]'::json`) }

/**
 * The places' lives, each in one row, locked in the order of their ids. Facts are gathered beside the place by its
 * indexes (…_by_place): for a place of two years some hundred index rows of one station, 0.5 ms; of a steady one visits
 * and duties are short ranges of the same indexes.
 */
export function readLives(tx: Tx, ctx: Where, placeIds: readonly string[]): Promise<readonly StoredLife[]> {
  return selectLives(tx, ctx, sql`id = any(${[...placeIds]}::uuid[])`, allFacts)
}

/**
 * One place is asked for by `=`: with `any` the planner expects ten places of a kept plan, and plans each time anew, which
 * costs more than the reading.
 */
async function selectLives(
  tx: Tx,
  ctx: Where,
  which: RawBuilder<unknown>,
  { when, since, changes }: Facts,
): Promise<readonly StoredLife[]> {
  // Two statements that travel together. One that has to wait for a lock would go on with what it saw before it waited,
  // and judge without the visit, or the closing, that it waited for.
  await sql`
    select from place where station_id = ${ctx.station.id} and ${which} order by id for no key update${withNext}`.execute(
    tx,
  )
  const { rows } = await sql<StoredLife>`
    with p as (
      select p.*, ${since} as since from place p where p.station_id = ${ctx.station.id} and ${which} and ${when} order by p.id
    )
    select p.id, p.kind, p.village_id, p.tier, p.tier_since, p.facts, p.owner_id, p.created_at, p.closed_at, p.since,
      p.last_visit_at, p.last_counted_at, p.lapses_on, p.judged_through, p.steady_since, p.merged_into_id,
      s.policy_version, s.settings_version, ${changes},
      coalesce((select json_agg(json_build_object('id', v.id, 'kind', v.kind, 'at', v.at, 'receivedAt', v.received_at,
          'outcome', v.outcome, 'roles', v.roles_present, 'waits', v.waits, 'admittedAt', v.admitted_at,
          'timeUncertain', v.time_uncertain) order by v.at, v.id)
        from visit v where v.station_id = p.station_id and v.place_id = p.id and v.voided_at is null
          and v.at >= coalesce(p.since, '-infinity')), '[]') as visits,
      coalesce((select json_agg(json_build_object('lineId', x.line_id, 'period', x.period, 'periodStart', x.period_start, 'decidedAt', x.decided_at))
        from excusal x where x.station_id = p.station_id and x.place_id = p.id and x.verdict = 'approved'), '[]') as excusals,
      coalesce((select json_agg(json_build_object('lineId', d.line_id, 'period', d.period, 'periodStart', d.period_start,
          'fromAt', d.from_at, 'until', d.until, 'tier', d.tier, 'visits', d.visits, 'visitsDone', d.visits_done,
          'state', d.state, 'fulfilledAt', d.fulfilled_at, 'reportedLate', d.reported_late, 'ownerId', d.owner_id,
          'failedAttempts', d.failed_attempts))
        from duty d where d.station_id = p.station_id and d.place_id = p.id
          and d.from_at >= coalesce(p.since, '-infinity')), '[]') as duties
    from p join station s on s.station_id = p.station_id`.execute(tx)
  return rows
}
