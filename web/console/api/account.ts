import { post } from './request.ts'

/** Shown once while the one-time code is set up. */
export type Enrolment = {
  /** For typing in by hand, base32. */
  readonly secret: string
  /** For the picture to scan. */
  readonly uri: string
  /** Each opens once in place of a code. */
  readonly recoveryCodes: readonly string[]
}

export type PasswordChange = { readonly currentPassword: string; readonly newPassword: string }

/** Changes one's own password; all other sessions end. */
export function changePassword(change: PasswordChange): Promise<unknown> {
  return post('/me/password', change)
}

export function beginSecondFactor(password: string): Promise<Enrolment> {
  return post('/me/second-factor', { password })
}

export function confirmSecondFactor(code: string): Promise<unknown> {
  return post('/me/second-factor/confirm', { code })
}

export function removeSecondFactor(password: string): Promise<unknown> {
  return post('/me/second-factor/remove', { password })
}
