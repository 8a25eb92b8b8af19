import type { Instant } from '../calendar/index.ts'
import type { ProblemCode } from '../problems.ts'

/** When people are received, and how many at a time: a family comes alone, delegates together. */
export type SlotTimes = { readonly startsAt: Instant; readonly endsAt: Instant }

export const slotLengthsMinutes = { least: 5, most: 480 } as const
export const mostSlots = 60

const minuteMs = 60_000

/** Slots of one length one after the other; what is left at the end and too short for one stays free. */
export function evenSlots(within: SlotTimes, lengthMinutes: number): readonly SlotTimes[] {
  const lengthMs = lengthMinutes * minuteMs
  const count = Math.max(0, Math.floor((within.endsAt - within.startsAt) / lengthMs))
  return Array.from({ length: count }, (_, index) => ({
    startsAt: within.startsAt + index * lengthMs,
    endsAt: within.startsAt + (index + 1) * lengthMs,
  }))
}

/** Why these slots may not stand beside those that stand, or null: they lie within the appointment and do not overlap. */
export function slotsRefusal(
  added: readonly SlotTimes[],
  standing: readonly SlotTimes[],
  within: SlotTimes,
  now: Instant,
): ProblemCode | null {
  if (added.length + standing.length > mostSlots) return 'appointment/too-many-slots'
  for (const slot of added) {
    if (slot.endsAt - slot.startsAt < slotLengthsMinutes.least * minuteMs) return 'appointment/slot-length'
    if (slot.startsAt < within.startsAt || slot.endsAt > within.endsAt) return 'appointment/slot-outside'
    if (slot.endsAt <= now) return 'appointment/day-past'
  }
  return overlap([...added, ...standing]) ? 'appointment/slots-overlap' : null
}

/** A slot when its appointment begins at another time: it stays as far from the beginning as it was. */
export function movedAlong(slot: SlotTimes, from: Instant, to: Instant): SlotTimes {
  return { startsAt: slot.startsAt - from + to, endsAt: slot.endsAt - from + to }
}

function overlap(slots: readonly SlotTimes[]): boolean {
  const sorted = [...slots].sort((a, b) => a.startsAt - b.startsAt)
  return sorted.some((slot, index) => slot.startsAt < (sorted[index - 1]?.endsAt ?? Number.NEGATIVE_INFINITY))
}
