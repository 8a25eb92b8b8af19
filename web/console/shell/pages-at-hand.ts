import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../api/me.ts'
import { visiblePages } from './pages.ts'

/** The first page has been drawn by then. */
const waitMs = 2000

/** Brings the other pages' code while the network is there: without it they open all the same, and say what is missing. */
export function usePagesAtHand(): void {
  const router = useRouter()
  const { permissions } = useMe()
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { to } of visiblePages(permissions)) {
        // a page that did not come is asked for again when it is opened
        router.loadRouteChunk(router.routesByPath[to])?.catch(() => undefined)
      }
    }, waitMs)
    return () => clearTimeout(timer)
  }, [router, permissions])
}
