import { ApiProblem, problemFrom, type Query } from '@sifang/client'

export type AttachmentKind = Query<'/matters/{matterId}/attachments/{id}', 'put'>['kind']

/** As the server bounds it. */
export const maxAttachmentBytes = 25 * 1024 * 1024

/**
 * Adds a photo, speech or a file to a matter; sent again under its id it is the same one. What arrives is checked against
 * the hash that it had here.
 */
export async function addAttachment(matterId: string, id: string, file: File): Promise<void> {
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const asked = new URLSearchParams({ kind: kindOf(file), sha256, findingId: matterId })
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
  return type.startsWith('audio/') ? 'speech' : 'file'
}

const hexOf = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
