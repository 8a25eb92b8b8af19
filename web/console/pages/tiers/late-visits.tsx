import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { visitsQuery } from '../../api/visits.ts'
import { useVisitColumns } from '../visits/visit-columns.tsx'
import { VisitDetail } from '../visits/visit-detail.tsx'
import { DecisionList } from './decision-list.tsx'

/** Visits reported too late to count by themselves. */
export function LateVisits() {
  const { t } = useTranslation()
  const columns = useVisitColumns()
  const list = useInfiniteQuery(visitsQuery({ waiting: true }))
  return (
    <DecisionList
      label={t('tiers.tabs.lateVisits')}
      columns={columns}
      rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
      rowKey={({ id }) => id}
      placeOf={({ placeId }) => placeId}
      pending={list.isPending}
      error={list.error}
      onRetry={() => void list.refetch()}
      empty="lateVisits"
      detail={(visit) => <VisitDetail key={visit.id} visit={visit} />}
      more={{ available: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
    />
  )
}
