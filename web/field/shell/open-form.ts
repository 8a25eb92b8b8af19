import { useEffect, useSyncExternalStore } from 'react'

let open = 0
const told = new Set<() => void>()

function count(by: number): void {
  open += by
  for (const tell of told) tell()
}

/** This page is a form: while it is open no new version of the app is offered. */
export function useOpenForm(): void {
  useEffect(() => {
    count(1)
    return () => count(-1)
  }, [])
}

function subscribe(tell: () => void): () => void {
  told.add(tell)
  return () => void told.delete(tell)
}

export const useAnyFormOpen = (): boolean => useSyncExternalStore(subscribe, () => open > 0)
