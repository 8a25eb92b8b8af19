import { toBase64 } from '../bytes.ts'
import type { PhoneParts } from '../parts.ts'
import type { ItemShelf } from './shelf.ts'

/**
 * All that is not sent, for the desk to read in: envelopes and encrypted pieces as they lie on the phone, so that the file
 * tells nobody else more than the phone does. JSON, pieces in base64.
 */
export async function exportFile({ storage }: PhoneParts, shelf: ItemShelf, from: object): Promise<Blob> {
  const parts: BlobPart[] = []
  for (const { id, deviceId, kind, needs, urgent, savedAt, sealed, state } of shelf.all()) {
    if (state === 'sent' || !sealed) continue
    const pieces = await storage.shelves.getAll('pieces', IDBKeyRange.bound([id, 0], [id, '']))
    const item = { id, deviceId, kind, needs, urgent, savedAt, sealed: toBase64(sealed), pieces: pieces.map(toBase64) }
    // a blob each, which the browser need not hold in memory: films on a cheap phone
    parts.push(parts.length > 0 ? ',\n' : '', new Blob([JSON.stringify(item)]))
  }
  const head = JSON.stringify({ version: 1, ...from }).slice(0, -1)
  return new Blob([head, ',"items":[\n', ...parts, '\n]}\n'], { type: 'application/json' })
}
