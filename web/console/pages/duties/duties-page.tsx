import { Upcoming } from '../../shell/upcoming.tsx'

export function DutiesPage() {
  return <Upcoming page="duties" />
}
