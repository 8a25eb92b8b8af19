import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { MapColours } from '../../../ui/place-map/tier-images.ts'
import type { TileSource } from '../../api/station-settings.ts'
import type { Tier } from '../../api/today.ts'

const clusterRadiusPx = 60
/**
 * From which zoom on each of so many places stands alone: closer, the more there are, so that a town's screen never has
 * thousands of names to draw at once (bench/map).
 */
export function clustersOf(count: number) {
  const singleZoom = count > 20_000 ? 17 : count > 5000 ? 16 : count > 2000 ? 15 : 14
  return { cluster: true, clusterRadius: clusterRadiusPx, clusterMaxZoom: singleZoom - 1 }
}

const tiers = ['red', 'yellow', 'green', 'none'] as const
const empty = { type: 'FeatureCollection' as const, features: [] }

export type TierWords = Readonly<Record<Tier, string>>

const counts = Object.fromEntries(
  tiers.map((tier) => [tier, ['+', ['case', ['==', ['get', 'tier'], tier], 1, 0]] as ExpressionSpecification]),
)

/** The station's map as data: lines, villages, places clustered; a base map only where the station has named one. */
export function stationStyle(colours: MapColours, words: TierWords, tiles: TileSource | null): StyleSpecification {
  const text = { 'text-color': colours.ink, 'text-halo-color': colours.ground, 'text-halo-width': 1.6 }
  return {
    version: 8,
    sources: {
      ...(tiles
        ? {
            tiles: {
              type: 'raster',
              tiles: [tiles.url],
              tileSize: 256,
              maxzoom: tiles.maxZoom,
              attribution: [tiles.attribution, tiles.approvalNumber].filter(Boolean).join(' '),
            },
          }
        : {}),
      lines: { type: 'geojson', data: empty },
      villages: { type: 'geojson', data: empty },
      places: {
        type: 'geojson',
        data: empty,
        ...clustersOf(0),
        clusterProperties: counts,
      },
      chosen: { type: 'geojson', data: empty },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
      ...(tiles ? [{ id: 'tiles', type: 'raster', source: 'tiles' } as const] : []),
      ...lineLayers(colours, text),
      {
        id: 'villages',
        type: 'symbol',
        source: 'villages',
        minzoom: 9.5,
        layout: {
          'text-field': ['get', 'name'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11, 14, 15],
          'text-letter-spacing': 0.08,
          'text-offset': [0, 1.1],
          'symbol-sort-key': 2,
        },
        paint: { ...text, 'text-color': colours.none },
      },
      {
        id: 'chosen-ring',
        type: 'circle',
        source: 'chosen',
        paint: {
          'circle-radius': 15,
          'circle-color': 'transparent',
          'circle-stroke-color': colours.brand,
          'circle-stroke-width': 2.5,
        },
      },
      {
        id: 'clusters',
        type: 'symbol',
        source: 'places',
        filter: ['has', 'point_count'],
        layout: {
          'text-field': clusterText(words),
          'text-size': 12.5,
          'text-allow-overlap': true,
          'text-padding': 0,
          // a count stays beside its sign
          'text-max-width': 40,
        },
        paint: { ...text, 'text-halo-width': 2.2 },
      },
      {
        id: 'places',
        type: 'symbol',
        source: 'places',
        filter: ['!', ['has', 'point_count']],
        layout: {
          'icon-image': ['get', 'tier'],
          'icon-size': 0.72,
          'icon-allow-overlap': true,
          'text-field': placeText(words),
          'text-anchor': 'left',
          'text-offset': [0.9, 0],
          'text-size': 12,
          'text-optional': true,
        },
        paint: text,
      },
      {
        id: 'chosen',
        type: 'symbol',
        source: 'chosen',
        layout: {
          'icon-image': ['get', 'tier'],
          'icon-size': 0.9,
          'icon-allow-overlap': true,
          'text-field': ['get', 'name'],
          'text-anchor': 'left',
          'text-size': 14,
          'text-offset': [1.4, 0],
          'text-allow-overlap': true,
        },
        paint: { ...text, 'text-halo-width': 2.4 },
      },
    ],
  }
}

/** Pipelines: the course, segments in their tier's colour, a post each kilometre with its number. */
function lineLayers(colours: MapColours, text: object): readonly LayerSpecification[] {
  const kind = (name: string): ExpressionSpecification => ['==', ['get', 'kind'], name]
  const tierColour: ExpressionSpecification = [
    'match',
    ['get', 'tier'],
    'red',
    colours.red,
    'yellow',
    colours.yellow,
    'green',
    colours.green,
    colours.none,
  ]
  return [
    {
      id: 'lines',
      type: 'line',
      source: 'lines',
      filter: kind('line'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colours.brand, 'line-width': 1.6, 'line-dasharray': [4, 1.6] },
    },
    {
      id: 'segments',
      type: 'line',
      source: 'lines',
      filter: kind('segment'),
      paint: { 'line-color': tierColour, 'line-width': 5, 'line-opacity': 0.38 },
    },
    {
      id: 'posts',
      type: 'circle',
      source: 'lines',
      filter: kind('post'),
      minzoom: 10,
      paint: {
        'circle-radius': 2.6,
        'circle-color': colours.ground,
        'circle-stroke-color': colours.brand,
        'circle-stroke-width': 1.4,
      },
    },
    {
      id: 'post-names',
      type: 'symbol',
      source: 'lines',
      filter: kind('post'),
      minzoom: 11.5,
      layout: { 'text-field': ['get', 'name'], 'text-size': 11, 'text-offset': [0, -0.9], 'symbol-sort-key': 3 },
      paint: { ...text, 'text-color': colours.brand },
    },
    {
      id: 'line-names',
      type: 'symbol',
      source: 'lines',
      filter: kind('line'),
      layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-size': 12, 'symbol-spacing': 420 },
      paint: { ...text, 'text-color': colours.brand, 'text-halo-width': 2 },
    },
  ]
}

/** ◆红2 ▲黄5 ●绿30: each shape before its count, what is none left out. */
function clusterText(words: TierWords): ExpressionSpecification {
  const part = (tier: (typeof tiers)[number], word: string): unknown[] => [
    ['case', ['>', ['get', tier], 0], ['image', `small-${tier}`], ['image', 'nothing']],
    {},
    ['case', ['>', ['get', tier], 0], ['concat', word, ['to-string', ['get', tier]], ' '], ''],
    {},
  ]
  return [
    'format',
    ...part('red', words.red),
    ...part('yellow', words.yellow),
    ...part('green', words.green),
    ...part('none', ''),
  ] as unknown as ExpressionSpecification
}

function placeText(words: TierWords): ExpressionSpecification {
  return [
    'concat',
    ['match', ['get', 'tier'], 'red', words.red, 'yellow', words.yellow, 'green', words.green, ''],
    ' ',
    ['coalesce', ['get', 'name'], ''],
  ]
}
