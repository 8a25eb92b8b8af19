import { dayNumber, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import { type Decider, type DecisionRefusal, mayDecide } from '../members/index.ts'
import { type Duty, dutyStateAt } from './duty.ts'
import { lateAfterDays } from './owed.ts'

export type ExcusalRefusal = DecisionRefusal | 'duty/not-open' | 'duty/excuse-too-late'

/** Why a duty cannot be excused at `now`, or null: it is open or missed, “until 7 days after the window's end” (DOMAIN.md §4). */
export function excusable(
  duty: Pick<Duty, 'state' | 'endsAt' | 'until' | 'from'>,
  now: Instant,
  zone: Zone = shanghai,
): 'duty/not-open' | 'duty/excuse-too-late' | null {
  const state = dutyStateAt(duty, now)
  if ((state !== 'open' && state !== 'missed') || now < duty.from) return 'duty/not-open'
  return now > zone.startOfDay(dayNumber(duty.until) + 1 + lateAfterDays) ? 'duty/excuse-too-late' : null
}

/** Why this member may not excuse the duty, or null: who decides (§2), who did not ask for it, and is not its owner. */
export function mayExcuse(
  actor: Decider,
  duty: Pick<Duty, 'state' | 'endsAt' | 'until' | 'from'> & { readonly ownerId: string | null },
  askedBy: string,
  now: Instant,
  zone: Zone = shanghai,
): ExcusalRefusal | null {
  return (
    mayDecide('approve-excusal', actor, { enteredBy: askedBy, ownerId: duty.ownerId }) ?? excusable(duty, now, zone)
  )
}
