import { toBase64, toHex } from '../bytes.ts'
import type { ClockRecord } from '../clock-log.ts'
import { sealLetter } from '../envelope.ts'
import type { DeviceRecord, PhoneParts } from '../parts.ts'
import { encryptedBytes, encryptPieces } from '../pieces.ts'
import { PhoneProblem } from '../problem.ts'
import type { Attached, Outgoing } from '../types.ts'
import type { ItemContent, StoredItem } from './item.ts'
import type { Beside, ItemShelf } from './shelf.ts'

/**
 * Seals commands and their attachments and keeps them, all or nothing; ends when they are on the disk.
 * Errors: PhoneProblem 'storage-full', 'not-open'.
 */
export async function save(parts: PhoneParts, shelf: ItemShelf, outgoings: readonly Outgoing[]): Promise<void> {
  const session = parts.session()
  if (!session) throw new PhoneProblem('not-open')
  const items: StoredItem[] = []
  const beside = new Map<string, Beside>()
  for (const outgoing of outgoings.filter((one) => !isSavedAlready(shelf, one))) {
    const { id, label, needs = [], urgent = false, attachments = [] } = outgoing
    const clock = parts.clock.record()
    const shared = {
      deviceId: session.device.deviceId,
      urgent,
      state: 'waiting',
      savedAt: parts.clock.now().toISOString(),
      sentAt: null,
      attempts: 0,
      writing: 0,
      rewritten: false,
      problem: null,
      sentBytes: 0,
    } as const
    const content = { method: outgoing.method, path: outgoing.path, body: outgoing.body, clock }
    const sealed = await seal(parts, session.device, id, content)
    items.push({ ...shared, id, kind: 'words', needs, sealed, bytes: sealed.length })
    beside.set(id, { label, content })
    for (const attached of attachments) {
      const { pieces, bytes, ...said } = await encrypted(attached)
      const about = { ...said, clock }
      items.push({
        ...shared,
        id: attached.id,
        kind: 'attachment',
        needs: [id],
        sealed: await seal(parts, session.device, attached.id, about),
        bytes: encryptedBytes(bytes),
      })
      beside.set(attached.id, { label, pieces, content: about })
    }
  }
  await shelf.put(items, beside)
}

/** A command in its envelope. */
export function seal(parts: PhoneParts, device: DeviceRecord, id: string, content: ItemContent) {
  const { method, path, key } = content
  const body = key ? { ...content.body, key } : content.body
  const clock: ClockRecord = content.clock ?? parts.clock.record()
  const letter = { token: device.sendToken, author: device.member.id, method, path, body, clock, app: parts.app }
  return sealLetter(device, id, letter)
}

/** A form that was sent twice in a hurry; an id is never used for two things. */
function isSavedAlready(shelf: ItemShelf, { id, path, body }: Outgoing): boolean {
  if (!shelf.get(id)) return false
  const kept = shelf.content(id)
  if (kept && (kept.path !== path || JSON.stringify(kept.body) !== JSON.stringify(body))) {
    throw new Error(`${id} is used for something else`)
  }
  return true
}

/** The content in pieces, and what is said of it. */
async function encrypted(attached: Attached) {
  const { id, kind, name, content, matterId, findingId, placeId } = attached
  const { key, pieces, sha256, bytes } = await encryptPieces(content)
  const about = { ...(findingId ? { findingId } : {}), ...(placeId ? { placeId } : {}) }
  return {
    key: toBase64(key),
    pieces,
    bytes,
    method: 'PUT' as const,
    path: `/matters/${matterId}/attachments/${id}/upload`,
    body: { kind, name, sha256: toHex(sha256), bytes, ...about },
  }
}
