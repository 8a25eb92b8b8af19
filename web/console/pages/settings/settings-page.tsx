import { Upcoming } from '../../shell/upcoming.tsx'

export function SettingsPage() {
  return <Upcoming page="settings" />
}
