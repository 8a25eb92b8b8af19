import { UnorderedListOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useMedia, useNarrow } from '../../../ui/theme/appearance.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { placeIdsQuery } from '../../api/map.ts'
import { type Place, type PlaceFilter, placeQuery, placesQuery } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { PlaceSummary } from '../place/place-summary.tsx'
import { PlaceFilters } from '../places/place-filters.tsx'
import { Legend } from './legend.tsx'
import styles from './map-page.module.css'
import type { MapFilter } from './map-talk.ts'
import { mapRoute } from './route.ts'
import { useLayers, usePlacesShown } from './use-layers.ts'

const Drawn = lazy(() => import('./station-map.tsx').then(({ StationMap }) => ({ default: StationMap })))

/** Where everything is: filters as on the list; list, map and detail in step. */
export function MapPage() {
  const { t } = useTranslation(['console', 'ui'])
  const { selected, ...filter } = mapRoute.useSearch()
  const navigate = mapRoute.useNavigate()
  const narrow = useNarrow()
  const wide = useMedia('(min-width: 1280px)')
  const layers = useLayers()
  const { shown, error, refetch } = usePlacesShown(useMapFilter(filter), layers.tiles?.datum === 'gcj-02')
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const chosen = useQuery({ ...placeQuery(selected ?? ''), enabled: selected !== undefined }).data

  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })
  useKeys(selected ? [{ keys: 'Escape', label: t('ui:keys.list.back'), run: () => select(undefined) }] : [])

  return (
    <>
      <PageHeader
        title={t('map.title')}
        aside={shown && t('map.shown', { count: shown.count })}
        actions={
          <Link to="/places" search={{ ...filter, selected }}>
            <Button icon={<UnorderedListOutlined />} tabIndex={-1}>
              {t('map.asList')}
            </Button>
          </Link>
        }
      >
        <PlaceFilters
          value={filter}
          withClosed={false}
          onChange={(part) =>
            void navigate({
              search: (now) => ({ ...now, ...part, selected: undefined }),
              replace: 'search' in part && filter.search !== undefined,
            })
          }
          onReset={() => void navigate({ search: {} })}
        />
      </PageHeader>
      {error && (
        <div className={styles.problem}>
          <Problem of={error} onRetry={() => void refetch()} />
        </div>
      )}
      <div className={styles.panes}>
        {wide && (
          <div className={styles.list}>
            <MapList filter={filter} selected={selected} onSelect={select} />
          </div>
        )}
        <div className={styles.map}>
          {layers.ready && (
            <Suspense fallback={null}>
              <Drawn
                label={t('map.label')}
                places={shown}
                lines={layers.lines}
                villages={layers.villages}
                tiles={layers.tiles}
                chosen={
                  chosen && chosen.latitude !== null && chosen.longitude !== null
                    ? {
                        id: chosen.id,
                        name: chosen.name,
                        tier: chosen.tier,
                        latitude: chosen.latitude,
                        longitude: chosen.longitude,
                      }
                    : null
                }
                onChoose={select}
              >
                <Legend counts={shown?.counts} base={layers.tiles !== null} />
              </Drawn>
            </Suspense>
          )}
          {shown?.count === 0 && <p className={styles.none}>{t(filtered ? 'map.none' : 'map.nothing')}</p>}
        </div>
        {selected && (
          <section className={styles.detail} aria-label={t('places.detail')}>
            {narrow && (
              <Button className={styles.close ?? ''} onClick={() => select(undefined)}>
                {t('words.close')}
              </Button>
            )}
            <PlaceSummary key={selected} id={selected} />
          </section>
        )}
      </div>
    </>
  )
}

/** Tier and kind are in the map's own columns; whatever else is asked for is found by the list. */
function useMapFilter(filter: PlaceFilter): MapFilter | null {
  const { tier, kind, ...others } = filter
  const beyond = Object.values(others).some((value) => value !== undefined)
  const ids = useQuery({ ...placeIdsQuery(filter), enabled: beyond })
  return useMemo(() => {
    if (beyond && !ids.data) return null
    return { tier, kinds: kind?.split(','), ids: beyond ? ids.data : undefined }
  }, [beyond, ids.data, tier, kind])
}

type ListProps = {
  readonly filter: PlaceFilter
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}

function MapList({ filter, selected, onSelect }: ListProps) {
  const { t } = useTranslation()
  const navigate = mapRoute.useNavigate()
  const query = useInfiniteQuery(placesQuery({ ...filter, sort: filter.search ? undefined : 'tier' }))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  const columns: readonly Column<Place>[] = [
    { key: 'tier', title: t('words.tier'), width: 84, card: 'lead', cell: ({ tier }) => <TierMark tier={tier} /> },
    { key: 'name', title: t('places.name'), card: 'title', width: 140, cell: ({ name }) => name },
    { key: 'village', title: t('places.village'), width: 84, card: 'meta', cell: ({ villageName }) => villageName },
  ]
  return (
    <DataTable
      label={t('map.list')}
      columns={columns}
      rows={data?.pages.flatMap((page) => page.rows) ?? []}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={({ id }) => onSelect(id)}
      onOpen={({ id }) => void navigate({ to: '/places/$placeId', params: { placeId: id }, search: {} })}
      pending={isPending}
      empty={<p className={styles.nothing}>{t('places.none.title')}</p>}
      more={{ available: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
    />
  )
}
