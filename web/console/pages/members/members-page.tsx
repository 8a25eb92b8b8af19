import { Upcoming } from '../../shell/upcoming.tsx'

export function MembersPage() {
  return <Upcoming page="members" />
}
