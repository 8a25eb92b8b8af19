/** A list of numbers that grows, in typed arrays: a plain array of 100,000 objects would be many times that. */
export type GrowingNumbers = {
  readonly at: (index: number) => number
  readonly set: (index: number, value: number) => void
  /** Answers the place that it got. */
  readonly push: (value: number) => number
}

/** Four bytes each; -1 beyond the end. */
export const growingInts = (): GrowingNumbers => growing((length) => new Int32Array(length), -1)

/** Eight bytes each; not a number beyond the end. */
export const growingDoubles = (): GrowingNumbers => growing((length) => new Float64Array(length), Number.NaN)

function growing(make: (length: number) => Int32Array | Float64Array, beyond: number): GrowingNumbers {
  let values = make(1024)
  let length = 0
  return {
    at: (index) => values[index] ?? beyond,
    set(index, value) {
      values[index] = value
    },
    push(value) {
      if (length === values.length) {
        const wider = make(length * 2)
        wider.set(values)
        values = wider
      }
      values[length] = value
      return length++
    },
  }
}
