import { useQuery } from '@tanstack/react-query'
import { mapLinesQuery } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import { stationQuery } from '../../api/station-settings.ts'
import { villagesQuery } from '../../api/villages.ts'
import { loadPlaces, type MapFilter, showPlaces } from './map-talk.ts'

/** What lies under every map of the station: lines, villages, the base map that the station has named. */
export function useLayers() {
  const lines = useQuery(mapLinesQuery)
  const villages = useQuery(villagesQuery)
  const station = useQuery({ ...stationQuery, enabled: useMay('station.read') !== null })
  return {
    lines: lines.data,
    villages: villages.data?.rows,
    tiles: station.data?.settings.tileSource ?? null,
    /** The map is drawn once it is known on what. */
    ready: !station.isLoading,
  }
}

/** The places that a filter shows, as something that the map reads by itself; null while the filter is not known. */
export function usePlacesShown(filter: MapFilter | null, gcj02: boolean) {
  const loaded = useQuery({
    queryKey: ['place', 'map'],
    queryFn: loadPlaces,
    staleTime: 60_000,
    meta: { reads: ['tier-proposal', 'incident'] },
  })
  const shown = useQuery({
    queryKey: ['map', 'shown', filter, gcj02, loaded.dataUpdatedAt],
    queryFn: () => showPlaces(filter ?? {}, gcj02),
    enabled: loaded.data !== undefined && filter !== null,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    // an address that was read is given back with the next one
    gcTime: 0,
  })
  return { shown: shown.data, all: loaded.data, error: loaded.error ?? shown.error, refetch: loaded.refetch }
}
