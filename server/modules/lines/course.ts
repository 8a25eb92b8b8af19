/** Where a line runs, by its kilometre posts. */
export type Post = { readonly km: number; readonly latitude: number; readonly longitude: number }
export type Position = { readonly latitude: number; readonly longitude: number }

/** The position at a kilometre, straight from post to post; beyond the outer posts theirs. Null without posts. */
export function positionAt(posts: readonly Post[], km: number): Position | null {
  const sorted = [...posts].sort((a, b) => a.km - b.km)
  const after = sorted.findIndex((post) => post.km >= km)
  const [next, before] = [sorted[after], sorted[after - 1]]
  if (!next) return at(sorted.at(-1))
  if (!before) return at(next)
  const share = (km - before.km) / (next.km - before.km)
  return {
    latitude: toCentimetre(before.latitude + (next.latitude - before.latitude) * share),
    longitude: toCentimetre(before.longitude + (next.longitude - before.longitude) * share),
  }
}

/** Degrees to about a centimetre. */
const toCentimetre = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

const at = (post: Post | undefined): Position | null =>
  post ? { latitude: post.latitude, longitude: post.longitude } : null

/** The course between two kilometres: both ends and every post between them. */
export function stretch(posts: readonly Post[], fromKm: number, toKm: number): readonly Position[] {
  const between = posts.filter(({ km }) => km > fromKm && km < toKm).sort((a, b) => a.km - b.km)
  return [positionAt(posts, fromKm), ...between.map(at), positionAt(posts, toKm)].filter(
    (position) => position !== null,
  )
}
