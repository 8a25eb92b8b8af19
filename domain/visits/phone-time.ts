import type { Instant } from '../calendar/index.ts'

/** What a phone's clock said; all instants in milliseconds, `server` by the server's clock and the others by the phone's. */
export type PhoneClock = {
  /** When it was recorded. */
  readonly wall: Instant
  /** The last contact before that; null where there was none. */
  readonly contact: { readonly server: Instant; readonly wall: Instant } | null
  /** The phone saw its clock go back between the contact and the record. */
  readonly wentBack: boolean
  /** When it was sent; null where it came by a file or out of the quarantine. */
  readonly sentWall: Instant | null
}

/** `uncertain`: it was after the last contact (null: there was none) and not after its arrival, and no more is known. */
export type PhoneTime =
  | { readonly kind: 'certain' }
  | { readonly kind: 'uncertain'; readonly after: Instant | null; readonly until: Instant }

/** A clock may be set right by some seconds, and an answer may be slow, without anything having jumped. */
const jumpMs = 2 * 60_000

/**
 * Whether the time of what was recorded on a phone can be believed (ARCHITECTURE “A phone's clock is not believed”): “a jump
 * is wall time going back, or server offsets at two contacts that differ by over 2 minutes”; the arrival is the second one.
 * A clock that is wrong by hours and steady is certain: what is known of its offset puts it right.
 */
export function phoneTime(clock: PhoneClock, receivedAt: Instant): PhoneTime {
  const { wall, contact, wentBack, sentWall } = clock
  const steps = [contact?.wall, wall, sentWall].filter((instant) => typeof instant === 'number')
  const stepsBack = steps.some((instant, index) => instant < (steps[index - 1] ?? instant) - jumpMs)
  const jumped = wentBack || stepsBack || offsetsDiffer(contact, sentWall, receivedAt)
  // the contact is the phone's word as well
  const after = contact === null ? null : Math.min(contact.server, receivedAt)
  return jumped ? { kind: 'uncertain', after, until: receivedAt } : { kind: 'certain' }
}

/** A phone that was never told the time has believed its own clock. */
function offsetsDiffer(contact: PhoneClock['contact'], sentWall: Instant | null, receivedAt: Instant): boolean {
  if (sentWall === null) return false
  const believed = contact ? contact.server - contact.wall : 0
  return Math.abs(receivedAt - sentWall - believed) > jumpMs
}

/** A time as it may have been: never after its arrival, and an uncertain one not before the last contact. */
export function broughtWithin(at: Instant, time: PhoneTime, receivedAt: Instant): Instant {
  const after = time.kind === 'uncertain' ? time.after : null
  return Math.min(Math.max(at, after ?? at), receivedAt)
}
