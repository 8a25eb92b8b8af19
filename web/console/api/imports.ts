import type { Body, Query, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { isPoll } from './attendance.ts'
import { api } from './client.ts'
import { pages } from './pages.ts'
import { upload } from './upload.ts'

/** What is said of a file when it is sent. */
export type Told = { readonly [K in keyof Asked]-?: NonNullable<Asked[K]> }
type Asked = Query<'/imports/{id}/file', 'post'>

export type Sheet = Told['sheet']
export type Datum = Told['datum']
export const sheets = ['divisions', 'members', 'places', 'lines'] as const satisfies readonly Sheet[]

export type ImportRun = Reply<'/imports/{id}'>
export type ImportState = ImportRun['state']
export type ImportReport = ImportRun['report']
export type ImportColumn = ImportRun['columns'][number]
export type ImportInShort = Row<'/imports'>

export type ImportRow = Row<'/imports/{id}/rows'>
export type RowVerdict = ImportRow['verdict']
export type RowChoice = Exclude<ImportRow['choice'], 'add'>
export type RowValues = NonNullable<ImportRow['values']>

const running: readonly ImportState[] = ['checking', 'importing', 'duties', 'undoing']
export const isRunning = (state: ImportState): boolean => running.includes(state)

/** While something runs its progress is asked for this often. */
const progressMs = 700
const historyMs = 2000

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['import', 'one', id],
    queryFn: (asked) => api.get('/imports/{id}', { path: { id }, signal: asked.signal, background: isPoll(asked) }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.state) ? progressMs : false),
    refetchIntervalInBackground: true,
  })
}

export const importsQuery = infiniteQueryOptions({
  queryKey: ['import', 'list'],
  queryFn: ({ pageParam: after, ...asked }) =>
    // a further page is asked for by hand
    api.get('/imports', {
      query: { limit: 30, after },
      signal: asked.signal,
      background: after === undefined && isPoll(asked),
    }),
  ...pages,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ rows }) => rows.some((row) => isRunning(row.state))) ? historyMs : false,
})

export function importRowsQuery(id: string, verdict: RowVerdict) {
  return infiniteQueryOptions({
    queryKey: ['import', 'rows', id, verdict],
    queryFn: ({ pageParam: after, signal }) =>
      api.get('/imports/{id}/rows', { path: { id }, query: { verdict, limit: 100, after }, signal }),
    ...pages,
  })
}

/** All rows of a verdict, page by page: for a file of the bad ones. */
export async function readAllRows(id: string, verdict: RowVerdict): Promise<readonly ImportRow[]> {
  const all: ImportRow[] = []
  let after: string | undefined
  do {
    const page = await api.get('/imports/{id}/rows', { path: { id }, query: { verdict, limit: 200, after } })
    all.push(...page.rows)
    after = page.next ?? undefined
  } while (after)
  return all
}

/** Sends a file under a new import's id; `onProgress` 0–1. */
export function uploadFile(id: string, file: File, told: Told, onProgress: (share: number) => void) {
  const address = api.address<'/imports/{id}/file', 'post'>('/imports/{id}/file', { path: { id }, query: told })
  return upload<ImportRun>(address, file, onProgress)
}

export function putMapping(id: string, mapping: Body<'/imports/{id}/mapping', 'put'>['mapping']) {
  return api.put('/imports/{id}/mapping', { path: { id }, body: { mapping } })
}

export function startCheck(importId: string, command: Body<'/imports/{id}/check', 'post'>) {
  return api.post('/imports/{id}/check', { path: { id: importId }, body: command })
}

export function startImport(importId: string, command: Body<'/imports/{id}/start', 'post'>) {
  return api.post('/imports/{id}/start', { path: { id: importId }, body: command })
}

export function cancelImport(importId: string, id: string) {
  return api.post('/imports/{id}/cancel', { path: { id: importId }, body: { id } })
}

export function undoImport(importId: string, id: string) {
  return api.post('/imports/{id}/undo', { path: { id: importId }, body: { id } })
}

export type Choices = Body<'/imports/{id}/choices', 'put'>

export function putChoices(importId: string, choices: Choices) {
  return api.put('/imports/{id}/choices', { path: { id: importId }, body: choices })
}

export function templateAddress(sheet: Sheet, format: 'xlsx' | 'csv', language: string): string {
  return api.address('/imports/templates/{sheet}', {
    path: { sheet },
    query: { format, language: language === 'en' ? 'en' : 'zh' },
  })
}
