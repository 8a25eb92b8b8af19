import { type Instant, type Zone, zoneOf } from '@sifang/domain/calendar'
import { judgePlace as judgeLife, lapsesOn } from '@sifang/domain/duties'
import type { Tier } from '@sifang/domain/tiers'
import type { Tx } from '../../platform/db/connection.ts'
import { type Write, writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Change } from '../../platform/records/changes.ts'
import { dutyDifferences } from './judged.ts'
import { readLives, type StoredLife } from './life.ts'
import { type Judge, type Result, waitingChanged, writesOf } from './present.ts'
import { lifeOf, ms, storedForm } from './rules-of-life.ts'
import { rulesOf, type StationRules } from './station-rules.ts'
import { tierChangesDue } from './tier-changes.ts'

export type Judged = {
  readonly tierBefore: Tier | null
  readonly tier: Tier | null
  readonly villageId: string | null
  /** For the change feed: the place when its tier changed, its duties when any of them, or 漏访, did, and visits that wait. */
  readonly changed: readonly Change[]
  /** How many duties this visit counts for. */
  fulfilledBy(visitId: string): number
  /** Visits that wait for an officer: reported more than 7 days late, or of an uncertain time. */
  readonly waiting: ReadonlySet<string>
  /** Failed attempts in the windows that run now. */
  readonly failedAttempts: number
}

/**
 * Brings a place's tier and its stored duties to what the rules say of all facts now known (DOMAIN.md §3, §4). Call it in
 * the transaction of each command that changes a fact of the place. Errors: place/not-found.
 */
export async function judgePlace(ctx: Judge, tx: Tx, placeId: string): Promise<Judged> {
  const [result] = await judge(ctx, tx, [placeId])
  return describe(result ?? fail('place/not-found'), ctx.now().getTime())
}

/** The same for many places; answers what changed, for the change feed. */
export async function judgePlaces(ctx: Judge, tx: Tx, placeIds: readonly string[]): Promise<readonly Change[]> {
  const results = await judge(ctx, tx, placeIds)
  return results.flatMap((result) => describe(result, ctx.now().getTime()).changed)
}

async function judge(ctx: Judge, tx: Tx, placeIds: readonly string[]): Promise<readonly Result[]> {
  const zone = zoneOf(ctx.station.timeZone)
  const lives = await readLives(tx, ctx, placeIds)
  const [first] = lives
  if (!first) return []
  const rules = await rulesOf(tx, ctx.station.id, first)
  const results = lives.map((life) => judgeOne(life, rules, zone, ctx.now().getTime()))
  await writeTogether(tx, writesOf(ctx, results, zone))
  return results
}

/**
 * Judges a place with facts that are about to be written: a command that has read the life itself adds its fact and sends
 * the writes together with its own.
 */
export async function judgeWith(
  ctx: Judge,
  tx: Tx,
  life: StoredLife,
): Promise<Judged & { readonly writes: readonly Write[] }> {
  const zone = zoneOf(ctx.station.timeZone)
  const now = ctx.now().getTime()
  const result = judgeOne(life, await rulesOf(tx, ctx.station.id, life), zone, now)
  return { ...describe(result, now), writes: writesOf(ctx, [result], zone) }
}

function judgeOne(life: StoredLife, rules: StationRules, zone: Zone, now: Instant): Result {
  const tierChanges = tierChangesDue(life, rules.redCategories, zone, now)
  const known = lifeOf(life, tierChanges)
  const judgement = judgeLife(known, rules.policy, now, { zone })
  const stored = new Map(life.duties.map((duty) => [`${duty.lineId} ${duty.period} ${duty.periodStart}`, duty]))
  const rows = dutyDifferences(
    life,
    judgement.duties.map((duty) =>
      storedForm(life, known, duty, stored.get(`${duty.lineId} ${duty.period} ${duty.periodStart}`), now),
    ),
  )
  // of a steady place only a visit that counts changes it; what lies before was read when it was stored
  const lapses =
    life.since && judgement.lastCountedAt === null ? life.lapsesOn : lapsesOn(judgement.duties, judgement.lastCountedAt)
  return { life, tierChanges, judgement, rows, lapsesOn: lapses }
}

function describe(result: Result, now: Instant): Judged {
  const { life, tierChanges, judgement, rows, lapsesOn } = result
  const { duties, waitingVisitIds } = judgement
  const tier = tierChanges.at(-1)?.tier ?? life.tier
  const villages = life.villageId ? [life.villageId] : []
  const put = (entity: string, id: string): Change => ({ op: 'put', entity, id, villagesAfter: villages })
  const running = duties.filter(({ state, from, endsAt }) => state === 'open' && from <= now && now < endsAt)
  const since = Math.min(...running.map(({ from }) => from))
  return {
    tierBefore: life.tier,
    tier,
    villageId: life.villageId,
    changed: [
      ...(tierChanges.length > 0 ? [put('place', life.id)] : []),
      ...(rows.length > 0 || lapsesOn !== life.lapsesOn ? [put('duty', life.id)] : []),
      ...waitingChanged(result).map((id) => put('visit', id)),
    ],
    fulfilledBy: (visitId) => duties.filter(({ visitIds }) => visitIds.includes(visitId)).length,
    waiting: waitingVisitIds,
    failedAttempts: life.visits.filter(
      ({ outcome, at, timeUncertain, admittedAt }) =>
        outcome === 'failed' && ms(at) >= since && (!timeUncertain || admittedAt !== null),
    ).length,
  }
}
