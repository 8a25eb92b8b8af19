import { Upcoming } from '../../shell/upcoming.tsx'

export function AuditPage() {
  return <Upcoming page="audit" />
}
