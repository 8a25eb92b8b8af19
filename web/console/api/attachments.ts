import { ApiProblem, problemFrom, type Query, type Row } from '@sifang/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

export type Attachment = Row<'/matters/{matterId}/attachments'>
export type AttachmentKind = Attachment['kind']
type Adding = Query<'/matters/{matterId}/attachments/{id}', 'put'>
type Reading = Query<'/matters/{matterId}/attachments/{id}'>

/** What a matter has of photos, speech and files, in the order in which they came. */
export function attachmentsQuery(matterId: string) {
  return infiniteQueryOptions({
    queryKey: ['attachment', 'list', matterId],
    queryFn: ({ pageParam: after, signal }) =>
      api.get('/matters/{matterId}/attachments', { path: { matterId }, query: { limit: 50, after }, signal }),
    ...pages,
  })
}

/** Where its content is read, for a purpose; each reading is logged. */
export const attachmentAddress = (matterId: string, id: string, query: Reading): string =>
  api.address('/matters/{matterId}/attachments/{id}', { path: { matterId, id }, query })

/** As the server bounds it. */
export const maxAttachmentBytes = 25 * 1024 * 1024

/**
 * Adds a photo, speech or a file to a matter; sent again under its id it is the same one. What arrives is checked against
 * the hash that it had here.
 */
export async function addAttachment(
  matterId: string,
  id: string,
  file: File,
  givenWith: { readonly findingId?: string; readonly placeId?: string } = {},
): Promise<void> {
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const asked = new URLSearchParams({ kind: kindOf(file), sha256, ...givenWith } satisfies Adding)
  const body = new FormData()
  body.append('file', file)
  const answer = await fetch(`/api/v1/matters/${matterId}/attachments/${id}?${asked}`, { method: 'PUT', body }).catch(
    () => null,
  )
  if (answer?.ok) return
  throw new ApiProblem(problemFrom(answer?.status ?? 0, await answer?.json().catch(() => null)))
}

function kindOf({ type }: File): AttachmentKind {
  if (type.startsWith('image/')) return 'photo'
  return type.startsWith('audio/') || type.startsWith('video/') ? 'speech' : 'file'
}

const hexOf = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** An attachment's content once it was read: for as long as a page holds it, in memory only. */
export type OpenedFile = { readonly name: string; readonly type: string; readonly address: string }

/** Reads one for a purpose, once: each reading is logged. `address` is given back by `URL.revokeObjectURL`. */
export async function readAttachment(matterId: string, id: string, query: Reading): Promise<OpenedFile> {
  const answer = await fetch(attachmentAddress(matterId, id, query)).catch(() => null)
  if (!answer?.ok) throw new ApiProblem(problemFrom(answer?.status ?? 0, await answer?.json().catch(() => null)))
  const content = await answer.blob()
  const said = /filename\*=UTF-8''([^;]*)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? id
  return { name: decodeURIComponent(said), type: content.type, address: URL.createObjectURL(content) }
}
