import type { Role } from '@sifang/domain/permissions'
import { CompiledQuery, sql } from 'kysely'
import type { Connection, Database } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { type StoredWho, whoSelect } from './who.ts'

export type Account = {
  readonly userId: string
  readonly userName: string
  readonly stationId: string
  readonly memberId: string
  readonly role: Role
}

/** The account of a member who has not left, by its normal user name. */
export async function findAccount(connection: Connection, userName: string, now: Date): Promise<Account | null> {
  const { rows } = await sql<Account>`
    select u.id as user_id, u.username as user_name, u.station_id, u.member_id, m.role
    from auth."user" u
    join station st on st.station_id = u.station_id
    join member m on m.station_id = u.station_id and m.id = u.member_id
    where u.username = ${userName} and (m.left_on is null or m.left_on > (${now}::timestamptz at time zone st.time_zone)::date)`.execute(
    connection,
  )
  return rows[0] ?? null
}

/** Errors: account/unknown. */
export async function getAccount(connection: Connection, userName: string, now: Date): Promise<Account> {
  return (await findAccount(connection, userName, now)) ?? fail('account/unknown')
}

export type AccountOfMember = { readonly userId: string; readonly userName: string }

/** Errors: member/no-account. */
export async function getAccountOf(
  connection: Connection,
  { stationId, memberId }: { readonly stationId: string; readonly memberId: string },
): Promise<AccountOfMember & { readonly secondFactor: boolean; readonly passwordToChange: boolean }> {
  const { rows } = await sql<AccountOfMember & { secondFactor: boolean; passwordToChange: boolean }>`
    select id as user_id, username as user_name, two_factor_enabled as second_factor, password_to_change
    from auth."user" where station_id = ${stationId} and member_id = ${memberId}`.execute(connection)
  return rows[0] ?? fail('member/no-account')
}

export type NewAccount = {
  readonly stationId: string
  readonly memberId: string
  readonly userName: string
  readonly passwordHash: string
  /** Somebody else chose the password and knows it: its member replaces it before anything else. */
  readonly passwordToChange: boolean
}

/** Writes accounts as better-auth reads them. Errors: account/user-name-taken, when one of the names is. */
export async function insertAccounts(connection: Connection, accounts: readonly NewAccount[], at: Date): Promise<void> {
  if (accounts.length === 0) return
  const rows = JSON.stringify(
    accounts.map((account) => ({ ...account, id: `${account.stationId}/${account.memberId}` })),
  )
  const given = sql`jsonb_to_recordset(${rows}::jsonb)
    as given(id text, "stationId" uuid, "memberId" uuid, "userName" text, "passwordHash" text, "passwordToChange" boolean)`
  const { numAffectedRows } = await sql`
    insert into auth."user" (id, name, email, username, display_username, station_id, member_id, password_to_change,
      created_at, updated_at)
    select id, "userName", id || '@sifang.invalid', "userName", "userName", "stationId", "memberId", "passwordToChange",
      ${at}, ${at} from ${given}
    on conflict do nothing`.execute(connection)
  if (numAffectedRows !== BigInt(accounts.length)) fail('account/user-name-taken')

  await sql`
    insert into auth.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
    select id, id, 'credential', id, "passwordHash", ${at}, ${at} from ${given}`.execute(connection)
  await sql`
    update member set account_id = given.id, user_name = given."userName"
    from ${given} where member.station_id = given."stationId" and member.id = given."memberId"`.execute(connection)
}

export async function updatePassword(
  connection: Connection,
  userId: string,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await sql`
    update auth.account set password = ${passwordHash}, updated_at = ${at}
    where user_id = ${userId} and provider_id = 'credential'`.execute(connection)
}

/** Whether the member has to replace the password before anything else. */
export async function markPasswordToChange(connection: Connection, userId: string, toChange: boolean): Promise<void> {
  await sql`update auth."user" set password_to_change = ${toChange} where id = ${userId}`.execute(connection)
}

export async function deleteSecondFactor(connection: Connection, userId: string): Promise<void> {
  await sql`delete from auth.two_factor where user_id = ${userId}`.execute(connection)
  await sql`update auth."user" set two_factor_enabled = false where id = ${userId}`.execute(connection)
}

// ── sessions ──

export type StoredSession = StoredWho & {
  readonly token: string
  readonly sessionId: string
  readonly userId: string
  readonly userName: string
  readonly lastSeenAt: Date
  readonly secondFactor: boolean
  readonly secondFactorDue: boolean
  readonly passwordToChange: boolean
  readonly idleMinutes: number
}

// One statement, because every request waits for it. It relies on: session_token_key, then what `whoSelect` relies on.
// With 6,000 sessions, 100,000 areas and 150,000 shifts: 30 buffers, 0.2 ms in the database, 0.15 to 0.25 ms of this
// process.
const sessionWhere = (token: string) =>
  whoSelect({
    also: `s.token, s.id as session_id, s.user_id, u.username as user_name, s.last_seen_at,
      u.two_factor_enabled as second_factor, u.password_to_change,
      coalesce(st.settings -> 'secondFactorFor' ? m.role, false) as second_factor_due,
      coalesce((st.settings ->> 'idleMinutes')::int, 30) as idle_minutes`,
    from: `auth.session s join auth."user" u on u.id = s.user_id`,
    holder: 'u',
    where: `${token} and s.expires_at > $3 and s.role = m.role and (m.left_on is null or m.left_on > day.today)`,
  })

/** As many tokens as one statement asks for: of a list of unknown length the plan is made anew each time. */
const tokensAtOnce = 8
const sessionByToken = sessionWhere('s.token = $1')
// One row a token by the same path; what is left over of the eight asks for nothing.
const sessionsByTokens = sessionWhere('s.token in ($1, $4, $5, $6, $7, $8, $9, $10)')

/**
 * The complete sessions among these tokens, of members in the role each was made for. `now` decides areas and shift,
 * `realNow` the end of a session.
 */
export async function findSessions(
  db: Database,
  tokens: readonly string[],
  now: Date,
  realNow: Date,
): Promise<readonly StoredSession[]> {
  const read = async (some: readonly string[]) => {
    const [first = '', ...others] = some
    const query =
      others.length === 0
        ? CompiledQuery.raw(sessionByToken, [first, now, realNow])
        : CompiledQuery.raw(sessionsByTokens, [
            first,
            now,
            realNow,
            ...Array.from({ length: tokensAtOnce - 1 }, (_, index) => others[index] ?? null),
          ])
    return (await db.executeQuery<StoredSession>(query)).rows
  }
  const parts = Array.from({ length: Math.ceil(tokens.length / tokensAtOnce) }, (_, part) =>
    read(tokens.slice(part * tokensAtOnce, (part + 1) * tokensAtOnce)),
  )
  return (await Promise.all(parts)).flat()
}

/** Makes a session count: until now it was a step of signing in. */
export async function completeSession(
  connection: Connection,
  token: string,
  session: { role: Role; address: string; at: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    update auth.session set role = ${session.role}, ip_address = ${session.address}, created_at = ${session.at},
      last_seen_at = ${session.at}, expires_at = ${session.expiresAt}
    where token = ${token}`.execute(connection)
}

export async function touchSession(connection: Connection, sessionId: string, at: Date): Promise<void> {
  await sql`update auth.session set last_seen_at = ${at} where id = ${sessionId}`.execute(connection)
}

export async function deleteSession(connection: Connection, token: string): Promise<void> {
  await sql`delete from auth.session where token = ${token}`.execute(connection)
}

/** All sessions of a member, but for the one with `exceptToken`. */
export async function deleteSessions(
  connection: Connection,
  { stationId, memberId }: { readonly stationId: string; readonly memberId: string },
  exceptToken = '',
): Promise<void> {
  await sql`
    delete from auth.session using auth."user" u
    where u.id = user_id and u.station_id = ${stationId} and u.member_id = ${memberId} and token <> ${exceptToken}`.execute(
    connection,
  )
}

/** What is over and of no more use. */
export async function deleteLeftovers(connection: Connection, at: Date): Promise<void> {
  await sql`delete from auth.session where expires_at < ${at}`.execute(connection)
  await sql`delete from auth.verification where expires_at < ${at}`.execute(connection)
  await sql`delete from auth.sign_in_attempt where last_at < ${at}::timestamptz - interval '1 day'`.execute(connection)
  await sql`delete from auth.used_code where used_at < ${at}::timestamptz - interval '10 minutes'`.execute(connection)
}

// ── attempts ──

/** Counts one attempt before it is judged, so that many at once cannot pass the limit together. */
export async function countAttempt(
  connection: Connection,
  nameKey: Buffer,
  windowMinutes: number,
  at: Date,
): Promise<{ failures: number; lockedUntil: Date | null }> {
  const { rows } = await sql<{ failures: number; lockedUntil: Date | null }>`
    insert into auth.sign_in_attempt as old (name_key, failures, last_at) values (${nameKey}, 1, ${at})
    on conflict (name_key) do update set
      failures = case
        when old.locked_until > ${at} then old.failures
        when old.locked_until is not null or old.last_at < ${at}::timestamptz - make_interval(mins => ${windowMinutes}::int) then 1
        else old.failures + 1 end,
      locked_until = case when old.locked_until > ${at} then old.locked_until end,
      last_at = ${at}
    returning failures, locked_until`.execute(connection)
  return rows[0] ?? { failures: 1, lockedUntil: null }
}

export async function lockAttempts(connection: Connection, nameKey: Buffer, until: Date): Promise<void> {
  await sql`
    update auth.sign_in_attempt set locked_until = ${until}
    where name_key = ${nameKey} and locked_until is null`.execute(connection)
}

/** The attempt was neither right nor wrong. */
export async function uncountAttempt(connection: Connection, nameKey: Buffer): Promise<void> {
  await sql`
    update auth.sign_in_attempt set failures = greatest(failures - 1, 0) where name_key = ${nameKey}`.execute(
    connection,
  )
}

/** Until when a name is closed, or null. */
export async function findLockedUntil(connection: Connection, nameKey: Buffer, at: Date): Promise<Date | null> {
  const { rows } = await sql<{ lockedUntil: Date }>`
    select locked_until from auth.sign_in_attempt where name_key = ${nameKey} and locked_until > ${at}`.execute(
    connection,
  )
  return rows[0]?.lockedUntil ?? null
}

export async function clearAttempts(connection: Connection, nameKey: Buffer): Promise<void> {
  await sql`delete from auth.sign_in_attempt where name_key = ${nameKey}`.execute(connection)
}

/** Whether this is the first use of a one-time code within the time in which it would be right. */
export async function claimCode(connection: Connection, userId: string, codeHash: Buffer, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into auth.used_code (user_id, code_hash, used_at) values (${userId}, ${codeHash}, ${at})
    on conflict do nothing`.execute(connection)
  return numAffectedRows === 1n
}

// ── first run ──

/** Makes first runs queue until the transaction's end; true while there is no station. */
export async function lockFirstRun(connection: Connection): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(7430003)`.execute(connection)
  return noStation(connection)
}

export async function noStation(connection: Connection): Promise<boolean> {
  const { rows } = await sql<{ none: boolean }>`select not exists (select from station) as none`.execute(connection)
  return rows[0]?.none === true
}

export async function insertChief(
  connection: Connection,
  chief: { stationId: string; id: string; name: string; joinedOn: string },
): Promise<void> {
  await sql`
    insert into member (station_id, id, name, role, joined_on)
    values (${chief.stationId}, ${chief.id}, ${chief.name}, 'chief', ${chief.joinedOn})`.execute(connection)
}
