import { toBase64 } from '../bytes.ts'
import { PhoneProblem, unlessFull } from '../problem.ts'
import type { Corrected } from '../types.ts'
import type { ItemContent } from './item.ts'
import { seal } from './saving.ts'
import { accepted, isKnown, type SendingParts } from './sending.ts'

/**
 * Writes an item anew, under its own id: what needs it goes on waiting for it. Of one that may have left the phone the
 * server is asked first. An attachment is sent again as it is. Only while nothing is being sent.
 * Errors: PhoneProblem 'storage-full', 'not-open'.
 */
export async function correct(
  parts: SendingParts,
  id: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Corrected> {
  const { shelf } = parts
  const session = parts.session()
  const item = shelf.get(id)
  if (!session || item?.deviceId !== session.device.deviceId) throw new PhoneProblem('not-open')
  if (item.state === 'sent') return 'accepted-already'
  if (item.attempts > 0) {
    const known = await isKnown(parts, id, session.device)
    if (known === null) return 'not-reached'
    if (known) {
      await accepted(parts, item)
      return 'accepted-already'
    }
  }
  parts.pauses.forget(id)
  const again = { ...item, state: 'waiting', problem: null } as const
  if (item.kind === 'attachment') {
    await shelf.put([again])
    return 'changed'
  }
  const content = shelf.content(id) ?? (await openedByServer(parts, id))
  if (!content) return 'not-reached'
  const written = { ...content, body }
  const sealed = await seal(parts, session.device, id, written)
  const writing = item.writing + 1
  await shelf.put(
    [{ ...again, sealed, writing, rewritten: true, bytes: sealed.length }],
    new Map([[id, { content: written }]]),
  )
  return 'changed'
}

/** What an item says whose readable copy was lost; kept again where there is room. null: the server was not reached. */
export async function openedByServer(parts: SendingParts, id: string): Promise<ItemContent | null> {
  const session = parts.session()
  const item = parts.shelf.get(id)
  if (!session || !item?.sealed) return null
  const value = { id, sealed: toBase64(item.sealed) }
  const said = await parts.contact.say(session.readCredential, 'POST', '/envelopes/openings', { kind: 'json', value })
  if (said.status !== 200) return null
  const { method, path, body } = said.body as ItemContent
  const content = { method, path, body, clock: null }
  // the copy alone: the item itself may have been sent while the server read
  await parts.shelf.put([], new Map([[id, { content }]])).catch(unlessFull)
  return content
}
