import { type Instant, inForceAt, type Zone } from '../calendar/index.ts'
import { type ClockName, clockNames, type DatedClockSettings, endOf, endOfDate, type Length } from './clocks.ts'
import { type FollowUp, isClosed } from './follow-up.ts'
import { type HoldersAt, nextPost, type Post } from './posts.ts'

/** What the clocks run by. */
export type ClockRules = {
  readonly settings: DatedClockSettings
  readonly holdersAt: HoldersAt
  readonly zone: Zone
}

export type RunningClock = {
  readonly clock: ClockName
  /** Its time as it was given at first: past it, the follow-up is 逾期. */
  readonly dueAt: Instant
  /** When it runs out next: `dueAt`, or the time given again to the one it went to. */
  readonly runsOutAt: Instant
  /** What happens then, exactly once; `stands` when it is with the highest already. */
  readonly outcome:
    | { readonly kind: 'escalates'; readonly post: Post; readonly memberId: string }
    | { readonly kind: 'closes' }
    | { readonly kind: 'stands' }
}

/**
 * The one next date of a follow-up: the clock that runs out first and what happens then, or null when it is closed. When
 * nothing can happen any more of itself, the first of its dates, which may be past.
 */
export function nextClock(followUp: FollowUp, rules: ClockRules): RunningClock | null {
  let next: RunningClock | null = null
  for (const clock of runningClocks(followUp, rules)) {
    if (next === null || comesBefore(clock, next)) next = clock
  }
  return next
}

const comesBefore = (a: RunningClock, b: RunningClock): boolean => {
  if ((a.outcome.kind === 'stands') !== (b.outcome.kind === 'stands')) return b.outcome.kind === 'stands'
  return a.runsOutAt < b.runsOutAt
}

/** Since when it is past the time of one of its clocks (逾期), or null. */
export function overdueSince(followUp: FollowUp, rules: ClockRules, now: Instant): Instant | null {
  const dates = runningClocks(followUp, rules)
    .filter(({ outcome }) => outcome.kind !== 'closes')
    .map(({ dueAt }) => dueAt)
  const first = Math.min(...dates)
  return first < now ? first : null
}

/** All clocks that run now, in the order of their names. */
export function runningClocks(followUp: FollowUp, rules: ClockRules): readonly RunningClock[] {
  if (isClosed(followUp)) return []
  const running: RunningClock[] = []
  for (const clock of clockNames) {
    const time = timeOf(clock, followUp, rules)
    if (time !== null) running.push({ clock, ...time, outcome: outcomeOf(clock, time.runsOutAt, followUp, rules) })
  }
  return running
}

type Time = { readonly dueAt: Instant; readonly runsOutAt: Instant }

function timeOf(clock: ClockName, followUp: FollowUp, { settings, zone }: ClockRules): Time | null {
  const { lengths, tell, silence } = inForceAt(settings, followUp.openedAt, zone).clocks
  const { answer, scene, settle } = lengths[followUp.subject][followUp.urgency]
  const { state, answeredAt, onSceneAt, settledAt, allToldAt, settleBy } = followUp
  const again = (dueAt: Instant, length: Length): Time => ({
    dueAt,
    // whoever gets it after its time has the clock's whole length; before it, passing on gives no more time
    runsOutAt: dueAt <= followUp.ownerSince ? endOf(followUp.ownerSince, length, zone) : dueAt,
  })
  const since = (start: Instant, length: Length): Time => again(endOf(start, length, zone), length)
  const settled = state === 'settled'
  switch (clock) {
    case 'answer':
      return settled || answeredAt !== null ? null : since(followUp.urgencySince, answer)
    case 'scene':
      return settled || onSceneAt !== null || scene === null ? null : since(followUp.urgencySince, scene)
    case 'settle':
      if (settled) return null
      return settleBy === null ? since(followUp.runsSince, settle) : again(endOfDate(settleBy, zone), settle)
    case 'tell':
      return settledAt === null || allToldAt !== null ? null : since(settledAt, tell)
    case 'silence': {
      if (allToldAt === null) return null
      const endsAt = endOf(allToldAt, silence, zone)
      return { dueAt: endsAt, runsOutAt: endsAt }
    }
  }
}

/** The holders are those of the moment at which it happens: a clock found to have run out already escalates now. */
function outcomeOf(
  clock: ClockName,
  runsOutAt: Instant,
  followUp: FollowUp,
  { holdersAt }: ClockRules,
): RunningClock['outcome'] {
  if (clock === 'silence') return { kind: 'closes' }
  const next = nextPost(followUp, holdersAt(Math.max(runsOutAt, followUp.changedAt)))
  return next === null ? { kind: 'stands' } : { kind: 'escalates', ...next }
}
