import type { TierName } from '../tier-mark.tsx'

/** A place on the map; WGS-84. */
export type MapPoint = {
  readonly id: string
  readonly name: string
  readonly tier: TierName | null
  readonly longitude: number
  readonly latitude: number
}

export type PlaceMapProps = {
  readonly label: string
  readonly points: readonly MapPoint[]
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}

/** GeoJSON for the clustered source: counts by tier are summed by the source itself. */
export function featuresOf(points: readonly MapPoint[]) {
  return {
    type: 'FeatureCollection' as const,
    features: points.map(({ id, name, tier, longitude, latitude }) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
      properties: { id, name, tier: tier ?? 'none' },
    })),
  }
}

/** West, south, east, north of all points; null without any. */
export function boundsOf(points: readonly MapPoint[]): [number, number, number, number] | null {
  if (points.length === 0) return null
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { longitude, latitude } of points) {
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  return [west, south, east, north]
}
