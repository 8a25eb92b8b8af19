import { type CivilDate, dayNumber, type Instant, type Zone } from '../calendar/index.ts'
import type { Urgency } from '../findings/index.ts'
import type { FollowUpSubject } from './entry.ts'

/**
 * `answer`: until somebody accepts it; `scene`: until somebody is there; `settle`: until it is settled; `tell`: until all
 * who asked or reported were told; `silence`: until it closes as 未回复.
 */
export const clockNames = ['answer', 'scene', 'settle', 'tell', 'silence'] as const
export type ClockName = (typeof clockNames)[number]

/** Running hours go through nights and holidays; civil days end at 24:00, and the day it began on is not counted. */
export type Length =
  | { readonly unit: 'minutes'; readonly minutes: number }
  | { readonly unit: 'days'; readonly days: number }

export type ClockLengths = {
  readonly answer: Length
  /** null: nobody has to go there by a time. */
  readonly scene: Length | null
  readonly settle: Length
}

export type ClockSettings = {
  readonly lengths: Readonly<Record<FollowUpSubject, Readonly<Record<Urgency, ClockLengths>>>>
  readonly tell: Length
  readonly silence: Length
}

/** Settings are dated; a follow-up keeps those that were in force when it was opened. At least one; in any order. */
export type DatedClockSettings = readonly { readonly effectiveFrom: CivilDate; readonly clocks: ClockSettings }[]

const minutes = (n: number): Length => ({ unit: 'minutes', minutes: n })
const days = (n: number): Length => ({ unit: 'days', days: n })

/** “Urgent dispute: answered within 30 minutes, somebody there within 2 hours” (DOMAIN.md §6). */
const urgent: ClockLengths = { answer: minutes(30), scene: minutes(120), settle: days(15) }
/** “Need: answered within 3 days, settled within 15.” */
const ordinary: ClockLengths = { answer: days(3), scene: null, settle: days(15) }
/** An order or a promise is urgent by its date; there is nobody waiting at a scene. */
const withoutScene: ClockLengths = { ...urgent, scene: null }

const lengthsOf = (subject: FollowUpSubject): Readonly<Record<Urgency, ClockLengths>> =>
  subject === 'order' || subject === 'promise' ? { urgent: withoutScene, ordinary } : { urgent, ordinary }

/** A new station's clocks. What DOMAIN.md does not name runs as the urgent dispute and as the need do. */
export const defaultClocks: ClockSettings = {
  lengths: {
    dispute: lengthsOf('dispute'),
    hazard: lengthsOf('hazard'),
    tip: lengthsOf('tip'),
    need: lengthsOf('need'),
    'base-data-change': lengthsOf('base-data-change'),
    order: lengthsOf('order'),
    promise: lengthsOf('promise'),
  },
  tell: days(3),
  silence: days(7),
}

/** When something of this length that begins at `start` is over. */
export function endOf(start: Instant, length: Length, zone: Zone): Instant {
  switch (length.unit) {
    case 'minutes':
      return start + length.minutes * 60_000
    case 'days':
      return zone.startOfDay(zone.dayOf(start) + length.days + 1)
  }
}

/** 24:00 of a civil date. */
export const endOfDate = (date: CivilDate, zone: Zone): Instant => zone.startOfDay(dayNumber(date) + 1)
