/** A list of numbers that grows, four bytes each; a plain array of 100,000 objects would be many times that. */
export type GrowingInts = {
  readonly at: (index: number) => number
  readonly set: (index: number, value: number) => void
  readonly push: (value: number) => number
}

export function growingInts(): GrowingInts {
  let values = new Int32Array(1024)
  let length = 0
  return {
    at: (index) => values[index] ?? -1,
    set(index, value) {
      values[index] = value
    },
    push(value) {
      if (length === values.length) {
        const wider = new Int32Array(length * 2)
        wider.set(values)
        values = wider
      }
      values[length] = value
      return length++
    },
  }
}
