import { useEffect, useState } from 'react'

/**
 * Registers the service worker once the phone is somebody's, and tells of a new version that waits. It is taken only by
 * calling what this returns, never by itself. Where there are no service workers the app works without one.
 */
export function useNewVersion(wanted: boolean): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)

  useEffect(() => {
    if (!wanted || !import.meta.env.PROD || !('serviceWorker' in navigator)) return
    const left = new AbortController()
    navigator.serviceWorker
      .register('/field/sw.js', { scope: '/field/', updateViaCache: 'none' })
      .then((registration) => follow(registration, setWaiting, left.signal))
      // blocked by the browser or its owner: only the cold start offline is lost
      .catch(() => undefined)
    return () => left.abort()
  }, [wanted])

  if (waiting === null) return null
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage('take-over')
  }
}

const lookEveryMs = 3_600_000

function follow(
  registration: ServiceWorkerRegistration,
  tell: (waiting: ServiceWorker | null) => void,
  signal: AbortSignal,
): void {
  // the first one ever has nothing to replace
  const look = () => tell(navigator.serviceWorker.controller ? registration.waiting : null)
  look()
  registration.addEventListener(
    'updatefound',
    () => registration.installing?.addEventListener('statechange', look, { signal }),
    { signal },
  )
  const timer = setInterval(() => void registration.update().catch(() => undefined), lookEveryMs)
  signal.addEventListener('abort', () => clearInterval(timer))
}
