import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { TableDate } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { type MediationLine, mediationsAddress, mediationsQuery } from '../../api/papers.ts'
import { Problem } from '../../shell/problem.tsx'
import { useCauseWord } from './dispute-words.ts'
import styles from './disputes.module.css'
import { MonthLine, useMonth } from './month-line.tsx'
import { disputesRoute } from './route.ts'

/** 调解登记簿: what was accepted in a month, who hosted and what came of it; nobody that it was between. */
export function RegisterPart() {
  const { t } = useTranslation()
  const navigate = disputesRoute.useNavigate()
  const { month } = useMonth()
  const { data, error, isPending, refetch } = useQuery(mediationsQuery(month))
  const columns = useColumns()
  if (error && !data) {
    return (
      <div className={styles.problem}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  return (
    <DataTable
      label={t('disputes.tabs.register')}
      columns={columns}
      rows={data?.rows ?? []}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/disputes/$disputeId', params: { disputeId: id } })}
      pending={isPending}
      empty={<EmptyState title={t('disputes.register.empty.title')} hint={t('disputes.register.empty.hint')} />}
    />
  )
}

/** Which month, and the month's register as a paper. */
export function RegisterMonth() {
  const { t } = useTranslation()
  const { month } = useMonth()
  return (
    <MonthLine>
      <a className="screen-only" href={mediationsAddress(month)} download>
        {t('disputes.register.paper')}
      </a>
    </MonthLine>
  )
}

function useColumns(): readonly Column<MediationLine>[] {
  const { t } = useTranslation()
  const causeWord = useCauseWord()
  return [
    {
      key: 'on',
      title: t('disputes.register.acceptedOn'),
      width: 112,
      card: 'meta',
      cell: ({ acceptedOn }) => <TableDate day={acceptedOn} />,
    },
    {
      key: 'cause',
      title: t('disputes.list.cause'),
      width: 112,
      card: 'title',
      cell: ({ cause }) => <b style={{ fontWeight: 500 }}>{causeWord(cause)}</b>,
    },
    { key: 'village', title: t('disputes.list.village'), card: 'meta', cell: ({ villageName }) => villageName },
    {
      key: 'procedure',
      title: t('disputes.list.procedure'),
      width: 112,
      card: 'meta',
      cell: ({ procedure }) => t(`disputes.procedures.${procedure}`),
    },
    { key: 'host', title: t('disputes.facts.host'), width: 112, card: 'meta', cell: ({ hostName }) => hostName },
    {
      key: 'state',
      title: t('disputes.register.outcome'),
      width: 180,
      card: 'aside',
      cell: ({ state }) => t(`disputes.states.${state}`),
    },
    {
      key: 'ended',
      title: t('disputes.list.ended'),
      width: 112,
      card: 'none',
      wideOnly: true,
      cell: ({ endedOn }) => endedOn && <TableDate day={endedOn} />,
    },
    {
      key: 'file',
      title: t('disputes.register.fileNumber'),
      width: 160,
      card: 'meta',
      cell: ({ fileNumber }) => fileNumber,
    },
  ]
}
