import { growingInts } from './growing.ts'
import { bigrams } from './likeness.ts'

export type SimilarNames = {
  /** `item` counts up from 0 */
  readonly add: (item: number, village: number, name: string) => void
  /** items of the village with the same name, or with enough pairs of characters in common to be worth comparing */
  readonly candidates: (village: number, name: string) => readonly number[]
}

/** A pair that so many names of a village have says nothing; the rarer pairs find the likely ones. */
const commonPair = 100
const mostSame = 20

/** Postings of (village, pair of characters) as linked lists in typed arrays. */
export function similarNames(): SimilarNames {
  const heads = new Map<number, number>()
  const counts = growingCounts()
  const items = growingInts()
  const nexts = growingInts()
  const same = new Map<string, number[]>()
  // how many pairs each item shares with the name asked for; all zero between two questions
  const shared = growingInts()
  const touched: number[] = []

  /** a village's number (below 2^20) before 32 bits of the pair: exact in a double */
  const keyOf = (village: number, pair: number) => village * 2 ** 32 + pair

  const add = (item: number, village: number, name: string) => {
    shared.push(0)
    const sameKey = `${village} ${name}`
    const known = same.get(sameKey)
    if (known === undefined) same.set(sameKey, [item])
    else if (known.length < mostSame) known.push(item)
    for (const pair of bigrams(name)) {
      const key = keyOf(village, pair)
      if (counts.bump(key) > commonPair) continue
      const posting = items.push(item)
      nexts.push(heads.get(key) ?? -1)
      heads.set(key, posting)
    }
  }

  const candidates = (village: number, name: string): readonly number[] => {
    const pairs = bigrams(name)
    let telling = 0
    touched.length = 0
    for (const pair of pairs) {
      const key = keyOf(village, pair)
      if (counts.of(key) >= commonPair) continue
      telling++
      for (let posting = heads.get(key) ?? -1; posting >= 0; posting = nexts.at(posting)) {
        const item = items.at(posting)
        const before = shared.at(item)
        if (before === 0) touched.push(item)
        shared.set(item, before + 1)
      }
    }
    const found = [...(same.get(`${village} ${name}`) ?? [])]
    const enough = Math.max(1, Math.ceil(telling / 3))
    for (const item of touched) {
      if (shared.at(item) >= enough) found.push(item)
      shared.set(item, 0)
    }
    return found
  }
  return { add, candidates }
}

function growingCounts() {
  const counts = new Map<number, number>()
  return {
    bump(key: number): number {
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count
    },
    of: (key: number) => counts.get(key) ?? 0,
  }
}
