import { Upcoming } from '../../shell/upcoming.tsx'

export function IncidentsPage() {
  return <Upcoming page="incidents" />
}
