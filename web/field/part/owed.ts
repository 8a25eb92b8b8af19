import type { OutboxItem, Part } from '@sifang/client/phone'
import { zoneOf } from '@sifang/domain/calendar'
import { type DueOnPhone, dueOnPhone, type WaitingVisit } from '@sifang/domain/field'
import type { Position } from './places.ts'

/** What the member owes now, by the rules that the server goes by, what waits in the outbox counted in. */
export function owedNow(
  { own, villages, syncedAt }: Part,
  items: readonly OutboxItem[],
  now: Date,
  position: Position | null,
): readonly DueOnPhone[] {
  if (own === null) return []
  return dueOnPhone({
    own,
    villages: villages.values(),
    waiting: visitsUnderway(items, syncedAt),
    now: now.getTime(),
    zone: zoneOf(own.station.timeZone),
    position,
  })
}

/** Visits that what was carried does not know of: they wait, or were sent after it was read. */
function visitsUnderway(items: readonly OutboxItem[], syncedAt: string | null): readonly WaitingVisit[] {
  return items.flatMap(({ id, path, body, state, sentAt }) => {
    if (body === null || !path?.startsWith('/visits/')) return []
    const told = state === 'sent' && syncedAt !== null && sentAt !== null && sentAt <= syncedAt
    // the body is what the visit's form made
    return told || state === 'held' ? [] : [{ ...body, id } as WaitingVisit]
  })
}
