import type { Reply } from '../../types.ts'
import type { OwnPart, VillagePart } from '../types.ts'

export type PartChanges = Reply<'/field/changes'>

/** Up to where the part is known, and what of it is still to be read. */
export type Mark = {
  readonly epoch: string
  readonly seq: number
  /** Villages to be read whole. */
  readonly missing: readonly string[]
  readonly ownMissing: boolean
}

/** What the member carries. A village that is to be read anew keeps what was known of it until then. */
export type Carried = {
  /** null: nothing was read yet, or all of it is to be read anew. */
  readonly mark: Mark | null
  readonly own: OwnPart | null
  readonly villages: ReadonlyMap<string, VillagePart>
}

export const nothingCarried: Carried = { mark: null, own: null, villages: new Map() }

/** Own part, read anew: which villages are carried follows from it. */
export function withOwn({ mark, villages }: Carried, own: OwnPart): Carried {
  const isNew = mark === null || mark.epoch !== own.epoch
  const kept = only(villages, own.villageIds)
  const missing = isNew ? own.villageIds : own.villageIds.filter((id) => !kept.has(id) || mark.missing.includes(id))
  return {
    own,
    villages: kept,
    // changes since an earlier own part are told from there on
    mark: { epoch: own.epoch, seq: isNew ? own.seq : mark.seq, missing, ownMissing: false },
  }
}

/** A village, read whole; it is at least as new as the mark, since the server looks when it is asked. */
export function withVillage({ mark, own, villages }: Carried, id: string, part: VillagePart): Carried {
  if (!mark || mark.epoch !== part.epoch) return { mark: null, own, villages }
  return {
    own,
    villages: new Map(villages).set(id, part),
    mark: { ...mark, missing: mark.missing.filter((other) => other !== id) },
  }
}

/** A village that the server no longer shows: what became of it is in the own part. */
export function withoutVillage({ mark, own, villages }: Carried, id: string): Carried {
  return {
    own,
    villages: new Map([...villages].filter(([other]) => other !== id)),
    mark: mark && { ...mark, missing: mark.missing.filter((other) => other !== id), ownMissing: true },
  }
}

const only = (villages: Carried['villages'], ids: readonly string[]): Carried['villages'] =>
  new Map([...villages].filter(([id]) => ids.includes(id)))
