import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { serverAnswered } from './connection.ts'
import type { Page } from './duties.ts'
import { ApiProblem, type ProblemBody } from './problem.ts'
import { get, post, put } from './request.ts'

export const sheets = ['divisions', 'members', 'places', 'lines'] as const
export type Sheet = (typeof sheets)[number]
export type Datum = 'wgs84' | 'gcj02' | 'bd09'

export type ImportState =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'importing'
  | 'duties'
  | 'done'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'cancelled'

export type ImportReport = Readonly<
  Record<
    | 'rows'
    | 'ok'
    | 'bad'
    | 'duplicates'
    | 'examples'
    | 'convertedFromGcj02'
    | 'convertedFromBd09'
    | 'swapped'
    | 'added'
    | 'merged'
    | 'skipped',
    number
  >
>

export type ImportColumn = {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly required: boolean
}

export type ImportRun = {
  readonly id: string
  readonly sheet: Sheet
  readonly fileName: string
  readonly state: ImportState
  readonly done: number
  readonly total: number | null
  readonly datum: Datum
  readonly swapped: 'refuse' | 'correct'
  readonly startedByName: string | null
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly headings: readonly {
    readonly index: number
    readonly heading: string
    readonly key: string | null
    readonly reason: 'unknown' | 'repeated' | 'not-kept' | null
  }[]
  readonly columns: readonly ImportColumn[]
  readonly missing: readonly string[]
  readonly otherSheets: readonly string[]
  readonly report: ImportReport
  readonly problem: {
    readonly code: string
    readonly zh: string
    readonly en: string
    readonly zhDo: string | null
    readonly enDo: string | null
  } | null
}

export type ImportInShort = Pick<
  ImportRun,
  'id' | 'sheet' | 'fileName' | 'state' | 'startedByName' | 'startedAt' | 'finishedAt' | 'report'
>

export type RowChoice = 'merge' | 'skip' | 'keep'
export type RowVerdict = 'ok' | 'bad' | 'duplicate'
export type RowValues = Readonly<Record<string, unknown>>

export type ImportRow = {
  readonly row: number
  readonly verdict: RowVerdict
  readonly choice: 'add' | RowChoice
  readonly problems: readonly {
    readonly column: string
    readonly key: string
    readonly value: string
    readonly code: string
    readonly zh: string
    readonly en: string
  }[]
  readonly values: RowValues | null
  readonly twin: {
    readonly kind: 'record' | 'row'
    readonly id: string
    readonly row: number | null
    readonly why: 'external-id' | 'name' | 'near' | 'name-and-near'
    readonly likeness: number | null
    readonly distanceM: number | null
    readonly values: RowValues
  } | null
}

const running: readonly ImportState[] = ['checking', 'importing', 'duties', 'undoing']
export const isRunning = (state: ImportState): boolean => running.includes(state)

/** While something runs its progress is asked for this often. */
const progressMs = 700

export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['import', 'one', id],
    queryFn: ({ signal }) => get<ImportRun>(`/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.state) ? progressMs : false),
    refetchIntervalInBackground: true,
  })
}

export const importsQuery = infiniteQueryOptions({
  queryKey: ['import', 'list'],
  queryFn: ({ pageParam, signal }) =>
    get<Page<ImportInShort>>('/imports', { query: { limit: 30, after: pageParam ?? undefined }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
})

export function importRowsQuery(id: string, verdict: RowVerdict) {
  return infiniteQueryOptions({
    queryKey: ['import', 'rows', id, verdict],
    queryFn: ({ pageParam, signal }) =>
      get<Page<ImportRow>>(`/imports/${id}/rows`, {
        query: { verdict, limit: 100, after: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
}

/** All rows of a verdict, page by page: for a file of the bad ones. */
export async function readAllRows(id: string, verdict: RowVerdict): Promise<readonly ImportRow[]> {
  const all: ImportRow[] = []
  let after: string | undefined
  do {
    const page = await get<Page<ImportRow>>(`/imports/${id}/rows`, { query: { verdict, limit: 200, after } })
    all.push(...page.rows)
    after = page.next ?? undefined
  } while (after)
  return all
}

export type Told = { readonly sheet: Sheet; readonly datum: Datum; readonly swapped: 'refuse' | 'correct' }

/** Sends a file under a new import's id; `onProgress` 0–1. XMLHttpRequest, since fetch does not tell how far it is. */
export function uploadFile(id: string, file: File, told: Told, onProgress: (share: number) => void) {
  return new Promise<ImportRun>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/imports/${id}/file?${new URLSearchParams(told)}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => {
      serverAnswered(false)
      reject(new ApiProblem({ code: 'network/unreachable', status: 0 }))
    }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300 && request.response) resolve(request.response as ImportRun)
      else reject(new ApiProblem((request.response as ProblemBody | null) ?? unexpected(request.status)))
    }
    const body = new FormData()
    body.append('file', file)
    request.send(body)
  })
}

function unexpected(status: number): ProblemBody {
  return { code: status >= 502 && status <= 504 ? 'network/unreachable' : 'request/unexpected', status }
}

export function putMapping(id: string, mapping: Readonly<Record<string, string | null>>): Promise<ImportRun> {
  return put(`/imports/${id}/mapping`, { mapping })
}

type State = { readonly id: string; readonly state: ImportState }

export function startCheck(
  importId: string,
  command: { readonly id: string; readonly datum: Datum; readonly swapped: 'refuse' | 'correct' },
): Promise<State> {
  return post(`/imports/${importId}/check`, command)
}

export function startImport(
  importId: string,
  command: { readonly id: string; readonly skipBad: boolean },
): Promise<State> {
  return post(`/imports/${importId}/start`, command)
}

export function cancelImport(importId: string, id: string): Promise<State> {
  return post(`/imports/${importId}/cancel`, { id })
}

export function undoImport(importId: string, id: string): Promise<State> {
  return post(`/imports/${importId}/undo`, { id })
}

export type Choices =
  | { readonly all: RowChoice }
  | { readonly rows: readonly { readonly row: number; readonly choice: RowChoice }[] }

export function putChoices(
  importId: string,
  choices: Choices,
): Promise<{ readonly merge: number; readonly skip: number; readonly keep: number }> {
  return put(`/imports/${importId}/choices`, choices)
}

export function templateAddress(sheet: Sheet, format: 'xlsx' | 'csv', language: string): string {
  return `/api/v1/imports/templates/${sheet}?${new URLSearchParams({ format, language: language === 'en' ? 'en' : 'zh' })}`
}
