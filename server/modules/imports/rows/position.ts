import { createRequire } from 'node:module'

/** gcoord is CommonJS with the types of an ES module: imported, it is typed as what it is not. */
const gcoord: typeof import('gcoord').default = createRequire(import.meta.url)('gcoord')

/** Degrees in WGS-84 unless said otherwise. */
export type Position = { readonly latitude: number; readonly longitude: number }

export type Datum = 'wgs84' | 'gcj02' | 'bd09'

/** The town's neighbourhood, in WGS-84: what lies outside is a slip. */
export type Area = { readonly south: number; readonly north: number; readonly west: number; readonly east: number }

export type PositionCheck =
  | { readonly kind: 'ok'; readonly position: Position }
  /** `right` is in the file's own datum, as it should stand there */
  | { readonly kind: 'swapped'; readonly right: Position; readonly position: Position }
  | { readonly kind: 'outside'; readonly distanceKm: number }
  | { readonly kind: 'zero' }
  | { readonly kind: 'impossible' }

/** China's land and sea, for stations without a known position. */
const china: Area = { south: 3, north: 54, west: 73, east: 136 }
const kmPerDegree = 111.32

/** The box around known positions, wider by `marginKm` on each side; null when there is none. */
export function areaAround(positions: Iterable<Position>, marginKm = 30): Area | null {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const { latitude, longitude } of positions) {
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
  }
  if (south > north) return null
  const dLatitude = marginKm / kmPerDegree
  const dLongitude = dLatitude / Math.cos((((south + north) / 2) * Math.PI) / 180)
  return { south: south - dLatitude, north: north + dLatitude, west: west - dLongitude, east: east + dLongitude }
}

/** Converts to WGS-84 and tells a slip: the two swapped, far away, 0/0, not on the globe. */
export function checkPosition(given: Position, datum: Datum, area: Area | null): PositionCheck {
  if (given.latitude === 0 && given.longitude === 0) return { kind: 'zero' }
  const here = area ?? china
  const turned = { latitude: given.longitude, longitude: given.latitude }
  const position = onGlobe(given) ? toWgs84(given, datum) : null
  if (position !== null && within(position, here)) return { kind: 'ok', position }
  if (onGlobe(turned)) {
    const swapped = toWgs84(turned, datum)
    if (within(swapped, here)) return { kind: 'swapped', right: turned, position: swapped }
  }
  return position === null
    ? { kind: 'impossible' }
    : { kind: 'outside', distanceKm: Math.round(distanceKm(position, here)) }
}

/** GCJ-02 differs from WGS-84 by about half a kilometre here, BD-09 by about one (CHINA.md). */
export function toWgs84({ latitude, longitude }: Position, datum: Datum): Position {
  if (datum === 'wgs84') return { latitude, longitude }
  const from = datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09
  const [lon, lat] = gcoord.transform([longitude, latitude], from, gcoord.WGS84)
  return { latitude: round7(lat), longitude: round7(lon) }
}

/** 37.3512, N37.3512°, 37°21′04″, 37度21.07分, 37 21 04 as degrees; null for anything else. */
export function readDegrees(text: string): number | null {
  const spaced = /^(\d{1,3})\s+(\d{1,2}(?:\.\d+)?)(?:\s+(\d{1,2}(?:\.\d+)?))?$/.exec(text.trim())
  const plain = (spaced ? `${spaced[1]}°${spaced[2]}′${spaced[3] ?? ''}` : text)
    .replace(/\s/g, '')
    .replace(/''/g, '″')
    .replace(/^(北纬|东经|纬度|经度)[:：]?/, '')
  const decimal = /^[NE]?([+-]?\d+(?:\.\d+)?)[°度]?[NE]?$/i.exec(plain)
  if (decimal) return Number(decimal[1])
  const parts = /^[NE]?(\d{1,3})[°度:](\d{1,2}(?:\.\d+)?)(?:['′’分:](?:(\d{1,2}(?:\.\d+)?)["″”秒]?)?)?[NE]?$/i.exec(
    plain,
  )
  if (parts === null) return null
  const [, degrees, minutes, seconds = '0'] = parts
  return Number(minutes) < 60 && Number(seconds) < 60
    ? round7(Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600)
    : null
}

/**
 * Both coordinates out of one cell: `118.43, 37.35`, `E118.43 N37.35`, `东经118°25′52″ 北纬37°21′04″`, `POINT(118.43 37.35)`.
 * Letters and words say which is which; without them the ranges do, which do not meet in China. Null for anything else.
 */
export function readPair(text: string): Position | null {
  const bare = text.replace(/^[a-z]+\s*(?=\()/i, '').replace(/^[([]+|[)\]]+$/g, '')
  const marked = bare.split(betweenCoordinates).filter((part) => part.trim() !== '')
  const [first, second, ...more] = marked.length === 1 ? bare.trim().split(/\s+/) : marked
  if (first === undefined || second === undefined || more.length > 0) return null
  const [one, other] = [readDegrees(first), readDegrees(second)]
  if (one === null || other === null) return null
  const asWritten = { latitude: one, longitude: other }
  const turned = { latitude: other, longitude: one }
  if (north.test(first) || east.test(second)) return asWritten
  if (east.test(first) || north.test(second)) return turned
  return [asWritten, turned].find((position) => within(position, china)) ?? null
}

const betweenCoordinates =
  /[,;、/]|\s+(?=[NE]\s*\d|北纬|东经|纬度|经度)|(?<=[\d°度"″”秒'′’分])(?=[NE]\s*\d|北纬|东经|纬度|经度)/i
const north = /n|北纬|纬度/i
const east = /e|东经|经度/i

function onGlobe({ latitude, longitude }: Position): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}

function within({ latitude, longitude }: Position, area: Area): boolean {
  return latitude >= area.south && latitude <= area.north && longitude >= area.west && longitude <= area.east
}

function distanceKm({ latitude, longitude }: Position, area: Area): number {
  const north = Math.max(area.south - latitude, 0, latitude - area.north)
  const east = Math.max(area.west - longitude, 0, longitude - area.east)
  const scale = Math.cos((((area.south + area.north) / 2) * Math.PI) / 180)
  return Math.hypot(north, east * scale) * kmPerDegree
}

function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}
