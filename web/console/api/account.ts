import type { Body, Reply } from '@sifang/client'
import { api } from './client.ts'

/** Shown once while the one-time code is set up: the secret for typing in by hand, in base32, and as a picture's text. */
export type Enrolment = Reply<'/me/second-factor', 'post'>

export type PasswordChange = Body<'/me/password', 'post'>

/** Changes one's own password; all other sessions end. */
export function changePassword(change: PasswordChange) {
  return api.post('/me/password', { body: change })
}

export function beginSecondFactor(password: string) {
  return api.post('/me/second-factor', { body: { password } })
}

export function confirmSecondFactor(code: string) {
  return api.post('/me/second-factor/confirm', { body: { code } })
}

export function removeSecondFactor(password: string) {
  return api.post('/me/second-factor/remove', { body: { password } })
}
