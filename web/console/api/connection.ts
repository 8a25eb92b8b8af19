import { useSyncExternalStore } from 'react'

/** `reconnecting`: the last call found no server, or the live stream is down; `offline`: the machine has no network. */
export type Connection = 'connected' | 'reconnecting' | 'offline'

let reachable = true
const listeners = new Set<() => void>()

/** Told by every request and by the live stream: did the server answer? */
export function serverAnswered(answered: boolean): void {
  if (reachable === answered) return
  reachable = answered
  for (const listener of listeners) listener()
}

export function connectionNow(): Connection {
  if (!navigator.onLine) return 'offline'
  return reachable ? 'connected' : 'reconnecting'
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, connectionNow)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
