import type { Database } from '../../platform/db/connection.ts'
import type { Keys } from '../../platform/secrets/index.ts'
import { type Auth, openAuth } from './auth.ts'
import { signingOf } from './cookie.ts'

/** What accounts are given by the machine that serves them. */
export type AccountParts = {
  readonly db: Database
  readonly keys: Keys
  now(): Date
  newId(): string
  /** Sessions, codes and lock-out keep real time under a set clock too. */
  realNow?(): Date
  /** Whether `now` is a set clock, which every page then says. */
  readonly clock?: { readonly isSet: boolean }
  /** The one-time code that was printed, where this start may make the first station. */
  readonly firstRunCode?: string
}

export function realNowOf(parts: AccountParts): Date {
  return parts.realNow?.() ?? new Date()
}

const opened = new WeakMap<Database, Promise<Auth>>()

/** better-auth on this database, opened once. */
export function authOf(parts: Pick<AccountParts, 'db' | 'keys'>): Promise<Auth> {
  const known = opened.get(parts.db)
  if (known) return known
  const auth = openAuth(parts.db, signingOf(parts.keys.session))
  opened.set(parts.db, auth)
  // what could not be opened is tried again
  auth.catch(() => opened.delete(parts.db))
  return auth
}
