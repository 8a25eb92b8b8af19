import { codeOf, type Said } from '../contact.ts'
import type { PhoneParts } from '../parts.ts'
import { pieceAt } from '../pieces.ts'
import type { StoredItem } from './item.ts'

/** So much at a time: what is urgent need not wait for a whole film. */
const piecesAtOnce = 2

/** `received`: how much the server has now, whatever the phone believed. */
export type Uploaded =
  | { readonly kind: 'received'; readonly received: number }
  | { readonly kind: 'said'; readonly said: Said }

/** Uploads the next pieces of an attachment, from where the last byte arrived. */
export async function uploadNext(
  { storage, contact }: Pick<PhoneParts, 'storage' | 'contact'>,
  credential: string,
  { id, sentBytes }: Pick<StoredItem, 'id' | 'sentBytes'>,
): Promise<Uploaded> {
  const { number, within } = pieceAt(sentBytes)
  const range = IDBKeyRange.bound([id, number], [id, number + piecesAtOnce - 1])
  const pieces = await storage.shelves.getAll('pieces', range)
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer()).subarray(within)
  const said = await contact.say(credential, 'PUT', `/uploads/${id}?offset=${sentBytes}`, { kind: 'octets', bytes })
  const isHeard = (said.status >= 200 && said.status < 300) || codeOf(said) === 'upload/offset-differs'
  const received = isHeard ? receivedOf(said) : null
  return received === null ? { kind: 'said', said } : { kind: 'received', received }
}

/** `{received}`, or what a refusal says of it in its details. */
export function receivedOf({ body }: Said): number | null {
  const { received, details } = (body ?? {}) as { received?: unknown; details?: { received?: unknown } }
  const found = received ?? details?.received
  return typeof found === 'number' ? found : null
}
