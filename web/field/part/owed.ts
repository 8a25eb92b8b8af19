import type { OutboxItem, Part } from '@sifang/client/phone'
import { zoneOf } from '@sifang/domain/calendar'
import { type DueOnPhone, dueOnPhone, type WaitingVisit } from '@sifang/domain/field'
import type { Position } from './places.ts'

/** What the member owes now, by the rules that the server goes by, what waits in the outbox counted in. */
export function owedNow(
  { own, villages }: Part,
  items: readonly OutboxItem[],
  now: Date,
  position: Position | null,
): readonly DueOnPhone[] {
  if (own === null) return []
  return dueOnPhone({
    own,
    villages: villages.values(),
    waiting: visitsUnderway(items),
    now: now.getTime(),
    zone: zoneOf(own.station.timeZone),
    position,
  })
}

/** Visits that what was carried does not know of yet: an item keeps its body until it does. */
function visitsUnderway(items: readonly OutboxItem[]): readonly WaitingVisit[] {
  return items.flatMap(({ id, path, body, state }) =>
    body === null || state === 'held' || !path?.startsWith('/visits/')
      ? []
      : // the body is what the visit's form made
        [{ ...body, id } as WaitingVisit],
  )
}
