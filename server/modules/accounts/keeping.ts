import type { Connection } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { getStation } from '../stations/index.ts'
import { nameKey } from './lock-out.ts'
import type { AccountParts } from './parts.ts'
import { hashPassword } from './password-hash.ts'
import { checkPassword, randomPassword } from './password-rule.ts'
import {
  type Account,
  clearAttempts,
  deleteSecondFactor,
  deleteSessions,
  getAccount,
  insertAccounts,
  updatePassword,
} from './queries.ts'
import { normalUserName } from './user-name.ts'

export type AccountToCreate = {
  readonly stationId: string
  readonly memberId: string
  readonly userName: string
  readonly password: string
}

/** Gives a member an account. Errors: account/password-weak, account/user-name-taken. */
export async function createAccount(connection: Connection, account: AccountToCreate, at = new Date()): Promise<void> {
  await createAccounts(connection, [account], at)
}

/** Gives many members accounts; their passwords are hashed on all cores at once. Errors as {@link createAccount}. */
export async function createAccounts(
  connection: Connection,
  accounts: readonly AccountToCreate[],
  at = new Date(),
): Promise<void> {
  const hashed = accounts.map(async ({ stationId, memberId, userName, password }) => {
    checkPassword(password, userName)
    return { stationId, memberId, userName: normalUserName(userName), passwordHash: await hashPassword(password) }
  })
  await insertAccounts(connection, await Promise.all(hashed), at)
}

/** On the machine itself: a new random password, which it answers. Errors: account/unknown. */
export async function resetPassword(machine: AccountParts, userName: string): Promise<string> {
  const password = randomPassword()
  const passwordHash = await hashPassword(password)
  await change(machine, userName, 'account.password-reset', (tx, { userId }) =>
    updatePassword(tx, userId, passwordHash, machine.now()),
  )
  return password
}

/** On the machine itself: takes a lost second factor away. Errors: account/unknown. */
export async function resetSecondFactor(machine: AccountParts, userName: string): Promise<void> {
  await change(machine, userName, 'account.second-factor-reset', (tx, { userId }) => deleteSecondFactor(tx, userId))
}

/** Ends all sessions of a member. Leaving and another role end them by themselves. */
export function endSessions(
  connection: Connection,
  member: { readonly stationId: string; readonly memberId: string },
): Promise<void> {
  return deleteSessions(connection, member)
}

async function change(
  machine: AccountParts,
  typedName: string,
  action: string,
  work: (tx: Connection, account: Account) => Promise<void>,
): Promise<void> {
  const userName = normalUserName(typedName)
  await machine.db.transaction().execute(async (tx) => {
    const account = await getAccount(tx, userName, machine.now())
    const station = await getStation(tx, account.stationId)
    await work(tx, account)
    await deleteSessions(tx, account)
    await clearAttempts(tx, nameKey(machine, userName))
    await record({ ...machine, station, requestId: 'command-line', address: 'local' }, tx, {
      action,
      entity: 'member',
      entityId: account.memberId,
    })
  })
}
