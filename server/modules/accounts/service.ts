import { permissions, reach } from '@sifang/domain/permissions'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { findFirstStation, getStation, type Station } from '../stations/index.ts'
import { type Attempt, beginAttempt, nameKey } from './lock-out.ts'
import { type AccountParts, realNowOf } from './parts.ts'
import { prove } from './proof.ts'
import { type Account, completeSession, deleteLeftovers, deleteSession, findAccount } from './queries.ts'
import type { Me, SignIn } from './schema.ts'
import { openSession, type Session, sessionEnd } from './sessions.ts'
import { normalUserName } from './user-name.ts'

/** Where a request without a session comes from. */
export type Caller = { readonly address: string; readonly requestId: string }

/** No user name has this form: better-auth takes as long to find nobody as to find a password wrong. */
const nobody = '-'

/**
 * Signs a member in. Unknown names, names of those who left and wrong passwords get the same answer in the same time.
 * Errors: account/wrong-password, account/locked, account/second-factor-needed, account/wrong-code.
 */
export async function signIn(parts: AccountParts, caller: Caller, given: SignIn): Promise<Session> {
  const userName = normalUserName(given.userName)
  const account = await findAccount(parts.db, userName, parts.now())
  const station = account ? await getStation(parts.db, account.stationId) : await findFirstStation(parts.db)
  if (!station) return fail('account/wrong-password')

  const attempt = await beginAttempt(parts, userName, station.settings.lockOut)
  const proof = await prove(parts, {
    userName: account ? userName : nobody,
    userId: account?.userId ?? null,
    password: given.password,
    code: given.code ?? null,
    address: caller.address,
  })
  switch (proof.kind) {
    case 'proved':
      // only an account is ever proved
      if (account) return complete(parts, caller, account, station, attempt, proof.token)
      return fail('account/wrong-password')
    case 'code-needed':
      await attempt.unfinished()
      return fail('account/second-factor-needed')
    case 'wrong-password':
    case 'wrong-code': {
      const locked = await attempt.failed()
      await recordFailure(parts, caller, station, account ?? userName, { reason: proof.kind, locked })
      return fail(`account/${proof.kind}`)
    }
  }
}

async function complete(
  parts: AccountParts,
  caller: Caller,
  account: Account,
  station: Station,
  attempt: Attempt,
  token: string,
): Promise<Session> {
  const at = realNowOf(parts)
  await parts.db.transaction().execute(async (tx) => {
    await completeSession(tx, token, {
      role: account.role,
      address: caller.address,
      at,
      expiresAt: sessionEnd(station, at),
    })
    await record(auditContext(parts, caller, station, account.memberId), tx, {
      action: 'account.signed-in',
      entity: 'member',
      entityId: account.memberId,
    })
  })
  await attempt.succeeded()
  await deleteLeftovers(parts.db, at)
  return (await openSession(parts, token)) ?? fail('account/sign-in-needed')
}

/** Ends the session at once. */
export async function signOut(parts: AccountParts, caller: Caller, token: string): Promise<void> {
  const session = await openSession(parts, token)
  await parts.db.transaction().execute(async (tx) => {
    await deleteSession(tx, token)
    if (!session) return
    await record({ ...parts, ...caller, station: session.station, actor: session.actor }, tx, {
      action: 'account.signed-out',
      entity: 'member',
      entityId: session.actor.memberId,
    })
  })
}

/** What a page needs to know of who is signed in. */
export function describe({ parts, actor, station, userName, secondFactor, passwordToChange }: Session): Me {
  const names = Object.keys(permissions).filter(isPermission)
  const isWaiting = passwordToChange || secondFactor === 'to-enrol'
  const usable = isWaiting ? names.filter((name) => name === 'account.self') : names
  const reached = usable.map((name) => [name, reach(name, actor.role)] as const).filter(([, scope]) => scope !== null)
  return {
    member: {
      id: actor.memberId,
      name: actor.name,
      role: actor.role,
      userName,
      villageIds: [...actor.villageIds],
      lineIds: [...actor.lineIds],
      leadsShift: actor.leadsShift,
    },
    station: { ...station },
    permissions: Object.fromEntries(reached),
    secondFactor,
    passwordToChange,
    clock: { now: parts.now().toISOString(), isSet: parts.clock?.isSet ?? false },
  }
}

function isPermission(name: string): name is keyof typeof permissions {
  return name in permissions
}

/** A name that does not exist may be a password typed into the wrong field: only its keyed hash is kept. */
async function recordFailure(
  parts: AccountParts,
  caller: Caller,
  station: Station,
  who: Account | string,
  details: { reason: string; locked: boolean },
): Promise<void> {
  const known = typeof who === 'string' ? null : who
  await record(auditContext(parts, caller, station, known?.memberId ?? null), parts.db, {
    action: 'account.sign-in-failed',
    entity: 'member',
    entityId: known?.memberId ?? null,
    details:
      typeof who === 'string' ? { ...details, nameHash: nameKey(parts, who).toString('hex').slice(0, 16) } : details,
  })
}

function auditContext(parts: AccountParts, caller: Caller, station: Station, memberId: string | null) {
  return { ...parts, ...caller, station, ...(memberId ? { actor: { memberId } } : {}) }
}
