import type { Body } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

/** What makes a station and its chief, behind the code that the machine shows at its start. */
export type FirstRun = Body<'/first-run', 'post'>

/** Whether this machine has no station yet. */
export const firstRunQuery = queryOptions({
  queryKey: ['first-run'],
  queryFn: ({ signal }) => api.get('/first-run', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export function makeStation(first: FirstRun) {
  return api.post('/first-run', { body: first })
}
