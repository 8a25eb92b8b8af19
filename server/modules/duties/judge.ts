import { civilDate, type Instant, type Zone, zoneOf } from '@sifang/domain/calendar'
import { type Duty, type Judgement, judgePlace as judgeLife, type PlaceLife } from '@sifang/domain/duties'
import type { Policy } from '@sifang/domain/policy'
import type { Tier } from '@sifang/domain/tiers'
import { sql } from 'kysely'
import type { Context, JobContext } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Change } from '../../platform/records/changes.ts'
import { readPolicy } from '../policies/index.ts'
import { getStation } from '../stations/index.ts'
import { dutyDifferences, type JudgedDuty, writeDuties } from './judged.ts'
import { readLives, type StoredLife } from './life.ts'
import { tierChangesDue } from './tier-changes.ts'

export type Judged = {
  readonly tierBefore: Tier | null
  readonly tier: Tier | null
  readonly villageId: string | null
  /** For the change feed: the place when its tier changed, and its duties when any of them did. */
  readonly changed: readonly Change[]
  /** How many duties this visit counts for. */
  fulfilledBy(visitId: string): number
  /** Visits that wait for an officer, because they were reported more than 7 days late. */
  readonly waiting: ReadonlySet<string>
  /** Failed attempts in the windows that run now. */
  readonly failedAttempts: number
}

type Judge = Pick<JobContext, 'station' | 'now' | 'newId'> & { readonly actor?: Context['actor'] }

/**
 * Brings a place's tier and its stored duties to what the rules say of all facts now known (DOMAIN.md §3, §4). Call it in
 * the transaction of each command that changes a fact of the place. Errors: place/not-found.
 */
export async function judgePlace(ctx: Judge, tx: Tx, placeId: string): Promise<Judged> {
  const [judged] = await judge(ctx, tx, [placeId])
  return judged ?? fail('place/not-found')
}

/** The same for many places; answers the villages in which something changed. */
export async function judgePlaces(ctx: Judge, tx: Tx, placeIds: readonly string[]): Promise<readonly string[]> {
  const judged = await judge(ctx, tx, placeIds)
  return [...new Set(judged.flatMap(({ changed, villageId }) => (changed.length > 0 && villageId ? [villageId] : [])))]
}

async function judge(ctx: Judge, tx: Tx, placeIds: readonly string[]): Promise<readonly Judged[]> {
  const zone = zoneOf(ctx.station.timeZone)
  const now = ctx.now().getTime()
  const policy: Policy = await readPolicy(tx, ctx.station.id)
  const { settings } = await getStation(tx, ctx.station.id)
  const lives = await readLives(tx, ctx, placeIds)

  const results = lives.map((life) => {
    const tierChanges = tierChangesDue(life, settings.redCategories, zone, now)
    const judgement = judgeLife(lifeOf(life, tierChanges), policy, now, { zone })
    const rows = dutyDifferences(
      life,
      judgement.duties.map((duty) => storedForm(life, duty)),
    )
    return { life, tierChanges, judgement, rows }
  })
  await writeTiers(ctx, tx, results)
  await writeDuties(
    tx,
    ctx.station.id,
    results.flatMap(({ rows }) => rows),
  )
  await writePresent(ctx, tx, results, zone, now)
  return results.map((result) => describe(result, now))
}

type Result = {
  readonly life: StoredLife
  readonly tierChanges: ReturnType<typeof tierChangesDue>
  readonly judgement: Judgement
  readonly rows: ReturnType<typeof dutyDifferences>
}

const ms = (instant: string): Instant => Date.parse(instant)

/** The stored facts in the rules' own words. The kind at the beginning is what the first change says it was. */
function lifeOf(life: StoredLife, due: readonly { at: Instant; tier: Tier }[]): PlaceLife {
  const kindChanges = life.events.flatMap(({ kind, details, at }) =>
    kind === 'kind-changed' && details.kind ? [{ at: ms(at), kind: details.kind, before: details.kindBefore }] : [],
  )
  const tiers = [...life.tierChanges.map(({ at, tier }) => ({ at: ms(at), tier })), ...due]
  return {
    createdAt: life.createdAt.getTime(),
    tier: tiers[0]?.tier ?? null,
    kind: kindChanges[0]?.before ?? life.kind,
    tierChanges: tiers.slice(1),
    kindChanges,
    closings: closingsOf(life),
    visits: life.visits.map((visit) => ({
      id: visit.id,
      at: ms(visit.at),
      receivedAt: ms(visit.receivedAt),
      admittedAt: visit.admittedAt ? ms(visit.admittedAt) : null,
      voidedAt: null,
      kind: visit.kind,
      outcome: visit.outcome,
      rolesPresent: visit.roles,
    })),
    excusals: life.excusals.map((excusal) => ({ ...excusal, decidedAt: ms(excusal.decidedAt) })),
  }
}

function closingsOf(life: StoredLife): PlaceLife['closings'] {
  const closings: { from: Instant; to: Instant | null }[] = []
  for (const { kind, at } of life.events) {
    const last = closings.at(-1)
    const isClosed = last !== undefined && last.to === null
    if ((kind === 'closed' || kind === 'merged') && !isClosed) closings.push({ from: ms(at), to: null })
    if (kind === 'reopened' && isClosed) last.to = ms(at)
  }
  return closings
}

/** A forecast is stored as open: its window has not begun, so it is in no list and no figure before. */
function storedForm(life: StoredLife, duty: Duty): JudgedDuty {
  const stored = life.duties.find(
    (row) => row.lineId === duty.lineId && row.period === duty.period && row.periodStart === duty.periodStart,
  )
  return {
    placeId: life.id,
    lineId: duty.lineId,
    period: duty.period,
    periodStart: duty.periodStart,
    fromAt: new Date(duty.from).toISOString(),
    until: duty.until,
    tier: duty.tier,
    visits: duty.asks,
    visitsDone: duty.counted,
    state: duty.state === 'forecast' ? 'open' : duty.state,
    fulfilledAt: duty.fulfilledAt === null ? null : new Date(duty.fulfilledAt).toISOString(),
    reportedLate: duty.reportedLate,
    // “a rate is … by the owner when the window ended”: what is stored of the past stays
    ownerId: stored?.ownerId ?? life.ownerId,
  }
}

async function writeTiers(ctx: Judge, tx: Tx, results: readonly Result[]): Promise<void> {
  const rows = results.flatMap(({ life, tierChanges }) =>
    tierChanges.map((change) => ({
      id: ctx.newId(),
      placeId: life.id,
      tier: change.tier,
      rule: change.reason,
      basisId: change.basisId,
      at: new Date(change.at).toISOString(),
    })),
  )
  if (rows.length === 0) return
  await sql`
    insert into tier_change (station_id, id, place_id, tier, rule, basis_id, at, recorded_at, recorded_by)
    select ${ctx.station.id}, x.id, x."placeId", x.tier, x.rule, x."basisId", x.at, ${ctx.now()}, ${ctx.actor?.memberId ?? null}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(id uuid, "placeId" uuid, tier text, rule text, "basisId" uuid, at timestamptz)`.execute(tx)
}

/** The place's present state beside its facts: tier, last visits, until when its duties stand, visits that wait. */
async function writePresent(ctx: Judge, tx: Tx, results: readonly Result[], zone: Zone, now: Instant): Promise<void> {
  const rows = results.map(({ life, tierChanges, judgement }) => {
    const made = life.visits.filter(({ outcome }) => outcome !== 'failed')
    return {
      id: life.id,
      tier: tierChanges.at(-1)?.tier ?? life.tier,
      tierSince: tierChanges.length > 0 ? new Date(tierChanges.at(-1)?.at ?? now).toISOString() : life.tierSince,
      lastVisitAt: made.at(-1)?.at ?? null,
      lastCountedAt: judgement.lastCountedAt === null ? null : new Date(judgement.lastCountedAt).toISOString(),
      judgedThrough: judgedThrough(life, judgement.duties, zone, now),
    }
  })
  await sql`
    update place p set tier = x.tier, tier_since = x."tierSince", last_visit_at = x."lastVisitAt",
      last_counted_at = x."lastCountedAt", judged_through = x."judgedThrough"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(id uuid, tier text, "tierSince" timestamptz, "lastVisitAt" timestamptz, "lastCountedAt" timestamptz, "judgedThrough" date)
    where p.station_id = ${ctx.station.id} and p.id = x.id
      and (p.tier, p.tier_since, p.last_visit_at, p.last_counted_at, p.judged_through)
        is distinct from (x.tier, x."tierSince", x."lastVisitAt", x."lastCountedAt", x."judgedThrough")`.execute(tx)
  await writeWaiting(ctx, tx, results)
}

async function writeWaiting(ctx: Judge, tx: Tx, results: readonly Result[]): Promise<void> {
  const changed = results.flatMap(({ life, judgement }) =>
    life.visits
      .filter(({ id, waits, admittedAt }) => admittedAt === null && waits !== judgement.waitingVisitIds.has(id))
      .map(({ id }) => id),
  )
  if (changed.length === 0) return
  await sql`
    update visit set waits = not waits where station_id = ${ctx.station.id} and id = any(${changed}::uuid[])`.execute(
    tx,
  )
}

/** The last day on which nothing begins or ends by itself; the daily job judges the place again after it. */
function judgedThrough(life: StoredLife, duties: readonly Duty[], zone: Zone, now: Instant): string | null {
  const begins = duties.filter(({ state }) => state === 'forecast').map(({ from }) => zone.dayOf(from) - 1)
  const ends = life.decisions.map(({ lastDay }) => lastDay).filter((day) => day >= civilDate(zone.dayOf(now)))
  const last = begins.length > 0 ? civilDate(Math.min(...begins)) : null
  return [last, ...ends].filter((day) => day !== null).sort()[0] ?? null
}

function describe({ life, tierChanges, judgement, rows }: Result, now: Instant): Judged {
  const { duties, waitingVisitIds } = judgement
  const tier = tierChanges.at(-1)?.tier ?? life.tier
  const villages = life.villageId ? [life.villageId] : []
  const running = duties.filter(({ state, from, endsAt }) => state === 'open' && from <= now && now < endsAt)
  const since = Math.min(...running.map(({ from }) => from))
  return {
    tierBefore: life.tier,
    tier,
    villageId: life.villageId,
    changed: [
      ...(tierChanges.length > 0
        ? [{ op: 'put' as const, entity: 'place', id: life.id, villagesAfter: villages }]
        : []),
      ...(rows.length > 0 ? [{ op: 'put' as const, entity: 'duties', id: life.id, villagesAfter: villages }] : []),
    ],
    fulfilledBy: (visitId) => duties.filter(({ visitIds }) => visitIds.includes(visitId)).length,
    waiting: waitingVisitIds,
    failedAttempts: life.visits.filter(({ outcome, at }) => outcome === 'failed' && ms(at) >= since).length,
  }
}
