import type { Keys } from '../../platform/secrets/index.ts'
import { keyedHash } from '../../platform/secrets/index.ts'

/** How long a code opens. */
export const codeMinutes = 15

/**
 * The eight digits of an enrolment. They follow from its id under a key outside the database, so that the same command
 * sent again shows the same code and none is kept.
 */
export function codeOf({ session }: Pick<Keys, 'session'>, stationId: string, enrolmentId: string): string {
  const digest = keyedHash(session, 'device-code', `${stationId} ${enrolmentId}`)
  return String(digest.readUIntBE(0, 6) % 100_000_000).padStart(8, '0')
}

/** What of a code lies in the database. */
export const codeHash = ({ session }: Pick<Keys, 'session'>, code: string): Buffer =>
  keyedHash(session, 'device-code-hash', code)
