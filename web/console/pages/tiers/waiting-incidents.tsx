import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { incidentsQuery } from '../../api/incidents.ts'
import { useIncidentColumns } from '../incidents/incident-columns.tsx'
import { IncidentDetail } from '../incidents/incident-detail.tsx'
import { DecisionList } from './decision-list.tsx'
import { pagedList } from './read-list.ts'

/** Incidents that somebody else has to verify. */
export function WaitingIncidents() {
  const { t } = useTranslation()
  const columns = useIncidentColumns()
  const list = useInfiniteQuery(incidentsQuery({ status: 'reported' }))
  return (
    <DecisionList
      label={t('tiers.tabs.incidents')}
      columns={columns}
      list={pagedList(list)}
      rowKey={({ id }) => id}
      empty="incidents"
      detail={({ id }) => <IncidentDetail key={id} id={id} />}
    />
  )
}
