import type { Notice, VillagePart } from '../types.ts'
import type { Carried } from './carried.ts'

type Place = VillagePart['places'][number]

/**
 * What reads otherwise than it did, in the order of villages and places. A village that came or went is said once, not
 * place by place; who a place is given to or taken from is told to these two alone.
 */
export function noticesOf(before: Carried, after: Carried, memberId: string): readonly Notice[] {
  if (!before.own) return []
  const names = new Map(
    [...(after.own ?? before.own).villages, ...before.own.villages].map(({ id, name }) => [id, name]),
  )
  const villages = (of: Carried) => new Set(of.own?.villageIds ?? [])
  const [had, has] = [villages(before), villages(after)]
  const moved: Notice[] = [
    ...[...had].filter((id) => !has.has(id)).map((id) => ({ kind: 'village-lost' as const, id })),
    ...[...has].filter((id) => !had.has(id)).map((id) => ({ kind: 'village-gained' as const, id })),
  ].map(({ kind, id }) => ({ kind, villageId: id, name: names.get(id) ?? '' }))
  const both = (of: Carried) => placesOf(of, (id) => before.villages.has(id) && after.villages.has(id))
  const [old, now] = [both(before), both(after)]
  const gone = [...old.values()]
    .filter(({ id }) => !now.has(id))
    .map(({ id, name }): Notice => ({ kind: 'closed', placeId: id, name }))
  return [...moved, ...gone, ...[...now.values()].flatMap((place) => noticesAt(old.get(place.id), place, memberId))]
}

function noticesAt(old: Place | undefined, place: Place, memberId: string): readonly Notice[] {
  const { id: placeId, name } = place
  if (!old) return [{ kind: 'arrived', placeId, name }]
  const changed: Notice[] = []
  if (old.name !== name) changed.push({ kind: 'renamed', placeId, from: old.name, to: name })
  if (old.tier && place.tier && old.tier !== place.tier) {
    changed.push({ kind: 'tier', placeId, name, from: old.tier, to: place.tier })
  }
  const isMine = old.ownerId === memberId || place.ownerId === memberId
  if (old.ownerId !== place.ownerId && isMine) changed.push({ kind: 'reassigned', placeId, name })
  return changed
}

function placesOf({ villages }: Carried, isRead: (villageId: string) => boolean): ReadonlyMap<string, Place> {
  const parts = [...villages].filter(([id]) => isRead(id)).flatMap(([, { places }]) => places)
  return new Map(parts.map((place) => [place.id, place]))
}

/** Notices to be shown, the later of one thing instead of the earlier; what came back is no news. */
export function addNotices(waiting: readonly Notice[], more: readonly Notice[]): readonly Notice[] {
  const key = (notice: Notice) => `${notice.kind} ${'placeId' in notice ? notice.placeId : notice.villageId}`
  const held = new Map(waiting.map((notice) => [key(notice), notice]))
  for (const notice of more) {
    // left one village and came in another
    if (notice.kind === 'arrived' && held.delete(`closed ${notice.placeId}`)) continue
    const earlier = held.get(key(notice))
    const sum = earlier && 'from' in earlier && 'from' in notice ? { ...notice, from: earlier.from } : notice
    held.delete(key(notice))
    if (!('from' in sum) || sum.from !== sum.to) held.set(key(notice), sum)
  }
  return [...held.values()]
}
