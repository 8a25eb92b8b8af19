import { PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { villageChoices } from '../../api/choices.ts'
import { incidentsFile } from '../../api/exports.ts'
import { incidentStatuses, incidentsQuery } from '../../api/incidents.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { ExportMenu } from '../places/export-menu.tsx'
import { useCategories } from './category-words.ts'
import { useIncidentColumns } from './incident-columns.tsx'
import { IncidentDetail } from './incident-detail.tsx'
import styles from './incidents.module.css'
import { incidentsRoute } from './route.ts'

/** All incidents, the latest first, one of them beside the list. */
export function IncidentList() {
  const { t } = useTranslation()
  const { selected, status, category, villageId } = incidentsRoute.useSearch()
  const navigate = incidentsRoute.useNavigate()
  const mayReport = useMay('incident.report')
  const columns = useIncidentColumns()
  const list = useInfiniteQuery(incidentsQuery({ status, category, villageId }))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const filtered = status !== undefined || category !== undefined || villageId !== undefined
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })

  return (
    <>
      <PageHeader
        title={t('incidents.title')}
        actions={
          <>
            <ExportMenu address={incidentsFile({ status, category, villageId })} withMap />
            {mayReport && (
              <Button
                type="primary"
                icon={<PlusOutlined />}
                onClick={() => void navigate({ search: { report: true } })}
              >
                {t('incidents.report')}
              </Button>
            )}
          </>
        }
      >
        <Filters />
      </PageHeader>
      <SplitPage
        list={
          list.error ? (
            <div className={styles.problem}>
              <Problem of={list.error} onRetry={() => void list.refetch()} />
            </div>
          ) : (
            <DataTable
              label={t('incidents.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selected={selected}
              onSelect={({ id }) => select(id)}
              onOpen={({ placeId }) =>
                placeId !== null && void navigate({ to: '/places/$placeId', params: { placeId }, search: {} })
              }
              pending={list.isPending}
              empty={<Nothing filtered={filtered} waiting={status === 'reported'} />}
              more={{
                available: list.hasNextPage,
                loading: list.isFetchingNextPage,
                load: () => void list.fetchNextPage(),
              }}
            />
          )
        }
        detail={selected === undefined ? null : <IncidentDetail key={selected} id={selected} />}
        onBack={() => select(undefined)}
        detailLabel={t('incidents.detail.label')}
      />
    </>
  )
}

function Filters() {
  const { t } = useTranslation()
  const { status, category, villageId } = incidentsRoute.useSearch()
  const navigate = incidentsRoute.useNavigate()
  const villages = useQuery(villageChoices)
  const categories = useCategories()
  const change = (part: { status?: typeof status; category?: string | undefined; villageId?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...part, selected: undefined }) })
  return (
    <>
      <div className={styles.segments}>
        {[undefined, ...incidentStatuses].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={status === one}
            onClick={() => change({ status: one })}
          >
            {one === undefined ? t('words.all') : t(`incidents.statuses.${one}`)}
          </button>
        ))}
      </div>
      <Select
        className={styles.pick ?? ''}
        aria-label={t('incidents.filter.category')}
        placeholder={t('incidents.filter.category')}
        allowClear
        value={category ?? null}
        onChange={(next) => change({ category: next ?? undefined })}
        options={categories.map(({ id, label }) => ({ value: id, label }))}
        popupMatchSelectWidth={160}
      />
      <Select
        className={styles.pick ?? ''}
        aria-label={t('incidents.filter.village')}
        placeholder={t('incidents.filter.village')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={villageId ?? null}
        onChange={(next) => change({ villageId: next ?? undefined })}
        options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        popupMatchSelectWidth={180}
      />
      {(status || category || villageId) && (
        <Button type="link" size="small" onClick={() => void navigate({ search: {} })}>
          {t('incidents.filter.reset')}
        </Button>
      )}
    </>
  )
}

function Nothing({ filtered, waiting }: { readonly filtered: boolean; readonly waiting: boolean }) {
  const { t } = useTranslation()
  if (!filtered) return <EmptyState title={t('incidents.list.empty.title')} hint={t('incidents.list.empty.hint')} />
  const which = waiting ? 'noneWaiting' : 'none'
  return (
    <EmptyState
      title={t(`incidents.list.${which}.title`)}
      hint={t(`incidents.list.${which}.hint`)}
      action={
        <Link to="/incidents" search={{}}>
          {t('incidents.filter.reset')}
        </Link>
      }
    />
  )
}
