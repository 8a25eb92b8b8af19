import { growingInts } from './growing.ts'
import { nearPositions } from './near-positions.ts'
import { nameLikeness, nearLikeness, plainPlaceName } from './place-name.ts'
import type { Position } from './position.ts'
import { similarNames } from './similar-names.ts'

/** An existing place by its id, or an earlier row of the same file. */
export type Origin = { readonly kind: 'place'; readonly id: string } | { readonly kind: 'row'; readonly row: number }

export type Comparable = {
  readonly origin: Origin
  readonly name: string
  readonly villageId: string | null
  /** its village's name, which often leads the place's own */
  readonly villageName: string
  readonly position: Position | null
}

export type Likely = {
  readonly origin: Origin
  /** same village and the same or nearly the same name, or not farther than 30 m, or both */
  readonly why: 'name' | 'near' | 'name-and-near'
  /** of the names, 0 to 1 */
  readonly likeness: number
  readonly distanceM: number | null
}

export type DuplicateIndex = {
  readonly add: (item: Comparable) => void
  /** the likeliest duplicates among what was added, best first */
  readonly find: (item: Comparable) => readonly Likely[]
}

const nearM = 30
const mostShown = 3

/**
 * Likely duplicates, in nearly linear time and lean memory: positions in cells of 30 m, names blocked by village and
 * pairs of characters. Add the existing places, then for each row of the file find and add.
 */
export function duplicateIndex(): DuplicateIndex {
  /** the row of each item, or -1 minus its place among the places */
  const rows = growingInts()
  const placeIds: string[] = []
  const plainNames: string[] = []
  const villages = growingInts()
  const positions = nearPositions(nearM)
  const similar = similarNames()
  const villageNumbers = new Map<string, number>()

  const villageNumber = (id: string | null) => {
    const known = villageNumbers.get(id ?? '')
    if (known !== undefined) return known
    villageNumbers.set(id ?? '', villageNumbers.size)
    return villageNumbers.size - 1
  }

  const add = (item: Comparable) => {
    const plain = plainPlaceName(item.name, item.villageName)
    const village = villageNumber(item.villageId)
    const at = rows.push(item.origin.kind === 'row' ? item.origin.row : -placeIds.push(item.origin.id))
    plainNames.push(plain)
    villages.push(village)
    positions.add(item.position)
    similar.add(at, village, plain)
  }

  const originOf = (at: number): Origin => {
    const row = rows.at(at)
    return row < 0 ? { kind: 'place', id: placeIds[-1 - row] ?? '' } : { kind: 'row', row }
  }

  const find = (item: Comparable): readonly Likely[] => {
    const plain = plainPlaceName(item.name, item.villageName)
    const village = villageNumber(item.villageId)
    const candidates = new Set(similar.candidates(village, plain))
    for (const at of positions.near(item.position)) candidates.add(at)

    const likely: Likely[] = []
    for (const at of candidates) {
      const likeness = nameLikeness(plain, plainNames[at] ?? '')
      const distanceM = positions.distanceM(at, item.position)
      const alike = village === villages.at(at) && likeness >= nearLikeness
      const near = distanceM !== null && distanceM <= nearM
      if (!alike && !near) continue
      const why = alike && near ? 'name-and-near' : alike ? 'name' : 'near'
      likely.push({
        origin: originOf(at),
        why,
        likeness: round(likeness),
        distanceM: distanceM && round(distanceM),
      })
    }
    return likely.sort(byLikelihood).slice(0, mostShown)
  }
  return { add, find }
}

function byLikelihood(a: Likely, b: Likely): number {
  const weight = ({ why, likeness, distanceM }: Likely) =>
    (why === 'name-and-near' ? 2 : why === 'name' ? 1 : 0) + likeness - (distanceM ?? 0) / 1e4
  return weight(b) - weight(a)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
