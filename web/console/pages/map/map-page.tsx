import { Upcoming } from '../../shell/upcoming.tsx'

export function MapPage() {
  return <Upcoming page="map" />
}
