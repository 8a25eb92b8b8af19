import { useEffect, useState } from 'react'

/**
 * Registers the service worker once the phone is somebody's, and tells of a new version that waits. It is taken only by
 * `take`, never by itself. Where there are no service workers the app works without one.
 */
export function useNewVersion(wanted: boolean): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)

  useEffect(() => {
    if (!wanted || !import.meta.env.PROD || !('serviceWorker' in navigator)) return
    let stop = () => undefined as void
    navigator.serviceWorker
      .register('/field/sw.js', { scope: '/field/', updateViaCache: 'none' })
      .then((registration) => {
        stop = follow(registration, setWaiting)
      })
      // blocked by the browser or its owner: only the cold start offline is lost
      .catch(() => undefined)
    return () => stop()
  }, [wanted])

  if (waiting === null) return null
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage('take-over')
  }
}

const lookEveryMs = 3_600_000

function follow(registration: ServiceWorkerRegistration, tell: (waiting: ServiceWorker | null) => void): () => void {
  // the first one ever has nothing to replace
  const look = () => tell(navigator.serviceWorker.controller ? registration.waiting : null)
  const found = () => registration.installing?.addEventListener('statechange', look)
  look()
  registration.addEventListener('updatefound', found)
  const timer = setInterval(() => void registration.update().catch(() => undefined), lookEveryMs)
  return () => {
    registration.removeEventListener('updatefound', found)
    clearInterval(timer)
  }
}
