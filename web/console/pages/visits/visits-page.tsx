import { Upcoming } from '../../shell/upcoming.tsx'

export function VisitsPage() {
  return <Upcoming page="visits" />
}
