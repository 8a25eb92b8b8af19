import type { Part, VillagePart } from '@sifang/client/phone'
import { distanceM } from '@sifang/domain/field'

export type CarriedPlace = VillagePart['places'][number]
export type CarriedDuty = VillagePart['duties'][number]
export type CarriedFollowUp = VillagePart['followUps'][number]

export type Position = { readonly latitude: number; readonly longitude: number; readonly accuracyM: number }

/** All places that the phone carries: of the villages, and those that are one's own beside them. */
export const placesOf = (part: Part): readonly CarriedPlace[] => [
  ...(part.own?.places ?? []),
  ...[...part.villages.values()].flatMap(({ places }) => places),
]

export function placeOf(part: Part, id: string): CarriedPlace | undefined {
  const is = (place: CarriedPlace) => place.id === id
  for (const { places } of part.villages.values()) {
    const found = places.find(is)
    if (found) return found
  }
  return part.own?.places.find(is)
}

export const dutiesOf = (part: Part, placeId: string): readonly CarriedDuty[] =>
  [part.own?.duties ?? [], ...[...part.villages.values()].map(({ duties }) => duties)].flatMap((duties) =>
    duties.filter((duty) => duty.placeId === placeId),
  )

/** Follow-ups of the villages and one's own, each once: of one's own more is known. */
export function followUpsOf(part: Part): readonly CarriedFollowUp[] {
  const own = part.own?.followUps ?? []
  const known = new Set(own.map(({ id }) => id))
  const others = [...part.villages.values()].flatMap(({ followUps }) => followUps)
  return [...own, ...others.filter(({ id }) => !known.has(id))]
}

export const villageName = (part: Part, id: string | null): string | null =>
  part.own?.villages.find((village) => village.id === id)?.name ?? null

/** The name of a place or of a village that is not carried; null when neither is known here. */
export const nameOf = (part: Part, id: string): string | null => placeOf(part, id)?.name ?? villageName(part, id)

/**
 * Places whose name, initials or village hold what was typed, the nearest first where the position is known, else by name.
 * Nothing typed: all.
 */
export function findPlaces(part: Part, typed: string, position: Position | null): readonly CarriedPlace[] {
  const wanted = typed.trim().toLowerCase()
  const found = placesOf(part).filter(
    (place) =>
      wanted === '' ||
      place.name.toLowerCase().includes(wanted) ||
      place.initials.toLowerCase().includes(wanted) ||
      (villageName(part, place.villageId) ?? '').includes(wanted),
  )
  const starts = (place: CarriedPlace) => wanted !== '' && place.name.toLowerCase().startsWith(wanted)
  return found.sort(
    (a, b) =>
      Number(starts(b)) - Number(starts(a)) ||
      (position === null ? 0 : (distanceM(position, a) ?? far) - (distanceM(position, b) ?? far)) ||
      a.name.localeCompare(b.name, 'zh'),
  )
}

const far = Number.MAX_SAFE_INTEGER
