import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { visitsFile } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'
import { visitQuery, visitsQuery } from '../../api/visits.ts'
import { Problem } from '../../shell/problem.tsx'
import { ExportMenu } from '../places/export-menu.tsx'
import { visitsRoute } from './route.ts'
import { useVisitColumns } from './visit-columns.tsx'
import { VisitDetail } from './visit-detail.tsx'
import { VisitFilters } from './visit-filters.tsx'
import styles from './visits.module.css'

/** All visits, the latest first, one of them beside the list. */
export function VisitList() {
  const { t } = useTranslation()
  const { selected, record: _, failedTwice: __, ...filter } = visitsRoute.useSearch()
  const navigate = visitsRoute.useNavigate()
  const mayRecord = useMay('visit.record')
  const mayList = useMay('round-list.write')
  const columns = useVisitColumns()
  const visits = useInfiniteQuery(visitsQuery(filter))
  const rows = visits.data?.pages.flatMap((page) => page.rows) ?? []
  const listed = rows.find(({ id }) => id === selected)
  // an address may name a visit that is not on the first page
  const asked = useQuery({ ...visitQuery(selected ?? ''), enabled: selected !== undefined && !listed })
  const chosen = listed ?? (selected === undefined ? null : (asked.data ?? null))
  const filtered = Object.values(filter).some((value) => value !== undefined)

  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })

  const list = visits.error ? (
    <div className={styles.problem}>
      <Problem of={visits.error} onRetry={() => void visits.refetch()} />
    </div>
  ) : (
    <DataTable
      label={t('visits.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={({ id }) => select(id)}
      onOpen={({ placeId }) => void navigate({ to: '/places/$placeId', params: { placeId }, search: {} })}
      pending={visits.isPending}
      empty={<Nothing filtered={filtered} waiting={filter.waiting === true} />}
      more={{
        available: visits.hasNextPage,
        loading: visits.isFetchingNextPage,
        load: () => void visits.fetchNextPage(),
      }}
    />
  )

  return (
    <>
      <PageHeader
        title={t('visits.title')}
        actions={
          <>
            {mayList && (
              <Button onClick={() => void navigate({ to: '/visits/round-lists' })}>{t('visits.roundLists')}</Button>
            )}
            <ExportMenu address={visitsFile(filter)} withMap />
            {mayRecord && (
              <Button
                type="primary"
                icon={<PlusOutlined />}
                onClick={() => void navigate({ search: { record: true, placeId: filter.placeId } })}
              >
                {t('visits.record')}
              </Button>
            )}
          </>
        }
      >
        <VisitFilters />
      </PageHeader>
      <SplitPage
        list={list}
        detail={
          chosen ? (
            <VisitDetail visit={chosen} />
          ) : asked.error ? (
            <div className={styles.problem}>
              <Problem of={asked.error} />
            </div>
          ) : null
        }
        onBack={() => select(undefined)}
        detailLabel={t('visits.detail.label')}
      />
    </>
  )
}

function Nothing({ filtered, waiting }: { readonly filtered: boolean; readonly waiting: boolean }) {
  const { t } = useTranslation()
  if (!filtered) return <EmptyState title={t('visits.list.empty.title')} hint={t('visits.list.empty.hint')} />
  const reset = (
    <Link to="/visits" search={{}}>
      {t('visits.filter.reset')}
    </Link>
  )
  return waiting ? (
    <EmptyState title={t('visits.list.noneWaiting.title')} hint={t('visits.list.noneWaiting.hint')} action={reset} />
  ) : (
    <EmptyState title={t('visits.list.none.title')} hint={t('visits.list.none.hint')} action={reset} />
  )
}
