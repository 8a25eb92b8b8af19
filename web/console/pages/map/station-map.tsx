import 'maplibre-gl/dist/maplibre-gl.css'
import {
  AttributionControl,
  type GeoJSONSource,
  MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mapWords } from '../../../ui/place-map/map-words.ts'
import { mapColours } from '../../../ui/place-map/tier-images.ts'
import { useAppearance } from '../../../ui/theme/appearance.tsx'
import type { LineFeatures } from '../../api/lines.ts'
import type { Position } from '../../api/places.ts'
import type { TileSource } from '../../api/station-settings.ts'
import type { Tier } from '../../api/today.ts'
import type { Village } from '../../api/villages.ts'
import { degrees, toWgs84, wgsToGcj } from '../places/datum.ts'
import { addImages } from './map-images.ts'
import { idOf, type Shown } from './map-talk.ts'
import styles from './station-map.module.css'
import { clustersOf, stationStyle } from './station-style.ts'

setWorkerUrl(workerUrl)

export type ChosenMark = Position & { readonly id: string; readonly name: string; readonly tier: Tier | null }

type Props = {
  readonly label: string
  readonly places: Shown | null | undefined
  readonly lines: LineFeatures | undefined
  readonly villages: readonly Village[] | undefined
  readonly tiles: TileSource | null
  readonly chosen: ChosenMark | null
  readonly onChoose?: ((id: string) => void) | undefined
  /** A click anywhere, WGS-84: for choosing a position. */
  readonly onPick?: ((position: Position) => void) | undefined
  /** Where to begin; otherwise all that is shown. */
  readonly near?: Position | null | undefined
  readonly children?: ReactNode
}

const chosenZoom = 14.2
const nearZoom = 13
/** 牛庄 has no places yet: somewhere to begin with. */
const nowhere: [number, number] = [118.43, 37.36]

/** Lines, villages and places as our own layers. Marks live in the map's sources: none of them is a React element. */
export function StationMap(props: Props) {
  const { label, places, lines, villages, tiles, chosen, children } = props
  const { t } = useTranslation('ui')
  const { appearance } = useAppearance()
  const frame = useRef<HTMLElement>(null)
  const where = useRef<HTMLParagraphElement>(null)
  const latest = useRef(props)
  latest.current = props
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [impossible, setImpossible] = useState(false)
  const fitted = useRef(false)
  const shift = useMemo(() => drawnIn(tiles), [tiles])
  const words = `${t('tier.red')} ${t('tier.yellow')} ${t('tier.green')}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: the appearance changes the colours that are read inside
  useEffect(() => {
    const container = frame.current
    if (!container) return
    try {
      const [red = '', yellow = '', green = ''] = words.split(' ')
      const colours = mapColours()
      const begin = latest.current.near ?? latest.current.chosen
      const made = new MapLibreMap({
        container,
        style: stationStyle(colours, { red, yellow, green }, tiles),
        locale: mapWords(t),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        maxZoom: 18,
        center: begin ? lngLat(shift.draw(begin)) : nowhere,
        zoom: begin ? nearZoom : 10.5,
        fadeDuration: 0,
      })
      fitted.current = begin !== null && begin !== undefined
      made.touchZoomRotate.disableRotation()
      made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
      made.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-right')
      if (tiles) made.addControl(new AttributionControl({ compact: false }), 'bottom-left')
      addImages(made, colours)
      onMarks(made, latest)
      made.on('click', ({ lngLat: at }) => latest.current.onPick?.(shift.read({ latitude: at.lat, longitude: at.lng })))
      made.on('mousemove', ({ lngLat: at }) => {
        const { latitude, longitude } = shift.read({ latitude: at.lat, longitude: at.lng })
        // written past React: this happens with every movement of the hand
        if (where.current) where.current.textContent = `WGS-84  ${degrees(latitude)}, ${degrees(longitude)}`
      })
      made.once('style.load', () => setMap(made))
      return () => {
        setMap(null)
        made.remove()
      }
    } catch {
      setImpossible(true)
      return
    }
  }, [appearance, words, tiles, shift])

  useEffect(() => {
    if (!map || !places) return
    const source = map.getSource<GeoJSONSource>('places')
    source?.setClusterOptions(clustersOf(places.count))
    source?.setData(places.address)
    if (!fitted.current && places.bounds) {
      fitted.current = true
      map.fitBounds([...places.bounds], { padding: 56, maxZoom: chosenZoom, animate: false })
    }
  }, [map, places])

  useEffect(() => {
    if (map && lines) map.getSource<GeoJSONSource>('lines')?.setData(shiftLines(lines, shift.draw))
  }, [map, lines, shift])

  useEffect(() => {
    if (map && villages) map.getSource<GeoJSONSource>('villages')?.setData(villageFeatures(villages, shift.draw))
  }, [map, villages, shift])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice moves the map
  useEffect(() => {
    if (!map) return
    const at = chosen && lngLat(shift.draw(chosen))
    map.getSource<GeoJSONSource>('chosen')?.setData({
      type: 'FeatureCollection',
      features: at
        ? [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: at },
              properties: { tier: chosen.tier ?? 'none', name: chosen.name },
            },
          ]
        : [],
    })
    if (!at || (map.getBounds().contains(at) && map.getZoom() >= 12.5)) return
    map.easeTo({ center: at, zoom: Math.max(map.getZoom(), chosenZoom), duration: 400 })
  }, [map, chosen?.id, chosen?.latitude, chosen?.longitude, chosen?.tier, shift])

  if (impossible) return <p className={styles.impossible}>{t('map.impossible')}</p>
  return (
    <div className={styles.map}>
      <section ref={frame} className={styles.frame} aria-label={label} />
      <p ref={where} className={styles.where} aria-hidden="true" />
      {children}
    </div>
  )
}

type Latest = { readonly current: Props }

/** A place is chosen by a click, a village by its name, a segment by its course; a cluster opens. */
function onMarks(map: MapLibreMap, latest: Latest): void {
  const choose = (id: unknown) => {
    if (typeof id === 'string') latest.current.onChoose?.(id)
  }
  map.on('click', 'places', async ({ features }) => {
    const index: unknown = features?.[0]?.properties.i
    if (typeof index === 'number' && latest.current.onChoose) choose(await idOf(index))
  })
  map.on('click', 'clusters', async ({ features, lngLat: at }) => {
    const cluster: unknown = features?.[0]?.properties.cluster_id
    const source = map.getSource<GeoJSONSource>('places')
    if (typeof cluster !== 'number' || !source || latest.current.onPick) return
    map.easeTo({ center: at, zoom: await source.getClusterExpansionZoom(cluster) })
  })
  for (const layer of ['villages', 'segments']) {
    map.on('click', layer, ({ features, point }) => {
      const above = map.queryRenderedFeatures(point, { layers: ['places', 'clusters'] })
      if (above.length === 0) choose(features?.[0]?.properties.id)
    })
  }
  for (const layer of ['places', 'clusters', 'villages', 'segments']) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = latest.current.onPick ? 'crosshair' : 'pointer'
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = latest.current.onPick ? 'crosshair' : ''
    })
  }
}

type Draw = (position: Position) => Position

/** On a base map in GCJ-02 our layers are drawn as shifted as it is; what is read from it is turned back. */
function drawnIn(tiles: TileSource | null): { readonly draw: Draw; readonly read: Draw } {
  const plain: Draw = (position) => position
  if (tiles?.datum !== 'gcj-02') return { draw: plain, read: plain }
  return { draw: wgsToGcj, read: (position) => toWgs84(position, 'gcj02') }
}

function lngLat({ longitude, latitude }: Position): [number, number] {
  return [longitude, latitude]
}

function shiftLines(lines: LineFeatures, draw: Draw) {
  const moved = ([longitude, latitude]: readonly [number, number]) => lngLat(draw({ latitude, longitude }))
  return {
    type: 'FeatureCollection' as const,
    features: lines.features.map(({ geometry, properties }) => ({
      type: 'Feature' as const,
      properties,
      geometry:
        geometry.type === 'Point'
          ? { type: 'Point' as const, coordinates: moved(geometry.coordinates) }
          : { type: 'LineString' as const, coordinates: geometry.coordinates.map(moved) },
    })),
  }
}

function villageFeatures(villages: readonly Village[], draw: Draw) {
  return {
    type: 'FeatureCollection' as const,
    features: villages.flatMap(({ id, name, latitude, longitude }) =>
      latitude === null || longitude === null
        ? []
        : [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: lngLat(draw({ latitude, longitude })) },
              properties: { id, name },
            },
          ],
    ),
  }
}
