import type { Database } from '../../platform/db/connection.ts'
import { cookieName, type Signing } from './cookie.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { maxPasswordLength, minPasswordLength } from './password-rule.ts'
import { normalUserName } from './user-name.ts'

export const addressHeader = 'x-sifang-address'

/**
 * better-auth on the tables of the schema `auth`: verifies passwords and second factors and makes sessions
 * (docs/decisions/0002). Loaded at first use, because it takes 0.8 s that a start need not wait for.
 */
export async function openAuth(db: Database, signing: Signing) {
  const [{ betterAuth }, { twoFactor, username }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins'),
  ])
  return betterAuth({
    database: { db, type: 'postgres', schemaName: 'auth' },
    secret: signing.secret,
    baseURL: 'http://127.0.0.1',
    telemetry: { enabled: false },
    logger: { disabled: true },
    // counted by user name in lock-out.ts: a whole station sits behind one address
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        stationId: { type: 'string', required: true, input: false },
        memberId: { type: 'string', required: true, input: false },
      },
    },
    // both ends of a session are sessions.ts's; here only so long that it never comes first
    session: { expiresIn: 24 * 3600, disableSessionRefresh: true },
    advanced: {
      cookies: { session_token: { name: cookieName } },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { joins: false },
    },
    plugins: [
      username({
        minUsernameLength: 1,
        maxUsernameLength: 100,
        usernameNormalization: normalUserName,
        // what is no user name is unknown, and answered as slowly as any other
        usernameValidator: () => true,
      }),
      twoFactor({ issuer: 'sifang', accountLockout: { enabled: false } }),
    ],
  })
}

export type Auth = Awaited<ReturnType<typeof openAuth>>
