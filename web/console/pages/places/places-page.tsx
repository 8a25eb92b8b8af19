import { Upcoming } from '../../shell/upcoming.tsx'

export function PlacesPage() {
  return <Upcoming page="places" />
}
