import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { visitsQuery } from '../../api/visits.ts'
import { useVisitColumns } from '../visits/visit-columns.tsx'
import { VisitDetail } from '../visits/visit-detail.tsx'
import { DecisionList } from './decision-list.tsx'
import { pagedList } from './read-list.ts'

/** Visits that do not count by themselves: reported too late, or of an uncertain time. */
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
