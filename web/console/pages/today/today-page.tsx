import { Upcoming } from '../../shell/upcoming.tsx'

export function TodayPage() {
  return <Upcoming page="today" />
}
