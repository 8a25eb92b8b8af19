import type { Instant } from '../calendar/index.ts'
import type { ClockEntry } from './entry.ts'
import { type FollowUp, followUpOf } from './follow-up.ts'
import { type ClockRules, nextClock, type RunningClock } from './next-clock.ts'

/**
 * What the clocks have brought until `now` and is not written yet: escalations and the closing after silence, each at
 * the time at which it happened, the one following from the other. Looked at once a minute or a day late, it comes to
 * the same; what is done at the very end of a clock is still in time.
 */
export function clockEntriesUntil(followUp: FollowUp, rules: ClockRules, now: Instant): readonly ClockEntry[] {
  const made: ClockEntry[] = []
  let standing = followUp
  for (;;) {
    const clock = nextClock(standing, rules)
    const entry = clock === null ? null : entryOf(clock, standing.changedAt)
    if (entry === null || entry.at >= now) return made
    made.push(entry)
    standing = followUpOf([entry], standing)
  }
}

/** Never before what was known last: a clock that a correction made shorter runs out at the correction. */
function entryOf({ clock, runsOutAt, outcome }: RunningClock, changedAt: Instant): ClockEntry | null {
  const at = Math.max(runsOutAt, changedAt)
  const made = { by: null, at, receivedAt: at } as const
  if (outcome.kind === 'closes') return { kind: 'closed-unanswered', ...made }
  if (outcome.kind === 'stands' || clock === 'silence') return null
  return { kind: 'escalated', ...made, clock, post: outcome.post, ownerId: outcome.memberId }
}
