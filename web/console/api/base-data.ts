import type { Body, Reply } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'

export type WaitingChange = Reply<'/base-data-changes'>['rows'][number]

/** What was said of the base data at a place, or in a village, and waits for an officer. */
export function waitingChangesQuery(where: { readonly placeId?: string; readonly villageId?: string }) {
  return queryOptions({
    queryKey: ['follow-up', 'base-data', where],
    queryFn: ({ signal }) => api.get('/base-data-changes', { query: { ...where, limit: 20 }, signal }),
    meta: { reads: ['finding', 'place'] },
  })
}

export function decideChange(id: string, body: Body<'/base-data-changes/{id}/decisions', 'post'>) {
  return api.post('/base-data-changes/{id}/decisions', { path: { id }, body })
}
