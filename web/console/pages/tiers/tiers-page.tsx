import { Upcoming } from '../../shell/upcoming.tsx'

export function TiersPage() {
  return <Upcoming page="tiers" />
}
