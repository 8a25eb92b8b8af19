import { Upcoming } from '../../shell/upcoming.tsx'

export function PlacePage() {
  return <Upcoming page="places" />
}
