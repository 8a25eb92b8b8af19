import { growingInts } from './growing.ts'
import { bigrams } from './likeness.ts'
import { numberTable } from './number-table.ts'

export type SimilarNames = {
  /** `item` counts up from 0 */
  readonly add: (item: number, village: number, name: string) => void
  /** items of the village with the same name, or with enough pairs of characters in common to be worth comparing */
  readonly candidates: (village: number, name: string) => readonly number[]
}

/** A pair that so many names of a village have says nothing; the rarer pairs find the likely ones. */
const commonPair = 100
const mostSame = 20

/** Postings of (village, pair of characters) as linked lists in typed arrays, and items of one name as others. */
export function similarNames(): SimilarNames {
  const heads = numberTable()
  const counts = numberTable()
  const items = growingInts()
  const nexts = growingInts()
  const firstSame = numberTable()
  const nextSame = growingInts()
  // how many pairs each item shares with the name asked for; all zero between two questions
  const shared = growingInts()
  const touched: number[] = []

  /** a village's number (below 2^20) before 32 bits of the pair: exact in a double */
  const keyOf = (village: number, pair: number) => village * 2 ** 32 + pair

  /** Behind those of the same name, as long as they are not too many. */
  const addSame = (item: number, key: number) => {
    nextSame.push(-1)
    const all = itemsOf(key)
    const last = all.at(-1)
    if (last === undefined) firstSame.set(key, item)
    else if (all.length < mostSame) nextSame.set(last, item)
  }

  const itemsOf = (key: number): number[] => {
    const found: number[] = []
    for (let item = firstSame.get(key); item >= 0; item = nextSame.at(item)) found.push(item)
    return found
  }

  const add = (item: number, village: number, name: string) => {
    shared.push(0)
    addSame(item, nameKey(village, name))
    for (const pair of bigrams(name)) {
      const key = keyOf(village, pair)
      const count = Math.max(counts.get(key), 0) + 1
      counts.set(key, count)
      if (count > commonPair) continue
      const posting = items.push(item)
      nexts.push(heads.get(key))
      heads.set(key, posting)
    }
  }

  const candidates = (village: number, name: string): readonly number[] => {
    const pairs = bigrams(name)
    let telling = 0
    touched.length = 0
    for (const pair of pairs) {
      const key = keyOf(village, pair)
      if (counts.get(key) >= commonPair) continue
      telling++
      for (let posting = heads.get(key); posting >= 0; posting = nexts.at(posting)) {
        const item = items.at(posting)
        const before = shared.at(item)
        if (before === 0) touched.push(item)
        shared.set(item, before + 1)
      }
    }
    const found = itemsOf(nameKey(village, name))
    const enough = Math.max(1, Math.ceil(telling / 3))
    for (const item of touched) {
      if (shared.at(item) >= enough) found.push(item)
      shared.set(item, 0)
    }
    return found
  }
  return { add, candidates }
}

/**
 * A village and a name as one number of 52 bits, two FNV-1a hashes (Fowler, Noll, Vo) of other seeds. Names that should
 * ever share one would be compared in vain, no more: whoever asks looks at the names themselves.
 */
function nameKey(village: number, name: string): number {
  let [one, other] = [0x811c9dc5 ^ village, 0x01000193 ^ village]
  for (let at = 0; at < name.length; at++) {
    one = Math.imul(one ^ name.charCodeAt(at), 0x01000193)
    other = Math.imul(other ^ name.charCodeAt(at), 0x5bd1e995)
  }
  return (one >>> 0) * 2 ** 20 + (other >>> 12)
}
