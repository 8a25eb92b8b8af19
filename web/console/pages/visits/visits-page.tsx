import { FailedTwiceList } from './failed-twice-list.tsx'
import { RecordPage } from './record/record-page.tsx'
import { visitsRoute } from './route.ts'
import { VisitList } from './visit-list.tsx'

/** Visits: the list, the form for a new one, or the places that failed twice. */
export function VisitsPage() {
  const { record, placeId, failedTwice } = visitsRoute.useSearch()
  const navigate = visitsRoute.useNavigate()
  if (record) {
    return (
      <RecordPage
        // another place, another form
        key={placeId ?? 'new'}
        placeId={placeId}
        onClose={() => void navigate({ search: {} })}
        onAnother={() => void navigate({ search: { record: true } })}
      />
    )
  }
  if (failedTwice) return <FailedTwiceList />
  return <VisitList />
}
