import type { Body, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'
import { upload } from './upload.ts'

export type ChecklistRow = Row<'/checklists'>
export type ChecklistDetail = Reply<'/checklists/{id}'>
export type Content = ChecklistDetail['checklist']
export type ReadForm = Reply<'/checklists/forms', 'post'>

export const checklistsQuery = infiniteQueryOptions({
  queryKey: ['checklist', 'list'],
  queryFn: ({ pageParam: after, signal }) => api.get('/checklists', { query: { limit: 100, after }, signal }),
  ...pages,
  meta: { reads: ['check'] },
})

/** `version` left out: the one that stands. */
export function checklistQuery(id: string, version: number | undefined) {
  return queryOptions({
    queryKey: ['checklist', 'one', id, version ?? 'latest'],
    queryFn: ({ signal }) => api.get('/checklists/{id}', { path: { id }, query: { version }, signal }),
  })
}

export const createChecklist = (id: string, body: Body<'/checklists/{id}', 'put'>) =>
  api.put('/checklists/{id}', { path: { id }, body })

export const saveChecklist = (id: string, body: Body<'/checklists/{id}/versions', 'post'>) =>
  api.post('/checklists/{id}/versions', { path: { id }, body })

/** Reads an XLSForm; nothing is stored. */
export const readForm = (file: File): Promise<ReadForm> =>
  upload<ReadForm>(api.address<'/checklists/forms', 'post'>('/checklists/forms'), file, () => undefined)
