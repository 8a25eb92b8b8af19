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

/** What every command and query is given: who, where, when, and the database. */
export type Context = {
  readonly actor: Actor
  readonly station: StationInfo
  /** How far this request's permission reaches for this actor. */
  readonly scope: Scope
  readonly permission: Permission
  readonly db: Database
  readonly keys: Keys
  now(): Date
  newId(): string
  /** What its clock said, of what came by an envelope from a phone; left out of what came from the desk. */
  readonly phoneClock?: {
    readonly wall: Date
    readonly contact: { readonly server: Date; readonly wall: Date } | null
    readonly wentBack: boolean
    readonly sentWall: Date | null
  }
  /** How far the station's feed had come when the request began; left out where the session does not say. */
  readonly feedSeq?: number
  readonly requestId: string
  readonly address: string
}

/** A job acts for a station without a member. */
export type JobContext = Omit<Context, 'actor' | 'scope' | 'permission'>
