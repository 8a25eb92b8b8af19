import type { Instant } from '@sifang/domain/calendar'
import { type Duty, failedAttempts, type PlaceLife } from '@sifang/domain/duties'
import type { Tier } from '@sifang/domain/tiers'
import type { JudgedDuty } from './judged.ts'
import type { StoredDuty, StoredLife } from './life.ts'

/** An instant as the rules count it. */
export const ms = (instant: string): Instant => Date.parse(instant)

/** The stored facts in the rules' own words. The kind at the beginning is what the first change says it was. */
export function lifeOf(life: StoredLife, due: readonly { at: Instant; tier: Tier }[]): PlaceLife {
  const kindChanges = life.events.flatMap(({ kind, details, at }) =>
    kind === 'kind-changed' && details.kind ? [{ at: ms(at), kind: details.kind, before: details.kindBefore }] : [],
  )
  const tiers = [...life.tierChanges.map(({ at, tier }) => ({ at: ms(at), tier })), ...due]
  return {
    // a steady place is as if it had been entered with the tier and kind that it has (domain/duties/steady.ts)
    createdAt: (life.since ?? life.createdAt).getTime(),
    tier: tiers[0]?.tier ?? life.tier,
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
      timeUncertain: visit.timeUncertain,
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

/** A forecast is stored as open from the moment it will begin: before, it is in no list and no figure. */
export function storedForm(
  life: StoredLife,
  { visits }: Pick<PlaceLife, 'visits'>,
  duty: Duty,
  stored: StoredDuty | undefined,
  now: Instant,
): JudgedDuty {
  const runs = (duty.state === 'open' || duty.state === 'forecast') && duty.endsAt > now
  return {
    placeId: life.id,
    lineId: duty.lineId,
    period: duty.period,
    periodStart: duty.periodStart,
    fromAt: new Date(duty.state === 'forecast' ? duty.begins : duty.from).toISOString(),
    until: duty.until,
    tier: duty.tier,
    visits: duty.asks,
    visitsDone: duty.counted,
    state: duty.state === 'forecast' ? 'open' : duty.state,
    fulfilledAt: duty.fulfilledAt === null ? null : new Date(duty.fulfilledAt).toISOString(),
    reportedLate: duty.reportedLate,
    // “a rate is … by the owner when the window ended”: what is stored of the past stays, also that nobody owned it
    ownerId: runs || !stored ? life.ownerId : stored.ownerId,
    failedAttempts: runs ? failedAttempts(visits, duty, now).length : (stored?.failedAttempts ?? 0),
  }
}
