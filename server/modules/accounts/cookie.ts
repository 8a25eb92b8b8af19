import { timingSafeEqual } from 'node:crypto'
import { hmac } from '../../platform/secrets/index.ts'

export const cookieName = 'sifang_session'

/** The key that signs session tokens; the same text is better-auth's secret, so that both read one another's cookies. */
export type Signing = { readonly secret: string; readonly key: Buffer }

export function signingOf(sessionKey: Buffer): Signing {
  const secret = sessionKey.toString('base64')
  return { secret, key: Buffer.from(secret) }
}

/** `name=token.signature` as better-auth writes and reads it. */
export function signedCookie(signing: Signing, token: string): string {
  return `${cookieName}=${encodeURIComponent(`${token}.${signature(signing, token).toString('base64')}`)}`
}

/** The token of a request's session cookie, or null when there is none with a right signature. */
export function tokenOf(signing: Signing, cookieHeader: string | undefined): string | null {
  const value = cookieValue(cookieHeader)
  const dot = value.indexOf('.')
  if (dot <= 0) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const right = signature(signing, token)
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

/** `set-cookie` of a session: gone with `maxAgeS` 0. HttpOnly, and on HTTPS never sent without it. */
export function setCookie(cookie: string, maxAgeS: number, https: boolean): string {
  return `${cookie}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
}

function signature(signing: Signing, token: string): Buffer {
  return hmac(signing.key).update(token).digest()
}

function cookieValue(cookieHeader: string | undefined): string {
  const entry = cookieHeader
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${cookieName}=`))
  if (!entry) return ''
  try {
    return decodeURIComponent(entry.slice(cookieName.length + 1))
  } catch {
    return ''
  }
}
