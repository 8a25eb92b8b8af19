import type { StoredItem } from './item.ts'

type Ordered = Pick<StoredItem, 'id' | 'kind' | 'needs' | 'urgent' | 'state' | 'savedAt'>

/**
 * Items in the order of sending (ARCHITECTURE “On the phone”): urgent first, words before attachments, then as they were
 * saved; sent ones last. What an urgent item needs is as urgent as it.
 */
export function inOrder<T extends Ordered>(items: readonly T[]): readonly T[] {
  const urgent = urgentIds(items)
  const rank = (item: T): number =>
    (item.state === 'sent' ? 4 : 0) + (urgent.has(item.id) ? 0 : 2) + (item.kind === 'words' ? 0 : 1)
  return items.toSorted((a, b) => rank(a) - rank(b) || compare(a.savedAt, b.savedAt) || compare(a.id, b.id))
}

/** What goes next: the first that waits, is not paused, and whose needs the server has; null where there is none. */
export function nextToSend<T extends Ordered>(items: readonly T[], isPaused: (id: string) => boolean): T | null {
  const unsent = new Set(items.filter(({ state }) => state !== 'sent').map(({ id }) => id))
  const mayGo = (item: T) =>
    item.state === 'waiting' && !isPaused(item.id) && !item.needs.some((need) => unsent.has(need))
  return inOrder(items).find(mayGo) ?? null
}

/** Items that wait for one that is held, through any number of others. */
export function blockedIds(items: readonly Ordered[]): ReadonlySet<string> {
  const blocked = new Set<string>()
  const stuck = new Set(items.filter(({ state }) => state === 'held').map(({ id }) => id))
  for (let grew = true; grew; ) {
    grew = false
    for (const { id, state, needs } of items) {
      if (state !== 'waiting' || stuck.has(id) || !needs.some((need) => stuck.has(need))) continue
      stuck.add(id)
      blocked.add(id)
      grew = true
    }
  }
  return blocked
}

function urgentIds(items: readonly Ordered[]): ReadonlySet<string> {
  const byId = new Map(items.map((item) => [item.id, item]))
  const urgent = new Set<string>()
  const mark = (id: string) => {
    const item = byId.get(id)
    if (!item || item.state === 'sent' || urgent.has(id)) return
    urgent.add(id)
    for (const need of item.needs) mark(need)
  }
  for (const { id, urgent: isUrgent } of items) if (isUrgent) mark(id)
  return urgent
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
