import type { Position } from '../../api/places.ts'

export type Datum = 'wgs84' | 'gcj02' | 'bd09'

/** Krasovsky 1940, as GCJ-02 is defined on it. */
const semiMajorM = 6378245
const eccentricity2 = 0.006_693_421_622_965_943

/** WGS-84 of a position in the datum of a Chinese map; within 0.1 m (ARCHITECTURE: stored as WGS-84). */
export function toWgs84(position: Position, datum: Datum): Position {
  if (datum === 'wgs84') return position
  return gcjToWgs(datum === 'bd09' ? bdToGcj(position) : position)
}

/** Inverts the shift by going back by as much as it would go on, until nothing is left. */
function gcjToWgs(gcj: Position): Position {
  let wgs = gcj
  for (let round = 0; round < 6; round++) {
    const shifted = wgsToGcj(wgs)
    wgs = {
      latitude: wgs.latitude + gcj.latitude - shifted.latitude,
      longitude: wgs.longitude + gcj.longitude - shifted.longitude,
    }
  }
  return wgs
}

/** GCJ-02 of a WGS-84 position: for drawing on a base map that is shifted so. */
export function wgsToGcj({ latitude, longitude }: Position): Position {
  const x = longitude - 105
  const y = latitude - 35
  const radians = (latitude / 180) * Math.PI
  const magic = 1 - eccentricity2 * Math.sin(radians) ** 2
  const north = (shiftNorth(x, y) * 180) / (((semiMajorM * (1 - eccentricity2)) / magic ** 1.5) * Math.PI)
  const east = (shiftEast(x, y) * 180) / ((semiMajorM / Math.sqrt(magic)) * Math.cos(radians) * Math.PI)
  return { latitude: latitude + north, longitude: longitude + east }
}

const wave = (value: number) => Math.sin(value * Math.PI)

function shiftNorth(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3 +
    ((20 * wave(y) + 40 * wave(y / 3)) * 2) / 3 +
    ((160 * wave(y / 12) + 320 * wave(y / 30)) * 2) / 3
  )
}

function shiftEast(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3 +
    ((20 * wave(x) + 40 * wave(x / 3)) * 2) / 3 +
    ((150 * wave(x / 12) + 300 * wave(x / 30)) * 2) / 3
  )
}

function bdToGcj({ latitude, longitude }: Position): Position {
  const x = longitude - 0.0065
  const y = latitude - 0.006
  const k = (Math.PI * 3000) / 180
  const far = Math.hypot(x, y) - 0.000_02 * Math.sin(y * k)
  const angle = Math.atan2(y, x) - 0.000_003 * Math.cos(x * k)
  return { latitude: far * Math.sin(angle), longitude: far * Math.cos(angle) }
}

/** Metres between two near positions. */
export function metresBetween(a: Position, b: Position): number {
  const north = (a.latitude - b.latitude) * 111_320
  const east = (a.longitude - b.longitude) * 111_320 * Math.cos((a.latitude / 180) * Math.PI)
  return Math.hypot(north, east)
}

/** Two numbers out of anything pasted: `118.37,37.38`, `N37.38 E118.37`, `纬度37.38 经度118.37`. Null without two. */
export function readPair(typed: string): { readonly position: Position; readonly swapped: boolean } | null {
  const numbers =
    typed
      .normalize('NFKC')
      .match(/-?\d+(\.\d+)?/g)
      ?.map(Number) ?? []
  const [first, second] = numbers
  if (first === undefined || second === undefined || numbers.length !== 2) return null
  if (inChina({ latitude: first, longitude: second })) {
    return { position: { latitude: first, longitude: second }, swapped: false }
  }
  if (inChina({ latitude: second, longitude: first })) {
    return { position: { latitude: second, longitude: first }, swapped: true }
  }
  return null
}

/** The ranges that the server accepts. */
export function inChina({ latitude, longitude }: Position): boolean {
  return latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136
}

/** 37.385595: a tenth of a metre. */
export function degrees(value: number): string {
  return value.toFixed(6)
}
