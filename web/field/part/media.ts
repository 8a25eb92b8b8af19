import { newId } from '@sifang/client'
import type { Attached, Phone } from '@sifang/client/phone'

/** A photo or speech of a form that is not sent yet. */
export type Kept = {
  readonly id: string
  readonly kind: Attached['kind']
  readonly name: string
  readonly content: Blob
}

type Stored = { readonly kind: Attached['kind']; readonly name: string; readonly type: string; readonly base64: string }

const longestPx = 1600
const wantedBytes = 300_000

/**
 * A photo as small as it may be: 1,600 px at most, about 300 kB, drawn anew, so that nothing of its place, time and device
 * is left in it. Throws where the file is no picture.
 */
export async function shrunk(file: Blob): Promise<Kept> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  let content = await jpeg(canvas, 0.8)
  for (const quality of [0.65, 0.5, 0.35]) {
    if (content.size <= wantedBytes) break
    content = await jpeg(canvas, quality)
  }
  const id = newId()
  return { id, kind: 'photo', name: `${id.slice(-6)}.jpg`, content }
}

const jpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality),
  )

// ── in the draft: each under a key of its own, since it is written once and the words at each keystroke ──

const keyOf = (draft: string, id: string): string => `${draft}/${id}`

export async function keepMedia(phone: Phone, draft: string, { id, kind, name, content }: Kept): Promise<void> {
  const bytes = new Uint8Array(await content.arrayBuffer())
  const stored: Stored = { kind, name, type: content.type, base64: toBase64(bytes) }
  await phone.drafts.put(keyOf(draft, id), stored)
}

export async function readMedia(phone: Phone, draft: string, id: string): Promise<Kept | null> {
  const stored = await phone.drafts.get<Stored>(keyOf(draft, id))
  if (stored === null) return null
  const bytes = Uint8Array.from(atob(stored.base64), (char) => char.charCodeAt(0))
  return { id, kind: stored.kind, name: stored.name, content: new Blob([bytes], { type: stored.type }) }
}

export const dropMedia = (phone: Phone, draft: string, id: string): Promise<void> => phone.drafts.drop(keyOf(draft, id))

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}
