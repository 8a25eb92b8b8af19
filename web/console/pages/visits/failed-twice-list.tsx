import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { TableDate, TableInstant } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { type FailedTwice, failedTwiceQuery } from '../../api/today.ts'
import { failures } from '../../api/visits.ts'
import { Problem } from '../../shell/problem.tsx'
import { visitsRoute } from './route.ts'
import styles from './visits.module.css'

/** Places where two attempts failed within one window: the duty officer's list until there is an inbox. */
export function FailedTwiceList() {
  const { t } = useTranslation()
  const navigate = visitsRoute.useNavigate()
  const { data, error, isPending, refetch } = useQuery(failedTwiceQuery)
  const columns = useColumns()
  return (
    <>
      <PageHeader
        title={t('visits.failedTwice.title')}
        actions={<Button onClick={() => void navigate({ search: {} })}>{t('visits.failedTwice.back')}</Button>}
      >
        <p className={styles.hint}>{t('visits.failedTwice.lead')}</p>
      </PageHeader>
      {error ? (
        <div className={styles.problem}>
          <Problem of={error} onRetry={() => void refetch()} />
        </div>
      ) : (
        <DataTable
          label={t('visits.failedTwice.title')}
          columns={columns}
          rows={data?.rows ?? []}
          rowKey={({ placeId }) => placeId}
          onOpen={({ placeId }) => void navigate({ search: { placeId, outcome: 'failed' } })}
          pending={isPending}
          empty={<EmptyState title={t('visits.failedTwice.empty.title')} hint={t('visits.failedTwice.empty.hint')} />}
        />
      )}
    </>
  )
}

function useColumns(): readonly Column<FailedTwice>[] {
  const { t } = useTranslation()
  return [
    { key: 'tier', title: t('words.tier'), width: 92, card: 'lead', cell: ({ tier }) => <TierMark tier={tier} /> },
    {
      key: 'place',
      title: t('visits.place'),
      card: 'title',
      cell: ({ placeName }) => <b style={{ fontWeight: 500 }}>{placeName}</b>,
    },
    { key: 'village', title: t('visits.village'), width: 104, card: 'meta', cell: ({ villageName }) => villageName },
    {
      key: 'attempts',
      title: t('visits.failedTwice.attempts'),
      width: 80,
      card: 'aside',
      cell: ({ attempts }) => t('visits.failedTwice.times', { count: attempts }),
    },
    {
      key: 'last',
      title: t('visits.failedTwice.last'),
      width: 148,
      card: 'meta',
      cell: ({ lastAt }) => <TableInstant at={lastAt} />,
    },
    {
      key: 'reason',
      title: t('visits.failedTwice.reason'),
      width: 112,
      card: 'meta',
      cell: ({ lastFailure }) => {
        const failure = failures.find((one) => one === lastFailure)
        return failure ? t(`visits.failures.${failure}`) : ''
      },
    },
    {
      key: 'next',
      title: t('visits.failedTwice.next'),
      width: 148,
      card: 'none',
      cell: ({ nextAttemptAt }) => (nextAttemptAt ? <TableInstant at={nextAttemptAt} /> : t('words.none')),
    },
    {
      key: 'until',
      title: t('visits.failedTwice.until'),
      width: 108,
      card: 'none',
      wideOnly: true,
      cell: ({ until }) => <TableDate day={until} />,
    },
    {
      key: 'owner',
      title: t('words.owner'),
      width: 96,
      card: 'none',
      wideOnly: true,
      cell: ({ ownerName }) => ownerName ?? t('words.none'),
    },
    {
      key: 'go',
      title: '',
      width: 80,
      card: 'meta',
      cell: ({ placeId }) => (
        <Link
          to="/visits"
          search={{ record: true, placeId }}
          onClick={(event) => event.stopPropagation()}
          className="screen-only"
        >
          {t('words.goVisit')}
        </Link>
      ),
    },
  ]
}
