import { toBase64 } from './bytes.ts'
import type { Devices } from './devices.ts'
import type { StoredItem } from './outbox/item.ts'
import { inOrder } from './outbox/order.ts'
import type { ItemShelf } from './outbox/shelf.ts'
import { uploadNext } from './outbox/upload.ts'
import { type DeviceRecord, type PhoneParts, sendCredential } from './parts.ts'

const itemsAtOnce = 20

/**
 * Hands all that a revoked device has not sent into the quarantine, sealed, for its owner and the desk; then forgets the
 * device. Answers whether that is done: what the server did not take stays until the next contact.
 */
export async function handOver(
  parts: PhoneParts,
  devices: Devices,
  shelf: ItemShelf,
  device: DeviceRecord,
): Promise<boolean> {
  const credential = sendCredential(device)
  const own = shelf.all().filter(({ deviceId }) => deviceId === device.deviceId)
  const unsent = inOrder(own).filter(({ state }) => state !== 'sent')
  for (const item of unsent) if (!(await uploaded(parts, shelf, credential, item))) return false
  for (let from = 0; from < unsent.length; from += itemsAtOnce) {
    const items = unsent.slice(from, from + itemsAtOnce).map(({ id, sealed, needs }) => ({
      id,
      sealed: toBase64(sealed ?? new Uint8Array()),
      needs,
    }))
    const said = await parts.contact.say(credential, 'POST', '/quarantine', { kind: 'json', value: { items } })
    if (said.status !== 200) return false
  }
  await shelf.remove(own.map(({ id }) => id))
  await devices.remove(device.deviceId, unsent.length)
  return true
}

/** The content of an attachment goes first; without it its envelope would name nothing. */
async function uploaded(parts: PhoneParts, shelf: ItemShelf, credential: string, item: StoredItem): Promise<boolean> {
  if (item.kind !== 'attachment') return true
  for (let at = item.sentBytes; at < item.bytes; ) {
    const { received } = { received: null, ...(await uploadNext(parts, credential, { id: item.id, sentBytes: at })) }
    if (received === null || received === at) return false
    at = received
    await shelf.note({ ...item, sentBytes: at })
  }
  return true
}
