import { queryOptions } from '@tanstack/react-query'
import { get, post } from './request.ts'

/** What makes a station and its chief, behind the code that the machine shows at its start. */
export type FirstRun = {
  readonly code: string
  readonly stationName: string
  readonly divisionCode?: string
  readonly chiefName: string
  readonly userName: string
  readonly password: string
}

/** Whether this machine has no station yet. */
export const firstRunQuery = queryOptions({
  queryKey: ['first-run'],
  queryFn: ({ signal }) => get<{ needed: boolean }>('/first-run', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export function makeStation(first: FirstRun): Promise<unknown> {
  return post('/first-run', first)
}
