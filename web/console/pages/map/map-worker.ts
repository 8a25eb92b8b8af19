import { ApiProblem, createClient, problemOf, type Reply } from '@sifang/client'
import { wgsToGcj } from '../places/datum.ts'
import type { MapAnswer, MapAsk } from './map-talk.ts'

const api = createClient()

/** The i-th of each column is one place (server/modules/places/map-schema.ts). */
type Columns = Reply<'/map/places'>

/** Reads the compact columns, filters them and writes GeoJSON, away from the page: a hundred thousand stall nothing. */
let columns: Columns | null = null
let shifted = false
let shown: string | null = null

addEventListener('message', async ({ data: ask }: MessageEvent<MapAsk>) => {
  try {
    answer(ask.id, await handle(ask))
  } catch (thrown) {
    answer(ask.id, { kind: 'failed', problem: problemOf(thrown) })
    if (!(thrown instanceof ApiProblem)) console.error(thrown)
  }
})

function answer(id: number, reply: MapAnswer): void {
  postMessage({ id, reply })
}

async function handle(ask: MapAsk): Promise<MapAnswer> {
  switch (ask.kind) {
    case 'load':
      return load()
    case 'show':
      shifted = ask.gcj02
      return show(ask.filter)
    case 'id-of':
      return { kind: 'id', id: columns?.ids[ask.index] ?? null }
  }
}

async function load(): Promise<MapAnswer> {
  columns = await api.get('/map/places')
  return { kind: 'loaded', count: columns.ids.length }
}

const tierNames = ['none', 'red', 'yellow', 'green'] as const

function show(filter: Extract<MapAsk, { kind: 'show' }>['filter']): MapAnswer {
  if (!columns) return { kind: 'failed', problem: { code: 'request/unexpected', status: 500 } }
  const { ids, names, kinds, kindCodes, latitudes, longitudes, tiers } = columns
  const wanted = filter.ids ? new Set(filter.ids) : null
  const ofKind = filter.kinds ? new Set(filter.kinds.map((kind) => kinds.indexOf(kind))) : null
  const tier = filter.tier ? tierNames.indexOf(filter.tier) : null
  const counts = { red: 0, yellow: 0, green: 0, none: 0 }
  const features: string[] = []
  let [west, south, east, north] = [180, 90, -180, -90]

  for (let index = 0; index < ids.length; index++) {
    const code = tiers[index] ?? 0
    if (tier !== null && code !== tier) continue
    if (ofKind && !ofKind.has(kindCodes[index] ?? -1)) continue
    if (wanted && !wanted.has(ids[index] ?? '')) continue
    let latitude = (latitudes[index] ?? 0) / 1e6
    let longitude = (longitudes[index] ?? 0) / 1e6
    if (shifted) ({ latitude, longitude } = wgsToGcj({ latitude, longitude }))
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    const name = tierNames[code] ?? 'none'
    counts[name] += 1
    const title = names ? `,"name":${JSON.stringify(names[index])}` : ''
    features.push(
      `{"type":"Feature","geometry":{"type":"Point","coordinates":[${longitude},${latitude}]},"properties":{"i":${index},"tier":"${name}"${title}}}`,
    )
  }
  if (shown) URL.revokeObjectURL(shown)
  shown = URL.createObjectURL(
    new Blob([`{"type":"FeatureCollection","features":[${features.join(',')}]}`], { type: 'application/json' }),
  )
  return {
    kind: 'shown',
    address: shown,
    count: features.length,
    counts,
    bounds: features.length > 0 ? [west, south, east, north] : null,
  }
}
