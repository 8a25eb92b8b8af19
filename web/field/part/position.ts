import { useCallback, useState } from 'react'
import type { Position } from './places.ts'

export type Asked =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly position: Position }
  | { readonly kind: 'unknown'; readonly why: 'denied' | 'not-found' | 'impossible' }

/** Where the phone is: asked for only when somebody presses for it, and kept nowhere. */
export function usePosition(): { readonly asked: Asked; ask(): Promise<Position | null> } {
  const [asked, setAsked] = useState<Asked>({ kind: 'not-asked' })
  const ask = useCallback(async () => {
    setAsked({ kind: 'asking' })
    const answer = await locate()
    setAsked(answer)
    return answer.kind === 'known' ? answer.position : null
  }, [])
  return { asked, ask }
}

function locate(): Promise<Asked> {
  return new Promise((resolve) => {
    // on plain HTTP there is none
    if (!('geolocation' in navigator) || !isSecureContext) return resolve({ kind: 'unknown', why: 'impossible' })
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ kind: 'known', position: { latitude, longitude, accuracyM: accuracy } }),
      ({ code, PERMISSION_DENIED }) =>
        resolve({ kind: 'unknown', why: code === PERMISSION_DENIED ? 'denied' : 'not-found' }),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 },
    )
  })
}
