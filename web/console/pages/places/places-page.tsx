import { EnvironmentOutlined, PlusOutlined, QrcodeOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { placesFile } from '../../api/exports.ts'
import { useMay } from '../../api/me.ts'
import { type PlaceFilter, placesQuery } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { PlaceSummary } from '../place/place-summary.tsx'
import { ExportMenu } from './export-menu.tsx'
import { NewPlace } from './new-place.tsx'
import { usePlaceColumns } from './place-columns.tsx'
import { PlaceFilters } from './place-filters.tsx'
import { placesRoute } from './route.ts'

/** Everything that is visited: filters and choice in the address, the choice beside the list. */
export function PlacesPage() {
  const { t } = useTranslation()
  const { selected, new: entering, ...filter } = placesRoute.useSearch()
  const navigate = placesRoute.useNavigate()
  const mayWrite = useMay('place.write') !== null
  const query = useInfiniteQuery(placesQuery(filter))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  // a search lists the best matches and counts none
  const total = data?.pages[0]?.total ?? null
  const columns = usePlaceColumns()
  const filtered = Object.entries(filter).some(([key, value]) => value !== undefined && key !== 'sort')

  const change = (part: Partial<PlaceFilter>) =>
    void navigate({
      search: (now) => ({ ...now, ...part, selected: undefined }),
      // typing a word is one step back, not one a letter
      replace: 'search' in part && filter.search !== undefined,
    })
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })
  const enter = (on: boolean) =>
    void navigate({ search: (now) => ({ ...now, new: on || undefined }), replace: !on, resetScroll: false })
  useKeys(mayWrite ? [{ keys: 'n', label: t('places.new'), run: () => enter(true) }] : [])

  const list = error ? (
    <div style={{ padding: 20 }}>
      <Problem of={error} onRetry={() => void refetch()} />
    </div>
  ) : (
    <DataTable
      label={t('places.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={({ id }) => select(id)}
      onOpen={({ id }) => void navigate({ to: '/places/$placeId', params: { placeId: id }, search: {} })}
      pending={isPending}
      empty={filtered ? <NoneFit search={filter.search} /> : <NothingYet onNew={mayWrite ? () => enter(true) : null} />}
      total={total}
      more={{ available: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
    />
  )

  return (
    <>
      <PageHeader
        title={t('places.title')}
        aside={
          isPending || error
            ? null
            : total === null
              ? t('places.best', { count: rows.length })
              : t('places.countAll', { count: total })
        }
        actions={
          <>
            <Link to="/map" search={mapFilter(filter)}>
              <Button icon={<EnvironmentOutlined />} tabIndex={-1}>
                {t('places.onMap')}
              </Button>
            </Link>
            <Link to="/labels" search={mapFilter(filter)}>
              <Button icon={<QrcodeOutlined />} tabIndex={-1}>
                {t('places.codes')}
              </Button>
            </Link>
            <ExportMenu address={placesFile(filter)} withMap />
            {mayWrite && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => enter(true)}>
                {t('places.new')}
              </Button>
            )}
          </>
        }
      >
        <PlaceFilters value={filter} onChange={change} onReset={() => void navigate({ search: {} })} />
      </PageHeader>
      <SplitPage
        list={list}
        detail={selected ? <PlaceSummary key={selected} id={selected} /> : null}
        onBack={() => select(undefined)}
        detailLabel={t('places.detail')}
      />
      {entering && mayWrite && <NewPlace onClose={() => enter(false)} villageId={filter.villageId} />}
    </>
  )
}

function mapFilter({ closed: _closed, sort: _sort, ...filter }: PlaceFilter) {
  return filter
}

function NoneFit({ search }: { readonly search: string | undefined }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('places.none.title')}
      hint={search ? t('places.none.search', { query: search }) : t('places.none.hint')}
      action={
        <Link to="/places" search={{}}>
          {t('places.reset')}
        </Link>
      }
    />
  )
}

function NothingYet({ onNew }: { readonly onNew: (() => void) | null }) {
  const { t } = useTranslation()
  const mayImport = useMay('import.run') !== null
  return (
    <EmptyState
      title={t('places.empty.title')}
      hint={t('places.empty.hint')}
      action={
        <span style={{ display: 'inline-flex', gap: 8 }}>
          {mayImport && (
            <Link to="/import">
              <Button type="primary" tabIndex={-1}>
                {t('places.empty.import')}
              </Button>
            </Link>
          )}
          {onNew && <Button onClick={onNew}>{t('places.new')}</Button>}
        </span>
      }
    />
  )
}
