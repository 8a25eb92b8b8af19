import { useRef } from 'react'

/** Seconds that are left by the pace since the work was first seen; undefined until that can be told. */
export function useLeft(done: number, total: number | null): number | undefined {
  const first = useRef<{ readonly at: number; readonly done: number; readonly total: number | null }>(undefined)
  // another stretch of work counts anew
  if (!first.current || first.current.total !== total || done < first.current.done) {
    first.current = { at: Date.now(), done, total }
  }
  const elapsedS = (Date.now() - first.current.at) / 1000
  const made = done - first.current.done
  if (total === null || made <= 0 || elapsedS < 3) return undefined
  return Math.round(((total - done) / made) * elapsedS)
}
