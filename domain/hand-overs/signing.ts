import type { Instant } from '../calendar/index.ts'

/** A shift and who stands on it, stand-ins included. */
export type OnShift = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly dutyOfficerId: string | null
  readonly shiftLeaderId: string | null
}

export type HandOverRefusal = 'hand-over/not-on-shift' | 'hand-over/too-early' | 'hand-over/same-person'

/** A shift is handed over from its last hour on. */
const lastHourMs = 3_600_000

/**
 * Why this member may not give the shift, or null: its duty officer or shift leader, from its last hour on. The shift is
 * responsible until the next one has signed, so there is no latest time.
 */
export function mayGive(memberId: string, shift: OnShift, now: Instant): HandOverRefusal | null {
  if (!isOn(memberId, shift)) return 'hand-over/not-on-shift'
  return now < shift.endsAt - lastHourMs ? 'hand-over/too-early' : null
}

/** Why this member may not take the shift, or null: on the next one, and not the one who gave it: it is signed by two. */
export function mayTake(memberId: string, next: OnShift, givenBy: string): HandOverRefusal | null {
  if (memberId === givenBy) return 'hand-over/same-person'
  return isOn(memberId, next) ? null : 'hand-over/not-on-shift'
}

const isOn = (memberId: string, { dutyOfficerId, shiftLeaderId }: OnShift): boolean =>
  memberId === dutyOfficerId || memberId === shiftLeaderId
