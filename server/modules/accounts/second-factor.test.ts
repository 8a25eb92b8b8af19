import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { Role } from '@sifang/domain/permissions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resetSecondFactor } from './index.ts'
import { openWorld, password, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ settings: { secondFactorFor: ['chief', 'administrator'] } })
})
afterAll(() => world.close())

/** The code of the running half minute, or of `steps` half minutes later. */
function codeOf(secret: string, steps = 0): Promise<string> {
  const raw = new TextDecoder().decode(base32.decode(secret))
  return createOTP(raw, { digits: 6, period: 30 }).hotp(Math.floor(Date.now() / 30_000) + steps)
}

async function enrolled(role: Role = 'officer') {
  const { userName } = await world.member(role)
  const cookie = await world.cookieOf(userName)
  const begun = await world.post('/me/second-factor', { password }, { cookie })
  const { secret, recoveryCodes, uri } = begun.body
  const confirmed = await world.post('/me/second-factor/confirm', { code: await codeOf(secret) }, { cookie })
  return { userName, cookie, secret, recoveryCodes, uri, confirmed }
}

describe('setting up the one-time code', () => {
  test('shows secret, address for the picture and recovery codes, and begins with the first right code', async () => {
    const { userName } = await world.member('officer')
    const [cookie, other] = [await world.cookieOf(userName), await world.cookieOf(userName)]
    const { body } = await world.post('/me/second-factor', { password }, { cookie })
    expect(body.recoveryCodes).toHaveLength(10)
    const uri = new URL(body.uri)
    expect(decodeURIComponent(uri.pathname)).toContain(`四访 试验派出所:${userName}`)
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: body.secret,
      issuer: '四访 试验派出所',
      digits: '6',
      period: '30',
    })

    const wrong = await world.post('/me/second-factor/confirm', { code: '000000' }, { cookie })
    expect(wrong.body.code).toBe('account/wrong-code')
    expect((await world.post('/sign-in', { userName, password })).status).toBe(200)

    const code = await codeOf(body.secret)
    const confirmed = await world.post('/me/second-factor/confirm', { code }, { cookie })
    expect(confirmed.status).toBe(200)
    expect((await world.get('/me', confirmed.cookie)).body).toMatchObject({ secondFactor: 'on' })
    expect((await world.get('/me', other)).status).toBe(401)
    expect((await world.post('/me/second-factor', { password }, { cookie: confirmed.cookie })).body.code).toBe(
      'account/second-factor-on',
    )
  })

  test('asks for the password', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    const answer = await world.post('/me/second-factor', { password: 'Not-mine-9' }, { cookie })
    expect(answer.body.code).toBe('account/current-password-wrong')
  })

  test('cannot be confirmed before it was begun', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    const answer = await world.post('/me/second-factor/confirm', { code: '123456' }, { cookie })
    expect(answer.body.code).toBe('account/second-factor-off')
  })
})

describe('signing in with a one-time code', () => {
  test('asks for the code after the right password only', async () => {
    const { userName, secret } = await enrolled()
    expect((await world.post('/sign-in', { userName, password })).body.code).toBe('account/second-factor-needed')
    const wrongPassword = await world.post('/sign-in', { userName, password: 'Not-mine-9', code: await codeOf(secret) })
    expect(wrongPassword.body.code).toBe('account/wrong-password')
    const right = await world.post('/sign-in', { userName, password, code: await codeOf(secret, 1) })
    expect(right.status).toBe(200)
    expect((await world.get('/me', right.cookie)).status).toBe(200)
  })

  test('a code opens once, the first one too', async () => {
    const { userName, secret } = await enrolled()
    const first = await world.post('/sign-in', { userName, password, code: await codeOf(secret) })
    expect(first.body.code).toBe('account/wrong-code')
    const code = await codeOf(secret, 1)
    expect((await world.post('/sign-in', { userName, password, code })).status).toBe(200)
    expect((await world.post('/sign-in', { userName, password, code })).body.code).toBe('account/wrong-code')
  })

  test('wrong codes close the name, and asking without one forgives none of them', async () => {
    const { userName } = await enrolled()
    for (const code of ['000001', '000002', '000003', '000004', '000005']) {
      await world.post('/sign-in', { userName, password })
      expect((await world.post('/sign-in', { userName, password, code })).body.code).toBe('account/wrong-code')
    }
    expect((await world.post('/sign-in', { userName, password })).body.code).toBe('account/locked')
  })

  test('a recovery code opens in its place, once', async () => {
    const { userName, recoveryCodes } = await enrolled()
    const code = recoveryCodes[3]
    expect((await world.post('/sign-in', { userName, password, code })).status).toBe(200)
    expect((await world.post('/sign-in', { userName, password, code })).body.code).toBe('account/wrong-code')
  })

  test('it can be removed with the password, and reset on the machine', async () => {
    const first = await enrolled()
    const removed = await world.post('/me/second-factor/remove', { password }, { cookie: first.confirmed.cookie })
    expect(removed.status).toBe(200)
    expect((await world.post('/sign-in', { userName: first.userName, password })).status).toBe(200)

    const second = await enrolled()
    await resetSecondFactor(world.parts, second.userName)
    expect((await world.get('/me', second.confirmed.cookie)).status).toBe(401)
    expect((await world.post('/sign-in', { userName: second.userName, password })).status).toBe(200)
  })
})

describe('where the station asks it of a role', () => {
  test('a chief without it is signed in as far as setting it up', async () => {
    const { userName } = await world.member('chief')
    const signedIn = await world.post('/sign-in', { userName, password })
    expect(signedIn.body).toMatchObject({ secondFactor: 'to-enrol', permissions: { 'account.self': 'own' } })
    expect(Object.keys(signedIn.body.permissions)).toEqual(['account.self'])
    const { cookie } = signedIn
    const refused = await world.get('/station/settings', cookie)
    expect(refused.status).toBe(403)
    expect(refused.body.code).toBe('account/second-factor-to-enrol')

    const { body } = await world.post('/me/second-factor', { password }, { cookie })
    const code = await codeOf(body.secret)
    const confirmed = await world.post('/me/second-factor/confirm', { code }, { cookie })
    expect((await world.get('/station/settings', confirmed.cookie)).status).toBe(200)
  })

  test('it cannot be removed', async () => {
    const { confirmed } = await enrolled('chief')
    const answer = await world.post('/me/second-factor/remove', { password }, { cookie: confirmed.cookie })
    expect(answer.body.code).toBe('account/second-factor-required')
  })

  test('another role is not asked', async () => {
    const cookie = await world.cookieOf((await world.member('officer')).userName)
    expect((await world.get('/station/settings', cookie)).status).toBe(200)
  })
})
