import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'
import { featuresOf, type MapPoint } from './points.ts'
import type { MapColours } from './tier-images.ts'

/** Words of the tiers as the map writes them beside each shape. */
export type TierWords = Readonly<Record<'red' | 'yellow' | 'green' | 'others', string>>

const tiers = ['red', 'yellow', 'green', 'none'] as const

/** Nearer than this to one another, in pixels, places are drawn as one with their counts. */
const clusterRadiusPx = 56
/** From here on each place stands alone. */
const singleZoom = 14

const counts = Object.fromEntries(
  tiers.map((tier) => [tier, ['+', ['case', ['==', ['get', 'tier'], tier], 1, 0]] as ExpressionSpecification]),
)

/** The strictest tier inside a cluster gives its shape. */
const strictest: ExpressionSpecification = [
  'case',
  ['>', ['get', 'red'], 0],
  'red',
  ['>', ['get', 'yellow'], 0],
  'yellow',
  ['>', ['get', 'green'], 0],
  'green',
  'none',
]

/** The map as data: our own layers on the page's ground, no base map. */
export function mapStyle(points: readonly MapPoint[], colours: MapColours, words: TierWords): StyleSpecification {
  const text = { 'text-color': colours.ink, 'text-halo-color': colours.ground, 'text-halo-width': 1.6 }
  const beside = {
    'text-anchor': 'left' as const,
    'text-size': 12,
    'text-optional': true,
    'icon-allow-overlap': true,
  }
  return {
    version: 8,
    sources: {
      places: {
        type: 'geojson',
        data: featuresOf(points),
        cluster: true,
        clusterRadius: clusterRadiusPx,
        clusterMaxZoom: singleZoom - 1,
        clusterProperties: counts,
      },
      chosen: { type: 'geojson', data: featuresOf([]) },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
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
          ...beside,
          'icon-image': strictest,
          'icon-size': ['interpolate', ['linear'], ['get', 'point_count'], 2, 0.9, 50, 1.15, 500, 1.5],
          'text-field': clusterText(words),
          'text-max-width': 40,
          'text-offset': [1.1, 0],
        },
        paint: text,
      },
      {
        id: 'places',
        type: 'symbol',
        source: 'places',
        filter: ['!', ['has', 'point_count']],
        layout: {
          ...beside,
          'icon-image': ['get', 'tier'],
          'icon-size': 0.72,
          'text-field': placeText(words),
          'text-offset': [0.9, 0],
        },
        paint: text,
      },
      {
        id: 'chosen',
        type: 'symbol',
        source: 'chosen',
        layout: {
          ...beside,
          'icon-image': ['get', 'tier'],
          'icon-size': 0.9,
          'text-field': ['get', 'name'],
          'text-size': 13,
          'text-offset': [1.5, 0],
          'text-allow-overlap': true,
        },
        paint: { ...text, 'text-halo-width': 2.4 },
      },
    ],
  }
}

/** 红2 黄5 绿30 其他1, without what is none. */
function clusterText(words: TierWords): ExpressionSpecification {
  const parts = (['red', 'yellow', 'green'] as const).map(
    (tier): ExpressionSpecification => [
      'case',
      ['>', ['get', tier], 0],
      ['concat', words[tier], ['to-string', ['get', tier]], ' '],
      '',
    ],
  )
  const untiered: ExpressionSpecification = [
    'case',
    ['>', ['get', 'none'], 0],
    ['concat', words.others, ['to-string', ['get', 'none']]],
    '',
  ]
  return ['concat', ...parts, untiered] as ExpressionSpecification
}

function placeText(words: TierWords): ExpressionSpecification {
  const word: ExpressionSpecification = [
    'match',
    ['get', 'tier'],
    'red',
    `${words.red} `,
    'yellow',
    `${words.yellow} `,
    'green',
    `${words.green} `,
    '',
  ]
  return ['concat', word, ['get', 'name']]
}
