export type Position = { readonly latitude: number; readonly longitude: number }

const earthRadiusM = 6_371_000
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres along the great circle between two WGS-84 positions; null where one is not known. */
export function distanceM(
  from: Position | null,
  to: { readonly latitude: number | null; readonly longitude: number | null },
): number | null {
  if (from === null || to.latitude === null || to.longitude === null) return null
  const north = radians(to.latitude - from.latitude)
  const east = radians(to.longitude - from.longitude)
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(east / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(half)))
}
