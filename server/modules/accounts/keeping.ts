import type { Connection } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { getStation } from '../stations/index.ts'
import { nameKey } from './lock-out.ts'
import type { AccountParts } from './parts.ts'
import { hashPassword } from './password-hash.ts'
import { checkPassword, randomPassword } from './password-rule.ts'
import {
  clearAttempts,
  deleteSecondFactor,
  deleteSessions,
  findLockedUntil,
  getAccount,
  getAccountOf,
  insertAccounts,
  markPasswordToChange,
  updatePassword,
} from './queries.ts'
import { normalUserName } from './user-name.ts'

export type AccountToCreate = {
  readonly stationId: string
  readonly memberId: string
  readonly userName: string
  readonly password: string
}

/**
 * Opens an account for somebody else, with a password that its member replaces at the first sign-in.
 * Errors: account/password-weak, account/user-name-taken.
 */
export async function openAccountFor(connection: Connection, account: AccountToCreate, at = new Date()): Promise<void> {
  await insertAccounts(connection, [{ ...(await hashed(account)), passwordToChange: true }], at)
}

/**
 * Gives many members accounts whose passwords nobody else chose for them: those of the demonstration, which are printed
 * where it runs. They are hashed on all cores at once. Errors as {@link openAccountFor}.
 */
export async function createAccounts(
  connection: Connection,
  accounts: readonly AccountToCreate[],
  at = new Date(),
): Promise<void> {
  const rows = await Promise.all(accounts.map(hashed))
  await insertAccounts(
    connection,
    rows.map((row) => ({ ...row, passwordToChange: false })),
    at,
  )
}

async function hashed({ stationId, memberId, userName, password }: AccountToCreate) {
  checkPassword(password, userName)
  return { stationId, memberId, userName: normalUserName(userName), passwordHash: await hashPassword(password) }
}

type Keeper = Pick<AccountParts, 'keys' | 'now'>
type OfMember = { readonly stationId: string; readonly memberId: string }

/** How a member's account stands, for whoever helps with it. Errors: member/no-account. */
export async function readAccount(keeper: Keeper, connection: Connection, member: OfMember) {
  const { userName, secondFactor, passwordToChange } = await getAccountOf(connection, member)
  // lock-out keeps real time
  const lockedUntil = await findLockedUntil(connection, nameKey(keeper, userName), new Date())
  return { userName, secondFactor, passwordToChange, lockedUntil: lockedUntil?.toISOString() ?? null }
}

/**
 * Gives a password that its member replaces at the next sign-in; their sessions end and a closed name opens.
 * Errors: member/no-account, account/password-weak.
 */
export async function givePassword(keeper: Keeper, tx: Connection, member: OfMember, password: string): Promise<void> {
  const { userId, userName } = await getAccountOf(tx, member)
  checkPassword(password, userName)
  await updatePassword(tx, userId, await hashPassword(password), keeper.now())
  await markPasswordToChange(tx, userId, true)
  await startOver(keeper, tx, member, userName)
}

/** Takes a lost second factor away; the member's sessions end and a closed name opens. Errors: member/no-account. */
export async function removeLostSecondFactor(keeper: Keeper, tx: Connection, member: OfMember): Promise<void> {
  const { userId, userName } = await getAccountOf(tx, member)
  await deleteSecondFactor(tx, userId)
  await startOver(keeper, tx, member, userName)
}

/** Opens a name that too many wrong attempts have closed. Errors: member/no-account. */
export async function unlock(keeper: Keeper, tx: Connection, member: OfMember): Promise<void> {
  const { userName } = await getAccountOf(tx, member)
  await clearAttempts(tx, nameKey(keeper, userName))
}

async function startOver(keeper: Keeper, tx: Connection, member: OfMember, userName: string): Promise<void> {
  await deleteSessions(tx, member)
  await clearAttempts(tx, nameKey(keeper, userName))
}

/** On the machine itself: a new random password, which it answers. Errors: account/unknown. */
export async function resetPassword(machine: AccountParts, userName: string): Promise<string> {
  const password = randomPassword()
  await change(machine, userName, 'account.password-reset', (tx, member) => givePassword(machine, tx, member, password))
  return password
}

/** On the machine itself: takes a lost second factor away. Errors: account/unknown. */
export async function resetSecondFactor(machine: AccountParts, userName: string): Promise<void> {
  await change(machine, userName, 'account.second-factor-reset', (tx, member) =>
    removeLostSecondFactor(machine, tx, member),
  )
}

/** Ends all sessions of a member. Leaving and another role end them by themselves. */
export function endSessions(connection: Connection, member: OfMember): Promise<void> {
  return deleteSessions(connection, member)
}

async function change(
  machine: AccountParts,
  typedName: string,
  action: string,
  work: (tx: Connection, member: OfMember) => Promise<void>,
): Promise<void> {
  await machine.db.transaction().execute(async (tx) => {
    const account = await getAccount(tx, normalUserName(typedName), machine.now())
    const station = await getStation(tx, account.stationId)
    await work(tx, account)
    await record({ ...machine, station, requestId: 'command-line', address: 'local' }, tx, {
      action,
      entity: 'member',
      entityId: account.memberId,
    })
  })
}
