import { oneAfterAnother } from '../in-turn.ts'
import type { Outbox } from '../types.ts'
import { correct, openedByServer } from './correcting.ts'
import { exportFile } from './export-file.ts'
import { save } from './saving.ts'
import { type SendingParts, sendAll } from './sending.ts'

/** Sent items are shown for so long. */
const keptDays = 30

export type OutboxParts = SendingParts & {
  /** Who sends, for the head of an exported file. */
  from(): object
  /** Something was saved: a good time to send. */
  saved(): void
  /** Hands over what revoked devices have not sent. */
  handOver(): Promise<void>
}

/** The outbox, and what the phone itself does with it. */
export type OwnOutbox = Outbox & {
  /** Sends what is not paused; `send` ends the pauses first. */
  sendDue(): Promise<void>
  /** Drops what was sent long ago. */
  prune(): Promise<void>
  /** The words of what was sent before `at`: a sync since has brought what came of them. */
  dropSentBefore(at: Date): Promise<void>
}

export function createOutbox(parts: OutboxParts): OwnOutbox {
  const { shelf, pauses } = parts
  let running: Promise<void> | null = null
  let isWanted = false
  /** A form that is saved twice in a hurry is found the second time, and a photo after another needs less memory. */
  const saving = oneAfterAnother()

  /** One after another in this tab and in others; one call while it runs is one more turn. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    parts.alone('sending', async () => {
      await shelf.load()
      return work()
    })

  async function turns(): Promise<void> {
    while (isWanted) {
      isWanted = false
      await inTurn(async () => {
        await parts.handOver()
        await sendAll(parts)
      }).catch(() => {
        // a full disk, or the phone was closed: nothing is lost, and the next turn begins with what lies on the storage
      })
    }
    running = null
  }

  function sendDue(): Promise<void> {
    isWanted = true
    running ??= turns()
    return running
  }

  return {
    items: shelf.items,
    async save(...outgoings) {
      await saving(() => save(parts, shelf, outgoings))
      parts.saved()
    },
    send() {
      pauses.endAll()
      return sendDue()
    },
    sendDue,
    async correct(id, body) {
      const corrected = await inTurn(() => correct(parts, id, body))
      if (corrected === 'changed') parts.saved()
      return corrected
    },
    async open(id) {
      return (shelf.content(id) ?? (await openedByServer(parts, id)))?.body ?? null
    },
    exportFile: () => exportFile(parts, shelf, parts.from()),
    async prune() {
      const before = new Date(parts.clock.now().getTime() - keptDays * 86_400_000).toISOString()
      const old = shelf.all().filter(({ sentAt }) => sentAt !== null && sentAt < before)
      if (old.length > 0) await shelf.remove(old.map(({ id }) => id))
    },
    async dropSentBefore(at) {
      const before = at.toISOString()
      const shown = shelf.all().filter(({ id, sentAt, problem }) => {
        // what the server has otherwise than it was written last stays, for the member to enter again
        return sentAt !== null && sentAt <= before && problem === null && shelf.content(id) !== undefined
      })
      if (shown.length > 0) await shelf.dropContents(shown.map(({ id }) => id))
    },
  }
}
