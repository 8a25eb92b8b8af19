import type { Permission, Role, Scope } from '@sifang/domain/permissions'
import type { Database } from './db/connection.ts'
import type { Keys } from './secrets/keys.ts'

/** Who acts. `villageIds` are the villages of the member's areas and of those they stand in for today. */
export type Actor = {
  readonly memberId: string
  readonly name: string
  readonly role: Role
  readonly villageIds: readonly string[]
  readonly lineIds: readonly string[]
  /** Shift leader of the running shift (DOMAIN.md §2: may decide like a deputy). */
  readonly leadsShift: boolean
  /** Members for whom this one stands in today and whose follow-ups they may have. */
  readonly standsInFor: readonly string[]
}

export type StationInfo = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly demo: boolean
}

/** What a phone's clock said, in an entry that was made without network (ARCHITECTURE “A phone's clock is not believed”). */
export type PhoneClock = {
  /** The phone's own time when the entry was saved. */
  readonly wall: Date
  /** Its time and the server's when they last met before. */
  readonly contact: { readonly server: Date; readonly wall: Date } | null
  /** Whether it was seen to go back in between. */
  readonly wentBack: boolean
  /** Its time when the entry was sent. */
  readonly sentWall: Date | null
  /** When it came, where it waited since for somebody to let it in. */
  readonly arrivedAt?: Date
}

/** Who a request comes from, and how. */
export type Caller = {
  readonly actor: Actor
  readonly station: StationInfo
  /** How far the station's feed had come when the request began; left out where that is not known. */
  readonly feedSeq?: number
  /** The phone that it came from. */
  readonly deviceId?: string
  /** Of what a phone kept until it had network. */
  readonly phoneClock?: PhoneClock
}

/** What every command and query is given: who, where, when, and the database. */
export type Context = Caller & {
  /** How far this request's permission reaches for this actor. */
  readonly scope: Scope
  readonly permission: Permission
  readonly db: Database
  readonly keys: Keys
  now(): Date
  newId(): string
  readonly requestId: string
  readonly address: string
}

/** A job acts for a station without a member. */
export type JobContext = Omit<Context, 'actor' | 'scope' | 'permission' | 'deviceId' | 'phoneClock'>
