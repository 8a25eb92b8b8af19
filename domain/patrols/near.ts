/** WGS-84, in degrees. */
export type Position = { readonly latitude: number; readonly longitude: number }

const earthRadiusM = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two positions over the sphere (haversine). */
export function distanceM(a: Position, b: Position): number {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2)
  const east = Math.sin(radians(b.longitude - a.longitude) / 2)
  const chord = north ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Further off than this a check-in is far. */
export const farFromM = 300

/** Whether a check-in was far from where it says: over 300 m, or over its own accuracy where that is worse. */
export const isFar = (distanceM: number, accuracyM: number): boolean => distanceM > Math.max(farFromM, accuracyM)
