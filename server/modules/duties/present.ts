import { civilDate, type Instant, type Zone } from '@sifang/domain/calendar'
import { type Duty, type Judgement, steadySince } from '@sifang/domain/duties'
import type { TierEntry } from '@sifang/domain/tiers'
import { sql } from 'kysely'
import type { Context, JobContext } from '../../platform/context.ts'
import type { Write } from '../../platform/db/write.ts'
import { type dutyDifferences, dutyWrites } from './judged.ts'
import type { StoredLife } from './life.ts'
import { lifeOf } from './rules-of-life.ts'

/** What the rules made of one place. */
export type Result = {
  readonly life: StoredLife
  readonly tierChanges: readonly TierEntry[]
  readonly judgement: Judgement
  /** When the place becomes 漏访 unless a visit counts (domain/duties/due.ts). */
  readonly lapsesOn: string | null
  readonly rows: ReturnType<typeof dutyDifferences>
}

export type Judge = Pick<JobContext, 'station' | 'now' | 'newId'> & {
  readonly actor?: Pick<Context['actor'], 'memberId'>
}

/** Brings tiers, duties and the places' present state to these results; independent of each other, for one statement. */
export function writesOf(ctx: Judge, results: readonly Result[], zone: Zone): readonly Write[] {
  return [
    ...tierWrites(ctx, results),
    ...dutyWrites(
      ctx.station.id,
      results.flatMap(({ rows }) => rows),
    ),
    ...presentWrites(ctx, results, zone),
    ...waitingWrites(ctx, results),
  ]
}

function tierWrites(ctx: Judge, results: readonly Result[]): readonly Write[] {
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
  if (rows.length === 0) return []
  return [
    sql`
      insert into tier_change (station_id, id, place_id, tier, rule, basis_id, at, recorded_at, recorded_by)
      select ${ctx.station.id}, x.id, x."placeId", x.tier, x.rule, x."basisId", x.at, ${ctx.now()}, ${ctx.actor?.memberId ?? null}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id uuid, "placeId" uuid, tier text, rule text, "basisId" uuid, at timestamptz)`,
  ]
}

/** The place's present state beside its facts: tier, last visits, until when its duties stand. */
function presentWrites(ctx: Judge, results: readonly Result[], zone: Zone): readonly Write[] {
  const now = ctx.now().getTime()
  const rows = results.flatMap(({ life, tierChanges, judgement, lapsesOn }) => {
    const made = life.visits.filter(({ outcome }) => outcome !== 'failed')
    const present = {
      id: life.id,
      tier: tierChanges.at(-1)?.tier ?? life.tier,
      tierSince: instantText(tierChanges.at(-1)?.at ?? life.tierSince?.getTime() ?? null),
      lastVisitAt: made.at(-1)?.at ?? instantText(life.since && (life.lastVisitAt?.getTime() ?? null)),
      lastCountedAt: instantText(judgement.lastCountedAt ?? (life.since && (life.lastCountedAt?.getTime() ?? null))),
      lapsesOn,
      ...(life.since ? reach(life) : judgedReach({ life, tierChanges, judgement }, zone, now)),
    }
    return isPresent(life, present) ? [] : [present]
  })
  if (rows.length === 0) return []
  return [
    sql`
      update place p set tier = x.tier, tier_since = x."tierSince", last_visit_at = x."lastVisitAt",
        last_counted_at = x."lastCountedAt", lapses_on = x."lapsesOn", judged_through = x."judgedThrough", steady_since = x."steadySince"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id uuid, tier text, "tierSince" timestamptz, "lastVisitAt" timestamptz, "lastCountedAt" timestamptz, "lapsesOn" date,
          "judgedThrough" date, "steadySince" timestamptz)
      where p.station_id = ${ctx.station.id} and p.id = x.id`,
  ]
}

/** How far back a report may come and still be judged without what was before: a month and some days. */
const reportedWithinMs = 35 * 24 * 3600 * 1000

type Reach = Pick<Present, 'judgedThrough' | 'steadySince'>

function judgedReach(
  { life, tierChanges, judgement }: Omit<Result, 'rows' | 'lapsesOn'>,
  zone: Zone,
  now: Instant,
): Reach {
  const since = steadySince(lifeOf(life, tierChanges), judgement.duties, now - reportedWithinMs, zone)
  return { judgedThrough: judgedThrough(life, judgement.duties, zone, now), steadySince: instantText(since) }
}

/** A visit changes neither. */
const reach = (life: StoredLife): Reach => ({
  judgedThrough: life.judgedThrough,
  steadySince: instantText(life.steadySince?.getTime() ?? null),
})

type Present = {
  readonly tier: string | null
  readonly tierSince: string | null
  readonly lastVisitAt: string | null
  readonly lastCountedAt: string | null
  readonly lapsesOn: string | null
  readonly judgedThrough: string | null
  readonly steadySince: string | null
}

const isPresent = (life: StoredLife, present: Present): boolean =>
  life.tier === present.tier &&
  same(life.tierSince, present.tierSince) &&
  same(life.lastVisitAt, present.lastVisitAt) &&
  same(life.lastCountedAt, present.lastCountedAt) &&
  life.lapsesOn === present.lapsesOn &&
  life.judgedThrough === present.judgedThrough &&
  same(life.steadySince, present.steadySince)

const same = (stored: Date | null, wanted: string | null): boolean =>
  stored === null || wanted === null ? stored === wanted : stored.getTime() === Date.parse(wanted)

const instantText = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Visits that from now on wait for an officer, or no longer do. */
export const waitingChanged = ({ life, judgement }: Pick<Result, 'life' | 'judgement'>): readonly string[] =>
  life.visits
    .filter(({ id, waits, admittedAt }) => admittedAt === null && waits !== judgement.waitingVisitIds.has(id))
    .map(({ id }) => id)

function waitingWrites(ctx: Judge, results: readonly Result[]): readonly Write[] {
  const changed = results.flatMap(waitingChanged)
  if (changed.length === 0) return []
  return [sql`update visit set waits = not waits where station_id = ${ctx.station.id} and id = any(${changed}::uuid[])`]
}

/** The last day on which nothing begins or ends by itself; the daily job judges the place again after it. */
function judgedThrough(life: StoredLife, duties: readonly Duty[], zone: Zone, now: Instant): string | null {
  const begins = duties.filter(({ state }) => state === 'forecast').map(({ begins }) => zone.dayOf(begins) - 1)
  const ends = life.decisions.map(({ lastDay }) => lastDay).filter((day) => day >= civilDate(zone.dayOf(now)))
  const last = begins.length > 0 ? civilDate(Math.min(...begins)) : null
  return [last, ...ends].filter((day) => day !== null).sort()[0] ?? null
}
