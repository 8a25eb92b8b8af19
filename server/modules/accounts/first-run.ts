import { createHash, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { createStation, type Station } from '../stations/index.ts'
import { type AccountParts, realNowOf } from './parts.ts'
import { hashPassword } from './password-hash.ts'
import { checkPassword, randomPassword } from './password-rule.ts'
import { insertAccounts, insertChief, lockFirstRun } from './queries.ts'
import type { FirstRun } from './schema.ts'
import type { Caller } from './service.ts'

const maxWrong = 5
const pauseMs = 15 * 60_000

/** The code that a start prints for the first-run page. */
export const newFirstRunCode = randomPassword

/** Counts wrong first-run codes of this process: there is no user name yet that could be closed. */
export type CodeCheck = { check(given: string): void }

/** Errors of its `check`: account/first-run-code, account/first-run-paused. */
export function codeCheck(parts: AccountParts): CodeCheck {
  let wrong = 0
  let pausedUntil = 0
  return {
    check(given) {
      const now = realNowOf(parts).getTime()
      if (now < pausedUntil) fail('account/first-run-paused', { retryAfterS: Math.ceil((pausedUntil - now) / 1000) })
      if (parts.firstRunCode !== undefined && isSame(given.trim().toLowerCase(), parts.firstRunCode)) {
        wrong = 0
        return
      }
      wrong += 1
      if (wrong >= maxWrong) {
        wrong = 0
        pausedUntil = now + pauseMs
      }
      fail('account/first-run-code')
    },
  }
}

/**
 * Makes the station and its chief, once for the installation. `furnish` adds what every new station has.
 * Errors: account/first-run-over, account/password-weak.
 */
export async function makeFirstStation(
  parts: AccountParts,
  caller: Caller,
  given: FirstRun,
  furnish: (tx: Tx, station: Station, chiefId: string) => Promise<void>,
): Promise<void> {
  checkPassword(given.password, given.userName)
  const passwordHash = await hashPassword(given.password)
  const [id, chiefId, epoch] = [parts.newId(), parts.newId(), parts.newId()]
  const createdAt = parts.now()
  await parts.db.transaction().execute(async (tx) => {
    if (!(await lockFirstRun(tx))) return fail('account/first-run-over')

    const { stationName, divisionCode, chiefName, userName } = given
    const station = await createStation(tx, parts.keys, { id, name: stationName, divisionCode, createdAt, epoch })
    await insertChief(tx, { stationId: id, id: chiefId, name: chiefName, joinedOn: dayIn(station.timeZone, createdAt) })
    // the chief chose the password on this page
    const account = { stationId: id, memberId: chiefId, userName, passwordHash, passwordToChange: false }
    await insertAccounts(tx, [account], createdAt)
    await furnish(tx, station, chiefId)
    await record({ ...parts, ...caller, station }, tx, { action: 'station.created', entity: 'station', entityId: id })
  })
}

/** Swedish writes civil dates as ISO 8601 does. */
function dayIn(timeZone: string, at: Date): string {
  return at.toLocaleDateString('sv-SE', { timeZone })
}

function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(right))
}
