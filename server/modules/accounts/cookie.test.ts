import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { setCookie, signedCookie, signingOf, tokenOf } from './cookie.ts'

const signing = signingOf(randomBytes(32))

test('a signed token is read back, by the key that signed it only', () => {
  const cookie = signedCookie(signing, 'abc')
  expect(tokenOf(signing, cookie)).toBe('abc')
  expect(tokenOf(signingOf(randomBytes(32)), cookie)).toBeNull()
  expect(tokenOf(signing, undefined)).toBeNull()
  expect(tokenOf(signing, signedCookie(signing, ''))).toBeNull()
})

test('a session cookie is closed to scripts and other sites, and on HTTPS to plain HTTP', () => {
  expect(setCookie('a=b', 60, false)).toBe('a=b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax')
  expect(setCookie('a=b', 60, true)).toBe('a=b; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure')
})
