import { z } from 'zod'
import { keyedHash } from '../../platform/secrets/index.ts'
import { type Auth, addressHeader } from './auth.ts'
import { signedCookie, signingOf, tokenOf } from './cookie.ts'
import { type AccountParts, authOf, realNowOf } from './parts.ts'
import { claimCode } from './queries.ts'

/** What came of user name, password and code. `token` is of a session that does not count yet. */
export type Proof =
  | { readonly kind: 'proved'; readonly token: string }
  | { readonly kind: 'wrong-password' | 'code-needed' | 'wrong-code' }

const oneTimeCode = /^\d{6}$/

/** Proves who signs in, by password and, where it is set up, a one-time code or a recovery code. */
export async function prove(
  parts: AccountParts,
  given: { userName: string; userId: string | null; password: string; code: string | null; address: string },
): Promise<Proof> {
  const auth = await authOf(parts)
  const headers = { [addressHeader]: given.address }
  const answer = await auth.api.signInUsername({
    body: { username: given.userName, password: given.password },
    headers: new Headers(headers),
    asResponse: true,
  })
  if (isRefusal(answer)) return { kind: 'wrong-password' }
  const token = tokenFrom(parts, answer)
  if (token) return { kind: 'proved', token }
  if (given.code === null || given.userId === null) return { kind: 'code-needed' }

  const body = { code: given.code }
  const challenge = new Headers({ ...headers, cookie: cookiesFrom(answer) })
  if (!oneTimeCode.test(given.code)) {
    const recovered = await auth.api.verifyBackupCode({ body, headers: challenge, asResponse: true })
    return provedBy(parts, recovered)
  }
  if (!(await isFirstUse(parts, given.userId, given.code))) return { kind: 'wrong-code' }
  return provedBy(parts, await auth.api.verifyTOTP({ body, headers: challenge, asResponse: true }))
}

function provedBy(parts: AccountParts, answer: Response): Proof {
  if (isRefusal(answer)) return { kind: 'wrong-code' }
  const token = tokenFrom(parts, answer)
  return token ? { kind: 'proved', token } : { kind: 'wrong-code' }
}

/** better-auth takes a code as often as it comes within its 90 seconds; somebody may have looked over a shoulder. */
export function isFirstUse(parts: AccountParts, userId: string, code: string): Promise<boolean> {
  const hash = keyedHash(parts.keys.session, 'one-time-code', `${userId} ${code}`)
  return claimCode(parts.db, userId, hash, realNowOf(parts))
}

/** Calls better-auth as the owner of the session with `token`. */
export function headersOf(parts: AccountParts, token: string): Headers {
  return new Headers({ cookie: signedCookie(signingOf(parts.keys.session), token) })
}

/** True for a wrong password or code. Throws for anything that is no answer to the question. */
export function isRefusal(answer: Response): boolean {
  if (answer.status >= 500) throw new Error(`better-auth answered ${answer.status}`)
  return answer.status >= 400
}

/** The session that an answer of better-auth made, or null. */
export function tokenFrom(parts: AccountParts, answer: Response): string | null {
  return tokenOf(signingOf(parts.keys.session), cookiesFrom(answer))
}

function cookiesFrom(answer: Response): string {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '')
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ')
}

const enrolment = z.object({ totpURI: z.url(), backupCodes: z.array(z.string()) })

/** Begins a second factor for the session's owner. Null when the password is wrong. */
export async function beginSecondFactor(
  auth: Auth,
  headers: Headers,
  password: string,
): Promise<{ secret: string; recoveryCodes: readonly string[] } | null> {
  const answer = await auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers, asResponse: true })
  if (isRefusal(answer)) return null
  const { totpURI, backupCodes } = enrolment.parse(await answer.json())
  return { secret: new URL(totpURI).searchParams.get('secret') ?? '', recoveryCodes: backupCodes }
}
