import { Upcoming } from '../../../shell/upcoming.tsx'

export function RoundsPage() {
  return <Upcoming page="visits" />
}
