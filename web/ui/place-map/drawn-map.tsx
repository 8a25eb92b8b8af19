import 'maplibre-gl/dist/maplibre-gl.css'
import { type GeoJSONSource, MapLibreMap, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppearance } from '../theme/appearance.tsx'
import styles from './drawn-map.module.css'
import { mapStyle, type TierWords } from './map-style.ts'
import { mapWords } from './map-words.ts'
import { boundsOf, featuresOf, type PlaceMapProps } from './points.ts'
import { imageNames, mapColours, tierImage } from './tier-images.ts'

setWorkerUrl(workerUrl)

/** Size of the largest shape on the screen. */
const imagePx = 24
/** Near enough to see the chosen place alone. */
const chosenZoom = 14.2

/** Draws PlaceMap's points; made anew when light and dark change, moved when points or choice do. */
export function DrawnMap({ label, points, selected, onSelect }: PlaceMapProps) {
  const { t } = useTranslation('ui')
  const { appearance } = useAppearance()
  const frame = useRef<HTMLElement>(null)
  const latest = useRef({ points, onSelect })
  latest.current = { points, onSelect }
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const [impossible, setImpossible] = useState(false)
  const words = `${t('tier.red')} ${t('tier.yellow')} ${t('tier.green')} ${t('map.others')}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: the appearance changes the colours that are read inside
  useEffect(() => {
    const container = frame.current
    if (!container) return
    try {
      const [red = '', yellow = '', green = '', others = ''] = words.split(' ')
      const made = makeMap(container, latest.current.points, { red, yellow, green, others }, mapWords(t))
      onPlaces(made, (id) => latest.current.onSelect(id))
      made.once('load', () => setMap(made))
      return () => {
        setMap(null)
        made.remove()
      }
    } catch {
      setImpossible(true)
      return
    }
  }, [appearance, words])

  useEffect(() => {
    if (!map) return
    map.getSource<GeoJSONSource>('places')?.setData(featuresOf(points))
    const bounds = boundsOf(points)
    if (bounds) map.fitBounds(bounds, { padding: 48, maxZoom: chosenZoom, animate: false })
  }, [map, points])

  useEffect(() => {
    if (!map) return
    const point = latest.current.points.find(({ id }) => id === selected)
    map.getSource<GeoJSONSource>('chosen')?.setData(featuresOf(point ? [point] : []))
    if (point) {
      map.easeTo({
        center: [point.longitude, point.latitude],
        zoom: Math.max(map.getZoom(), chosenZoom),
        duration: 400,
      })
    }
  }, [map, selected])

  if (impossible) return <p className={styles.impossible}>{t('map.impossible')}</p>
  return <section ref={frame} className={styles.frame} aria-label={label} />
}

function makeMap(
  container: HTMLElement,
  points: PlaceMapProps['points'],
  words: TierWords,
  locale: Readonly<Record<string, string>>,
): MapLibreMap {
  const colours = mapColours()
  const bounds = boundsOf(points)
  const map = new MapLibreMap({
    container,
    style: mapStyle(points, colours, words),
    locale,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 18,
    ...(bounds ? { bounds, fitBoundsOptions: { padding: 48, maxZoom: chosenZoom } } : {}),
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-left')
  map.setMissingStyleImageResolver((id) => {
    const name = imageNames.find((known) => known === id)
    if (name && !map.hasImage(name)) map.addImage(name, tierImage(name, colours, imagePx), { pixelRatio: 2 })
  })
  return map
}

/** A place is chosen by a click; a cluster opens. */
function onPlaces(map: MapLibreMap, choose: (id: string) => void): void {
  map.on('click', 'places', ({ features }) => {
    const id: unknown = features?.[0]?.properties.id
    if (typeof id === 'string') choose(id)
  })
  map.on('click', 'clusters', async ({ features, lngLat }) => {
    const cluster: unknown = features?.[0]?.properties.cluster_id
    const source = map.getSource<GeoJSONSource>('places')
    if (typeof cluster !== 'number' || !source) return
    map.easeTo({ center: lngLat, zoom: await source.getClusterExpansionZoom(cluster) })
  })
  for (const layer of ['places', 'clusters']) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer'
    })
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = ''
    })
  }
}
