import { useSyncExternalStore } from 'react'

let ended = false
const listeners = new Set<() => void>()

/** A call was refused because the session is over. The page stays as it is; a sign-in opens above it. */
export function sessionEnded(): void {
  set(true)
}

export function sessionResumed(): void {
  set(false)
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended)
}

function set(next: boolean): void {
  if (ended === next) return
  ended = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
