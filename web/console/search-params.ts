/** Reads one search parameter of the address: undefined when absent or not understood. */
type Read<T> = (value: string) => T | undefined

type Shape = Readonly<Record<string, Read<unknown>>>

/** What a route's search holds: everything may be absent. */
export type SearchOf<S extends Shape> = {
  -readonly [Key in keyof S]?: Exclude<ReturnType<S[Key]>, undefined> | undefined
}

/** A route's `validateSearch`: keeps what the shape knows and understands, drops the rest. Never throws. */
export function searchParams<S extends Shape>(shape: S): (raw: Record<string, unknown>) => SearchOf<S> {
  return (raw) => {
    const kept: Record<string, unknown> = {}
    for (const [key, read] of Object.entries(shape)) {
      const value = raw[key]
      if (value === undefined || value === null) continue
      const understood = read(String(value))
      if (understood !== undefined) kept[key] = understood
    }
    return kept as SearchOf<S>
  }
}

export const text: Read<string> = (value) => value.trim().slice(0, 200) || undefined

export const flag: Read<true> = (value) => (value === '1' || value === 'true' ? true : undefined)

export const whole: Read<number> = (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined)

export function oneOf<const T extends string>(known: readonly T[]): Read<T> {
  return (value) => known.find((candidate) => candidate === value)
}

/** `?tier=red&missed=1` and nothing cleverer: an address that can be read out over the telephone. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '' || value === false) continue
    pairs.set(key, value === true ? '1' : String(value))
  }
  const words = pairs.toString()
  return words ? `?${words}` : ''
}
