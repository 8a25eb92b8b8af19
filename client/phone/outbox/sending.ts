import { toBase64 } from '../bytes.ts'
import { codeOf, type Said } from '../contact.ts'
import { type DeviceRecord, type PhoneParts, sendCredential } from '../parts.ts'
import type { OutboxItem } from '../types.ts'
import type { StoredItem } from './item.ts'
import { nextToSend } from './order.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { everything, type Pauses } from './pauses.ts'
import { type ItemShelf, unlessFull } from './shelf.ts'
import { receivedOf, uploadNext } from './upload.ts'

export type SendingParts = PhoneParts & {
  readonly shelf: ItemShelf
  readonly pauses: Pauses
  /** The device that an item was saved by. */
  device(deviceId: string): DeviceRecord | undefined
  /** Whether the server answers; asked for before anything leaves the phone, when that is not known. */
  reaches(): Promise<boolean>
  /** The server says that a device is no more. */
  revoked(deviceId: string): Promise<void>
  /** The station does not know this device any more. */
  unknown(deviceId: string): void
}

/**
 * Sends what may be sent, one after another, until nothing more can be. The order is looked at anew for each: what was
 * saved meanwhile may be more urgent. Runs in one tab at a time.
 */
export async function sendAll(parts: SendingParts): Promise<void> {
  const { shelf, pauses } = parts
  const next = () =>
    nextToSend(
      shelf.all().filter(({ deviceId }) => parts.device(deviceId)),
      (id) => pauses.isPaused(id, shelf.get(id)?.deviceId ?? '', everything),
    )
  // an open phone syncs; a locked one with nothing to send asks here whether it is revoked
  if ((!next() && parts.session()) || !(await parts.reaches())) return
  try {
    for (let item = next(); item; item = next()) {
      shelf.sending(item.id)
      await sendOne(parts, item)
    }
  } finally {
    shelf.sending(null)
  }
}

async function sendOne(parts: SendingParts, item: StoredItem): Promise<void> {
  const device = parts.device(item.deviceId)
  if (!device || !item.sealed) return
  if (item.kind === 'attachment' && item.sentBytes < item.bytes) return upload(parts, item, device)
  // counted, and on the disk where there is room, before it leaves: from now on its outcome is the server's to tell
  const leaving = { ...item, attempts: item.attempts + 1 }
  await parts.shelf.note(leaving)
  const { wall } = parts.clock.record()
  const said = await parts.contact.say(sendCredential(device), 'POST', '/envelopes', {
    kind: 'json',
    value: { id: item.id, sealed: toBase64(item.sealed) },
    headers: { 'sifang-wall': wall },
  })
  await settle(parts, leaving, device, said)
}

async function upload(parts: SendingParts, item: StoredItem, device: DeviceRecord): Promise<void> {
  const uploaded = await uploadNext(parts, sendCredential(device), item)
  if (uploaded.kind === 'said') return settle(parts, item, device, uploaded.said)
  if (uploaded.received === item.sentBytes) return parts.pauses.pause(item.id, null)
  await parts.shelf.note({ ...item, sentBytes: uploaded.received })
}

/** Does what an answer means. */
async function settle(parts: SendingParts, item: StoredItem, device: DeviceRecord, said: Said): Promise<void> {
  const code = codeOf(said)
  const outcome = outcomeOf({ ...said, ...(code ? { code } : {}) })
  if (outcome.kind !== 'again') for (const who of [item.id, item.deviceId, everything]) parts.pauses.forget(who)
  switch (outcome.kind) {
    case 'accepted':
      return accepted(parts, item)
    case 'held':
      return hold(parts, item, said)
    case 'ask':
      return askOutcome(parts, item, device, said)
    case 'upload-again':
      return uploadAgain(parts, item, said)
    case 'revoked':
      return parts.revoked(item.deviceId)
    case 'again':
      parts.pauses.pause(pausedBy(item, outcome), outcome.afterS)
      // a station that does not know the phone any more is for the member to hear of
      if (outcome.who === 'device') await parts.shelf.note({ ...item, problem: problemOf(said) })
      if (code === 'device/unknown') parts.unknown(item.deviceId)
  }
}

const pausedBy = (item: StoredItem, { who }: Extract<Outcome, { kind: 'again' }>): string =>
  who === 'item' ? item.id : who === 'device' ? item.deviceId : everything

/**
 * The server has it: its content is dropped here, its words when the next sync has brought what came of them. On a full
 * disk all of it goes at once.
 */
export async function accepted(
  { shelf, clock }: SendingParts,
  item: StoredItem,
  problem: OutboxItem['problem'] = null,
): Promise<void> {
  const sentAt = clock.now().toISOString()
  const done = { ...item, state: 'sent', sentAt, sealed: null, problem } as const
  const isKept = await shelf.put([done], new Map([[item.id, { pieces: null }]])).then(() => true, unlessFull)
  if (!isKept) await shelf.remove([item.id])
}

async function hold({ shelf }: SendingParts, item: StoredItem, said: Said): Promise<void> {
  await shelf.note({ ...item, state: 'held', problem: problemOf(said) })
}

/**
 * The id is known to the server: by this very item, whose answer was lost, or by another thing. Where the item was
 * written anew meanwhile, what the server has is the earlier writing, and the member is told so.
 */
async function askOutcome(parts: SendingParts, item: StoredItem, device: DeviceRecord, said: Said): Promise<void> {
  const known = await isKnown(parts, item.id, device)
  if (known === null) return parts.pauses.pause(item.id, null)
  if (known) return accepted(parts, item, item.rewritten ? problemOf(said) : null)
  return hold(parts, item, said)
}

/** Whether the server has a command of this device's member under the id; null: it did not say. */
export async function isKnown({ contact }: PhoneParts, id: string, device: DeviceRecord): Promise<boolean | null> {
  const { status, body } = await contact.say(sendCredential(device), 'GET', `/outcomes/${id}`)
  return status === 200 ? (body as { known: boolean }).known : null
}

/** The server has not (all of) its content: from where it says; what did not open there, once more from the start. */
async function uploadAgain({ shelf, pauses }: SendingParts, item: StoredItem, said: Said): Promise<void> {
  const isDamaged = codeOf(said) === 'upload/damaged'
  if (isDamaged && item.problem?.code === 'upload/damaged') return shelf.note({ ...item, state: 'held' })
  const sentBytes = isDamaged ? 0 : Math.min(receivedOf(said) ?? 0, item.bytes - 1)
  await shelf.note({ ...item, sentBytes, problem: isDamaged ? problemOf(said) : null })
  if (!isDamaged) pauses.pause(item.id, null)
}

function problemOf({ status, body }: Said): NonNullable<OutboxItem['problem']> {
  const {
    code = 'request/unexpected',
    zh,
    en,
    zhDo,
    enDo,
  } = (body ?? {}) as Partial<NonNullable<OutboxItem['problem']>>
  const words = { zh, en, zhDo, enDo }
  const said = Object.entries(words).filter(([, text]) => typeof text === 'string')
  return { code: status === 0 ? 'network/unreachable' : code, ...Object.fromEntries(said) }
}
