import type { Reply } from '../types.ts'

/** What the pages of the field app stand on; `openPhone` in ./phone.ts makes one of it. */

/** A value that changes; made for `useSyncExternalStore`. */
export type Live<T> = { get(): T; subscribe(changed: () => void): () => void }

export type OwnPart = Reply<'/field/own'>
export type VillagePart = Reply<'/field/villages/{id}'>

/** All that the member carries, in memory while the phone is open. */
export type Part = {
  readonly own: OwnPart | null
  readonly villages: ReadonlyMap<string, VillagePart>
  /** When the server last answered a sync, by its own clock. */
  readonly syncedAt: string | null
}

/** `blank`: no device yet; `locked`: PIN or passkey is asked for; `revoked`: handed over and forgotten. */
export type Standing =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unusable'; readonly why: 'plain-http' | 'no-storage' | 'old-browser' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'locked'; readonly memberName: string; readonly by: 'pin' | 'passkey'; readonly waitS: number }
  | {
      readonly kind: 'open'
      readonly memberId: string
      readonly memberName: string
      readonly ageFriendly: boolean
      /** False where the station said that it does not know this phone: it was restored from an older backup. */
      readonly isKnown: boolean
    }
  | { readonly kind: 'revoked'; readonly quarantined: number }

export type LockWith = { readonly kind: 'pin'; readonly pin: string } | { readonly kind: 'passkey' }

export type Attached = {
  readonly id: string
  readonly kind: 'photo' | 'speech' | 'file'
  readonly name: string
  readonly content: Blob
  readonly matterId: string
  readonly findingId?: string
  readonly placeId?: string
}

/** One plain API request that is to be sent, as a page hands it over. */
export type Outgoing = {
  /** The command's id: the last of a PUT's path, `body.id` of a POST. */
  readonly id: string
  readonly method: 'PUT' | 'POST'
  /** Below /api/v1, filled in: `/findings/0190…`. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** Items that must be accepted first. */
  readonly needs?: readonly string[]
  readonly urgent?: boolean
  /** For the member's own list: what it is and where. */
  readonly label: { readonly kind: string; readonly placeName: string }
  readonly attachments?: readonly Attached[]
}

/**
 * `waiting`: will be sent; `sending`; `sent`: the server has accepted it; `held`: refused, to be corrected;
 * `blocked`: what it needs is held.
 */
export type ItemState = 'waiting' | 'sending' | 'sent' | 'held' | 'blocked'

export type OutboxItem = {
  readonly id: string
  /** What is sent and where; null where the readable copy was lost with a forgotten PIN. */
  readonly method: 'PUT' | 'POST' | null
  readonly path: string | null
  readonly kind: 'words' | 'attachment'
  readonly needs: readonly string[]
  readonly urgent: boolean
  readonly state: ItemState
  readonly savedAt: string
  readonly sentAt: string | null
  readonly attempts: number
  /** Why the server refused it, in its words; null else. */
  readonly problem: {
    readonly code: string
    readonly zh?: string
    readonly en?: string
    readonly zhDo?: string
    readonly enDo?: string
  } | null
  /** Of an attachment: bytes that have arrived, of how many. */
  readonly sentBytes: number
  readonly bytes: number
  /** The readable copy; null where it was lost with a forgotten PIN (`outbox.open` asks the server for it). */
  readonly label: Outgoing['label'] | null
  readonly body: Readonly<Record<string, unknown>> | null
}

export type Corrected = 'changed' | 'accepted-already' | 'not-reached'

export type Outbox = {
  /** In the order of sending: urgent first, words before attachments; sent ones last, for 30 days. */
  readonly items: Live<readonly OutboxItem[]>
  /** All of them or none; ends when they are on the phone's storage. Errors: `PhoneProblem` 'storage-full'. */
  save(...outgoings: readonly Outgoing[]): Promise<void>
  /** Sends whatever may be sent now; ends when nothing more can be. Never throws. */
  send(): Promise<void>
  /** Writes a held or waiting item anew; of one that was ever sent its outcome is asked for first. */
  correct(id: string, body: Readonly<Record<string, unknown>>): Promise<Corrected>
  /** The readable content of an item whose copy was lost. */
  open(id: string): Promise<Readonly<Record<string, unknown>> | null>
  /** Everything that is not sent, sealed, for the desk: the last resort. */
  exportFile(): Promise<Blob>
}

/** What stood on the phone and reads otherwise since the last sync; shown once, in words of people. */
export type Notice =
  | { readonly kind: 'renamed'; readonly placeId: string; readonly from: string; readonly to: string }
  | { readonly kind: 'closed' | 'reassigned' | 'arrived'; readonly placeId: string; readonly name: string }
  | {
      readonly kind: 'tier'
      readonly placeId: string
      readonly name: string
      readonly from: string
      readonly to: string
    }
  | { readonly kind: 'village-lost' | 'village-gained'; readonly villageId: string; readonly name: string }

export type Synced = 'synced' | 'not-reached' | 'locked' | 'unknown' | 'revoked'

export type Phone = {
  readonly standing: Live<Standing>
  readonly part: Live<Part>
  readonly notices: Live<readonly Notice[]>
  readonly outbox: Outbox
  readonly contact: Live<{ readonly reached: boolean | null; readonly at: string | null }>
  readonly storage: Live<{
    readonly persistent: boolean | null
    readonly usedBytes: number | null
    readonly quotaBytes: number | null
    readonly daysSinceUse: number | null
  }>
  /** The instant that the phone believes in: its clock, put right by the last contact. */
  now(): Date
  /** Errors: `ApiProblem`; `PhoneProblem` 'pin-too-simple'. */
  enrol(given: {
    readonly code: string
    readonly name: string
    readonly ageFriendly: boolean
    readonly lock: LockWith
  }): Promise<void>
  unlock(given: LockWith): Promise<'open' | 'wrong' | { readonly waitS: number }>
  lock(): Promise<void>
  /** A new PIN with a code from the desk; nothing of the outbox is lost. */
  resetPin(code: string, lock: LockWith): Promise<void>
  sync(): Promise<Synced>
  /** One thing more that the member may read, from below /api/v1. Errors: `ApiProblem`; `PhoneProblem` 'not-open'. */
  read<T>(path: string): Promise<T>
  dismissNotices(): void
  setAgeFriendly(on: boolean): Promise<void>
  /** A form that was left: kept under a key, encrypted with the cache. */
  readonly drafts: {
    get<T>(key: string): Promise<T | null>
    put(key: string, value: unknown): Promise<void>
    drop(key: string): Promise<void>
  }
  close(): Promise<void>
}
