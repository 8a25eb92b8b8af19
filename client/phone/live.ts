import type { Live } from './types.ts'

export type Kept<T> = Live<T> & { set(value: T): void }

/** A value that tells who looks on that it changed. */
export function live<T>(first: T): Kept<T> {
  let held = first
  const lookers = new Set<() => void>()
  return {
    get: () => held,
    set: (value) => {
      held = value
      for (const changed of [...lookers]) changed()
    },
    subscribe: (changed) => {
      lookers.add(changed)
      return () => lookers.delete(changed)
    },
  }
}
