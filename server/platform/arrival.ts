import { broughtWithin, type PhoneTime, phoneTime } from '@sifang/domain/visits'
import type { Context, PhoneClock } from './context.ts'

type Arrival = Pick<Context, 'phoneClock' | 'now'>

/**
 * When something came to the station: now, unless the quarantine had it before. Whether somebody reported late goes by this,
 * not by when an officer came to let it in; what the station is given time for (a follow-up's clocks) begins when it is let in.
 */
export const arrivedAt = ({ phoneClock, now }: Arrival): Date => phoneClock?.arrivedAt ?? now()

/**
 * When something happened, as its member says. What comes from a phone is not later than its arrival, whatever the phone's
 * clock says: its member cannot mend that. At the desk a time in the future is a mistake, and the command refuses it.
 */
export function happenedAt(arrival: Arrival, said: string): Date {
  const [at, arrived] = [new Date(said), arrivedAt(arrival)]
  return arrival.phoneClock && at > arrived ? arrived : at
}

export type ToldTime = {
  readonly at: Date
  /** The phone's clock jumped, so nobody knows when it was … */
  readonly timeUncertain: boolean
  /** … but not before its last contact, where there was one. */
  readonly timeAfter: Date | null
}

/**
 * When it was, as far as the phone that it came from can be believed; the desk's word is taken as it is. `since`: before this it
 * cannot have been, whenever the phone's last contact was.
 */
export function toldTime(arrival: Arrival, said: string, since: Date | null = null): ToldTime {
  const { phoneClock } = arrival
  const at = new Date(said)
  if (!phoneClock) return { at, timeUncertain: false, timeAfter: null }
  const receivedAt = arrivedAt(arrival).getTime()
  const time = known(judged(phoneClock, receivedAt), since)
  return {
    at: new Date(broughtWithin(at.getTime(), time, receivedAt)),
    timeUncertain: time.kind === 'uncertain',
    timeAfter: time.kind === 'uncertain' && time.after !== null ? new Date(time.after) : null,
  }
}

/** What else is known of an uncertain time. */
const known = (time: PhoneTime, since: Date | null): PhoneTime =>
  time.kind === 'uncertain' && since !== null
    ? { ...time, after: Math.max(since.getTime(), time.after ?? since.getTime()) }
    : time

function judged({ wall, contact, wentBack, sentWall }: PhoneClock, receivedAt: number): PhoneTime {
  const told = {
    wall: wall.getTime(),
    contact: contact && { server: contact.server.getTime(), wall: contact.wall.getTime() },
    wentBack,
    sentWall: sentWall?.getTime() ?? null,
  }
  return phoneTime(told, receivedAt)
}
