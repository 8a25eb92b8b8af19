import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import type { PlaceFilter } from './places.ts'

/** More places than this are narrowed by tier and kind alone. */
const mostIds = 4000

/** The ids that a filter finds which the map's columns cannot tell: village, owner, missed, a piece of a name. */
export function placeIdsQuery(filter: PlaceFilter) {
  return queryOptions({
    queryKey: ['place', 'ids', filter],
    queryFn: async ({ signal }) => {
      const ids: string[] = []
      let after: string | undefined
      do {
        const page = await api.get('/places', { query: { ...filter, limit: 200, after }, signal })
        ids.push(...page.rows.map(({ id }) => id))
        after = page.next ?? undefined
      } while (after && ids.length < mostIds)
      return ids
    },
    meta: { reads: ['visit', 'duty', 'member'] },
  })
}
