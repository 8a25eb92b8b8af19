import { dayNumber, type Instant, shanghai, type Zone } from '../calendar/index.ts'
import { type Duty, dutyStateAt } from './duty.ts'
import { lateAfterDays } from './owed.ts'

/**
 * Why a duty cannot be excused at `now`, or null: it is open or missed, “until 7 days after the window's end” (DOMAIN.md
 * §4). Who may decide it is `mayDecide` (../members).
 */
export function excusable(
  duty: Pick<Duty, 'state' | 'endsAt' | 'until' | 'from'>,
  now: Instant,
  zone: Zone = shanghai,
): 'duty/not-open' | 'duty/excuse-too-late' | null {
  const state = dutyStateAt(duty, now)
  if ((state !== 'open' && state !== 'missed') || now < duty.from) return 'duty/not-open'
  return now > zone.startOfDay(dayNumber(duty.until) + 1 + lateAfterDays) ? 'duty/excuse-too-late' : null
}
