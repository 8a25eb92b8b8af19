import type { Row } from '@sifang/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** One matter that was erased: ids, kinds and counts. */
export type Erasure = Row<'/erasures'>

/** What was erased, the latest first. */
export const erasuresQuery = infiniteQueryOptions({
  queryKey: ['erasure', 'list'],
  queryFn: ({ pageParam: after, signal }) => api.get('/erasures', { query: { limit: 100, after }, signal }),
  meta: { reads: ['follow-up', 'incident', 'place'] },
  ...pages,
})
