import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Value } from './value.ts'

/** WGS-84, degrees. */
export type GeoPosition = { readonly latitude: number; readonly longitude: number }

export type GeoFeature = {
  readonly id: string
  readonly geometry:
    | { readonly kind: 'point'; readonly at: GeoPosition }
    | { readonly kind: 'line'; readonly along: readonly GeoPosition[] }
  readonly properties: Readonly<Record<string, Value>>
}

/** Streams a FeatureCollection (RFC 7946: longitude first, WGS-84, which `datum` says once more). Ends `out`. */
export async function writeGeoJson(features: AsyncIterable<GeoFeature>, out: Writable): Promise<void> {
  async function* text() {
    let chunk = '{"type":"FeatureCollection","datum":"WGS-84","features":['
    let separator = '\n'
    for await (const feature of features) {
      chunk += separator + featureText(feature)
      separator = ',\n'
      if (chunk.length < 64 * 1024) continue
      yield chunk
      chunk = ''
    }
    yield `${chunk}\n]}\n`
  }
  await pipeline(Readable.from(text(), { highWaterMark: 1 }), out)
}

function featureText({ id, geometry, properties }: GeoFeature): string {
  const shape =
    geometry.kind === 'point'
      ? { type: 'Point', coordinates: coordinates(geometry.at) }
      : { type: 'LineString', coordinates: geometry.along.map(coordinates) }
  return JSON.stringify({ type: 'Feature', id, geometry: shape, properties })
}

/** Seven decimals are about a centimetre. */
function coordinates({ latitude, longitude }: GeoPosition): [number, number] {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7]
}
