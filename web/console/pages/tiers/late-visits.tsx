import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { visitsQuery } from '../../api/visits.ts'
import { useVisitColumns } from '../visits/visit-columns.tsx'
import { VisitDetail } from '../visits/visit-detail.tsx'
import { DecisionList } from './decision-list.tsx'
import { pagedList } from './read-list.ts'

/** Visits reported too late to count by themselves. */
export function LateVisits() {
  const { t } = useTranslation()
  const columns = useVisitColumns()
  const list = useInfiniteQuery(visitsQuery({ waiting: true }))
  return (
    <DecisionList
      label={t('tiers.tabs.lateVisits')}
      columns={columns}
      list={pagedList(list)}
      rowKey={({ id }) => id}
      empty="lateVisits"
      detail={(visit) => <VisitDetail key={visit.id} visit={visit} />}
    />
  )
}
