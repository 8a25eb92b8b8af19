/** Whole numbers of 0 to 2^53 by number, each a place in a list. */
export type NumberTable = {
  /** -1 when there is none. */
  readonly get: (key: number) => number
  readonly set: (key: number, value: number) => void
}

const free = -1

/**
 * In typed arrays outside the heap, with open addressing and at most two thirds full: about 25 bytes an entry. A Map of
 * such keys holds a boxed number and three words for each, and what it outgrew lies around until a full collection.
 */
export function numberTable(): NumberTable {
  let keys = new Float64Array(1024).fill(free)
  let values = new Int32Array(1024)
  let used = 0

  /** Where the key stands, or the free slot where it would. */
  const slotOf = (key: number): number => {
    const mask = keys.length - 1
    let slot = mixed(key) & mask
    while (keys[slot] !== key && keys[slot] !== free) slot = (slot + 1) & mask
    return slot
  }
  const widen = () => {
    const [oldKeys, oldValues] = [keys, values]
    keys = new Float64Array(oldKeys.length * 2).fill(free)
    values = new Int32Array(keys.length)
    for (let at = 0; at < oldKeys.length; at++) {
      const key = oldKeys[at] ?? free
      if (key === free) continue
      const slot = slotOf(key)
      keys[slot] = key
      values[slot] = oldValues[at] ?? 0
    }
  }
  return {
    get(key) {
      const slot = slotOf(key)
      return keys[slot] === free ? -1 : (values[slot] ?? -1)
    },
    set(key, value) {
      let slot = slotOf(key)
      if (keys[slot] === free) {
        used++
        if (used * 3 > keys.length * 2) {
          widen()
          slot = slotOf(key)
        }
        keys[slot] = key
      }
      values[slot] = value
    },
  }
}

/** All 53 bits of a key in 32, mixed as in MurmurHash3 (Appleby). */
function mixed(key: number): number {
  let h = Math.imul(key >>> 0, 0xcc9e2d51) ^ Math.imul(Math.floor(key / 2 ** 32), 0x1b873593)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
