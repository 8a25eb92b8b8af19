import { Upcoming } from '../../../shell/upcoming.tsx'

export function RoundPage() {
  return <Upcoming page="visits" />
}
