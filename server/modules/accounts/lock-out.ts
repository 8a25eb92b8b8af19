import { fail } from '../../platform/http/problem.ts'
import { keyedHash } from '../../platform/secrets/index.ts'
import { type AccountParts, realNowOf } from './parts.ts'
import { clearAttempts, countAttempt, lockAttempts, uncountAttempt } from './queries.ts'

export type LockOut = { readonly failures: number; readonly minutes: number }

/** One attempt to prove a password or a code, counted already. Say how it went. */
export type Attempt = {
  /** True when this failure closed the name for a while. */
  failed(): Promise<boolean>
  succeeded(): Promise<void>
  /** Right so far, and more is needed: neither counted nor forgiven. */
  unfinished(): Promise<void>
}

/** A user name in a form that says nothing to who has no key: of names that exist and of those that do not. */
export function nameKey(parts: Pick<AccountParts, 'keys'>, userName: string): Buffer {
  return keyedHash(parts.keys.session, 'user-name', userName)
}

/**
 * Begins an attempt under a user name, whether it exists or not. After `failures` wrong ones in a row the name is closed
 * for `minutes`, wherever they came from: a whole station sits behind one address. Errors: account/locked.
 */
export async function beginAttempt(parts: AccountParts, userName: string, lockOut: LockOut): Promise<Attempt> {
  const key = nameKey(parts, userName)
  const at = realNowOf(parts)
  const until = new Date(at.getTime() + lockOut.minutes * 60_000)
  const { failures, lockedUntil } = await countAttempt(parts.db, key, lockOut.minutes, at)
  if (lockedUntil) return fail('account/locked', { retryAfterS: secondsBetween(at, lockedUntil) })
  if (failures > lockOut.failures) {
    await lockAttempts(parts.db, key, until)
    return fail('account/locked', { retryAfterS: secondsBetween(at, until) })
  }
  return {
    failed: async () => {
      if (failures < lockOut.failures) return false
      await lockAttempts(parts.db, key, until)
      return true
    },
    succeeded: () => clearAttempts(parts.db, key),
    unfinished: () => uncountAttempt(parts.db, key),
  }
}

function secondsBetween(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / 1000)
}
