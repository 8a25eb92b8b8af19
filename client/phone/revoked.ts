import { toBase64 } from './bytes.ts'
import type { Devices } from './devices.ts'
import type { StoredItem } from './outbox/item.ts'
import { inOrder } from './outbox/order.ts'
import type { ItemShelf } from './outbox/shelf.ts'
import { uploadNext } from './outbox/upload.ts'
import { type DeviceRecord, type PhoneParts, sendCredential } from './parts.ts'

const itemsAtOnce = 20

/**
 * Hands all that a revoked device has not sent into the quarantine, sealed, for its owner and the desk, words before
 * attachments; then forgets the device. Answers whether that is done: else all of it stays until the next contact, and what
 * was taken already is taken once.
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
  const words = unsent.filter(({ kind }) => kind === 'words')
  for (let from = 0; from < words.length; from += itemsAtOnce) {
    if (!(await taken(parts, credential, words.slice(from, from + itemsAtOnce)))) return false
  }
  for (const item of unsent.filter(({ kind }) => kind === 'attachment')) {
    // its content goes first: without it the envelope would name nothing
    if (!(await uploaded(parts, shelf, credential, item)) || !(await taken(parts, credential, [item]))) return false
  }
  await shelf.remove(own.map(({ id }) => id))
  await devices.remove(device.deviceId, unsent.length)
  return true
}

async function taken({ contact }: PhoneParts, credential: string, unsent: readonly StoredItem[]): Promise<boolean> {
  const items = unsent.map(({ id, sealed, needs }) => ({ id, sealed: toBase64(sealed ?? new Uint8Array()), needs }))
  const said = await contact.say(credential, 'POST', '/quarantine', { kind: 'json', value: { items } })
  return said.status === 200
}

async function uploaded(parts: PhoneParts, shelf: ItemShelf, credential: string, item: StoredItem): Promise<boolean> {
  for (let at = item.sentBytes; at < item.bytes; ) {
    const { received } = { received: null, ...(await uploadNext(parts, credential, { id: item.id, sentBytes: at })) }
    if (received === null || received === at) return false
    at = received
    await shelf.note({ ...item, sentBytes: at })
  }
  return true
}
