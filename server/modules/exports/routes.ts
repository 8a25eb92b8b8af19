import { z } from 'zod'
import { download, type Route, route } from '../../platform/http/route.ts'
import type { AnyList } from './list.ts'
import { lines, places, villages } from './place-lists.ts'
import { exportTo } from './service.ts'
import { duties, incidents, members, visits } from './work-lists.ts'

export const exportLists: readonly AnyList[] = [places, duties, visits, incidents, villages, members, lines]

const shape = z.object({
  format: z.enum(['xlsx', 'csv', 'geojson']).default('xlsx'),
  language: z.enum(['zh', 'en']).default('zh'),
})

/** One route a list, so that each has its own filters in the API's description. */
export const exportRoutes: readonly Route[] = exportLists.map((list) =>
  route({
    method: 'GET',
    url: `/exports/${list.name}`,
    permission: 'export.run',
    alsoNeeds: list.permission,
    summary: `${list.en} as a file, with the filters of the list; streamed, and on record`,
    query: z.intersection(shape, list.filters),
    reply: download,
    handle: (ctx, { query }) => {
      const { format, language } = shape.parse(query)
      return exportTo(ctx, list, query, { format, language })
    },
  }),
)
