import { Upcoming } from '../../shell/upcoming.tsx'

export function ImportPage() {
  return <Upcoming page="import" />
}
