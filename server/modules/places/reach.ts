import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

type Reader = Pick<Context, 'scope' | 'actor'>

/**
 * What a member may see of the places `p`: all of the station, or those of own villages and lines (DOMAIN.md §9). The two
 * are two texts, so that each has a plan of its own: own villages are read through place_by_village.
 */
export function withinReach(ctx: Reader) {
  if (ctx.scope === 'station') return sql<boolean>`true`
  const villages = [...ctx.actor.villageIds]
  const lines = [...ctx.actor.lineIds]
  return sql<boolean>`(p.village_id = any(${villages}::uuid[]) or p.line_id = any(${lines}::uuid[]))`
}

/** The same for a place that has been read. */
export function isWithinReach(ctx: Reader, place: { villageId: string | null; lineId: string | null }): boolean {
  if (ctx.scope === 'station') return true
  const { villageIds, lineIds } = ctx.actor
  return (
    (place.villageId !== null && villageIds.includes(place.villageId)) ||
    (place.lineId !== null && lineIds.includes(place.lineId))
  )
}
