import { lazy, Suspense } from 'react'
import type { PlaceMapProps } from './points.ts'

const Drawn = lazy(() => import('./drawn-map.tsx').then(({ DrawnMap }) => ({ default: DrawnMap })))

/** The station's own layers on no base map: places clustered, each tier by its shape and colour. Loaded when shown. */
export function PlaceMap(props: PlaceMapProps) {
  return (
    <Suspense fallback={null}>
      <Drawn {...props} />
    </Suspense>
  )
}
