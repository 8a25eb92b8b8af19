import { IncidentList } from './incident-list.tsx'
import { ReportPage } from './report-page.tsx'
import { incidentsRoute } from './route.ts'

/** Incidents: the list, or the form for a new one. */
export function IncidentsPage() {
  const { report, placeId, visitId, followUpId } = incidentsRoute.useSearch()
  const navigate = incidentsRoute.useNavigate()
  if (!report) return <IncidentList />
  return (
    <ReportPage
      placeId={placeId}
      from={{ ...(visitId ? { visitId } : {}), ...(followUpId ? { followUpId } : {}) }}
      onClose={() => void navigate({ search: {} })}
      onDone={(id) => void navigate({ search: { selected: id } })}
    />
  )
}
