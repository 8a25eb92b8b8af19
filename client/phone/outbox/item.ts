import type { Bytes } from '../bytes.ts'
import type { ClockRecord } from '../clock-log.ts'
import type { OutboxItem, Outgoing } from '../types.ts'

/** How an item lies on the phone: what sending needs, and nothing that could be read (docs/decisions/0007-field.md). */
export type StoredItem = {
  readonly id: string
  /** Under whose credential it goes: a phone may have been another member's before. */
  readonly deviceId: string
  readonly kind: OutboxItem['kind']
  readonly needs: readonly string[]
  readonly urgent: boolean
  /** That what it needs is held is seen from those, and that it is being sent from who sends. */
  readonly state: 'waiting' | 'sent' | 'held'
  readonly savedAt: string
  readonly sentAt: string | null
  /** Times that it may have left the phone; counted before it does. */
  readonly attempts: number
  /** How often it was written anew, so that another tab knows which writing it has read. */
  readonly writing: number
  /** Was written anew: an earlier writing may have left the phone, uncounted where the disk was full. */
  readonly rewritten: boolean
  readonly problem: OutboxItem['problem']
  /** The envelope; the very same is sent again. Null once the server has accepted it. */
  readonly sealed: Bytes | null
  /** Of the encrypted content of an attachment, else of the envelope. */
  readonly bytes: number
  readonly sentBytes: number
}

/** The readable copies in the cache: the label outlives the content. */
export type ItemLabel = Outgoing['label']
export type ItemContent = Pick<Outgoing, 'method' | 'path' | 'body'> & {
  /** Of an attachment: what its pieces are encrypted with, base64; told to nobody but the station. */
  readonly key?: string
  /** Of when it was saved; null where the copy was lost and read again from the server. */
  readonly clock: ClockRecord | null
}

export const labelName = (id: string): string => `label/${id}`
export const contentName = (id: string): string => `content/${id}`
