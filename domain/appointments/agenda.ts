import type { Instant } from '../calendar/index.ts'
import type { Urgency } from '../findings/index.ts'
import type { LadderReason } from '../ladder/index.ts'

/** By which way it came onto the agenda. */
export const agendaOrigins = ['booking', 'ladder', 'hand'] as const
export type AgendaOrigin =
  | { readonly kind: 'booking'; readonly bookingId: string; readonly at: Instant }
  | { readonly kind: 'ladder'; readonly reason: LadderReason; readonly at: Instant }
  | { readonly kind: 'hand'; readonly itemId: string; readonly at: Instant }

/**
 * Something to be taken up. `at` of its origin: the slot's time of a booking, since when the ladder's rule holds, when
 * it was put on by hand. `followUpId` is null for what is no follow-up yet.
 */
export type AgendaEntry = {
  readonly followUpId: string | null
  readonly urgency: Urgency
  readonly origin: AgendaOrigin
}

export type AgendaItem = {
  readonly followUpId: string | null
  readonly urgency: Urgency
  /** Every way by which it came, bookings first. */
  readonly origins: readonly AgendaOrigin[]
}

/** What became of it at the appointment. `not-present`: who had booked did not come, and nothing else asks for it. */
export const agendaOutcomes = ['promised', 'answered', 'settled', 'postponed', 'not-present'] as const
export type AgendaOutcome = (typeof agendaOutcomes)[number]

/** The agenda in its one order; a follow-up stands there once, however often it was brought. */
export function agendaOf(entries: readonly AgendaEntry[]): readonly AgendaItem[] {
  const byMatter = new Map<string, AgendaEntry[]>()
  for (const entry of entries) {
    const key = entry.followUpId ?? keyOf(entry.origin)
    byMatter.set(key, [...(byMatter.get(key) ?? []), entry])
  }
  return [...byMatter.values()].map(itemOf).sort(inOrder)
}

const keyOf = (origin: AgendaOrigin): string => {
  switch (origin.kind) {
    case 'booking':
      return `booking ${origin.bookingId}`
    case 'hand':
      return `hand ${origin.itemId}`
    case 'ladder':
      throw new RangeError('the ladder brings follow-ups only')
  }
}

function itemOf(entries: readonly AgendaEntry[]): AgendaItem {
  const origins = entries.map(({ origin }) => origin).sort(originsInOrder)
  const urgent = entries.some(({ urgency }) => urgency === 'urgent')
  return { followUpId: entries[0]?.followUpId ?? null, urgency: urgent ? 'urgent' : 'ordinary', origins }
}

const originsInOrder = (a: AgendaOrigin, b: AgendaOrigin): number =>
  agendaOrigins.indexOf(a.kind) - agendaOrigins.indexOf(b.kind) || a.at - b.at || (keyText(a) < keyText(b) ? -1 : 1)

const keyText = (origin: AgendaOrigin): string => (origin.kind === 'ladder' ? origin.reason : keyOf(origin))

/** Who has a time comes at it; then what is urgent; then what has waited longest; ids make it the same everywhere. */
function inOrder(a: AgendaItem, b: AgendaItem): number {
  const [slotA, slotB] = [slotOf(a), slotOf(b)]
  if (slotA !== slotB) return slotA - slotB
  if (a.urgency !== b.urgency) return a.urgency === 'urgent' ? -1 : 1
  return sinceOf(a) - sinceOf(b) || (textOf(a) < textOf(b) ? -1 : 1)
}

const slotOf = ({ origins }: AgendaItem): Instant =>
  origins[0]?.kind === 'booking' ? origins[0].at : Number.MAX_SAFE_INTEGER
const sinceOf = ({ origins }: AgendaItem): Instant => Math.min(...origins.map(({ at }) => at))
const textOf = ({ followUpId, origins }: AgendaItem): string => followUpId ?? origins.map(keyText).join()

/** What an item is that nobody has to decide: only those asked for it who did not come. */
export function outcomeOfItself(
  item: AgendaItem,
  stateOf: (bookingId: string) => 'came' | 'did-not-come' | 'booked' | 'cancelled',
): AgendaOutcome | null {
  const absent = item.origins.every(
    (origin) => origin.kind === 'booking' && ['did-not-come', 'cancelled'].includes(stateOf(origin.bookingId)),
  )
  return absent ? 'not-present' : null
}
