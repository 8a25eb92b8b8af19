import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, openCode, openDesk, openPhoneWindow, pin, typePin } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// The phone's own lock (fingerprint, face) instead of a PIN. Browsers give it over https on a host name alone.

let station: RunningStation
let browser: Browser
let desk: Desk
let volunteer: Awaited<ReturnType<Desk['memberOf']>>

beforeAll(async () => {
  station = await startStation({ name: 'sifang.test' })
  browser = await openBrowser(station)
  desk = await openDesk(browser, station)
  volunteer = await desk.memberOf('volunteer')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

/** The lock of a phone, as Chromium plays one. `secret`: whether it gives one (PRF), which the cache is locked with. */
async function ownLock(page: Page, { secret = true } = {}) {
  const chrome = await page.context().newCDPSession(page)
  await chrome.send('WebAuthn.enable')
  const { authenticatorId } = await chrome.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: secret,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    /** Whether it knows the finger that is laid on it. */
    knowsThem: (isUserVerified: boolean) =>
      chrome.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    keys: async () => (await chrome.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('a phone is locked with its own lock and opened with it, also after a reload', async () => {
  const { page, context, errors } = await openPhoneWindow(browser)
  const lock = await ownLock(page)
  await openCode(page, station, await desk.codeFor(volunteer.id))
  await button(page, '改用手机自己的锁（指纹、面容）').click()
  await page.getByRole('heading', { name: '今天' }).waitFor()
  await page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  expect(await lock.keys()).toBe(1)

  await goTo(page, '我')
  await button(page, '锁上').click()
  await button(page, '用手机的锁打开').waitFor()
  expect(await page.getByText('输入密码').count()).toBe(0)
  await keep(page, 'field-passkey-locked')
  await button(page, '用手机的锁打开').click()
  await page.getByRole('navigation', { name: '页面' }).waitFor()

  await page.reload()
  await button(page, '用手机的锁打开').click()
  await page.getByRole('navigation', { name: '页面' }).waitFor()
  // what it carries was sealed with the lock's secret, and is there
  await context.setOffline(true)
  await goTo(page, '今天')
  await page.getByRole('list', { name: '今天要去的' }).waitFor()
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('a finger that the lock does not know opens nothing; a code of the desk gives a PIN, and nothing is lost', async () => {
  const { page, context, errors } = await openPhoneWindow(browser)
  const lock = await ownLock(page)
  await openCode(page, station, await desk.codeFor(volunteer.id))
  await button(page, '改用手机自己的锁（指纹、面容）').click()
  await page.getByRole('heading', { name: '今天' }).waitFor()
  await page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  await context.setOffline(true)
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill('换锁之前')
  await button(page, '上报').click()
  await page.getByText('已记下').waitFor()
  await goTo(page, '我')
  await button(page, '锁上').click()
  await lock.knowsThem(false)
  await button(page, '用手机的锁打开').click()
  await page.getByText('没有认出来，请再试一次。').waitFor()
  expect(await page.getByRole('navigation', { name: '页面' }).count()).toBe(0)
  await page.getByText('有 1 条待发。锁着也会照常上报。').waitFor()
  await keep(page, 'field-passkey-strange')

  const { rows } = await desk.get(`/devices?memberId=${volunteer.id}`)
  const [device] = rows.toSorted((a: { enrolledAt: string }, b: { enrolledAt: string }) =>
    a.enrolledAt < b.enrolledAt ? 1 : -1,
  )
  const { code } = await desk.send('PUT', `/devices/${device.id}/pin-resets/${newId()}`, {})
  await button(page, '手机的锁打不开了').click()
  await page.getByText('没发出的内容一条都不会丢').waitFor()
  await context.setOffline(false)
  await page.getByLabel('重设码').fill(code)
  await button(page, '下一步').click()
  await typePin(page, pin)
  await page.getByText('再输入一遍').waitFor()
  await typePin(page, pin)
  await page.getByRole('navigation', { name: '页面' }).waitFor()
  await goTo(page, '待发箱')
  await page.getByText('都发出去了。').waitFor()
  await goTo(page, '我')
  await button(page, '锁上').click()
  await page.getByText('输入密码').waitFor()
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('a phone whose own lock gives no secret says so, and is locked with a PIN', async () => {
  const { page, context, errors } = await openPhoneWindow(browser)
  await ownLock(page, { secret: false })
  const code = await desk.codeFor(volunteer.id)
  await openCode(page, station, code)
  await button(page, '改用手机自己的锁（指纹、面容）').click()
  await page.getByText('没有用上手机自己的锁。请设数字密码，或再试一次。').waitFor()
  await keep(page, 'field-passkey-without-secret')
  expect(await page.getByRole('navigation', { name: '页面' }).count()).toBe(0)
  // the code is not used up by it
  await typePin(page, pin)
  await page.getByText('再输入一遍').waitFor()
  await typePin(page, pin)
  await page.getByRole('heading', { name: '今天' }).waitFor()
  await goTo(page, '我')
  await button(page, '锁上').click()
  await page.getByText('输入密码').waitFor()
  expect(errors).toEqual([])
  await context.close()
}, 90_000)

test('a browser without a lock of the phone’s own offers none', async () => {
  const { page, context } = await openPhoneWindow(browser)
  await enrol(page, station, await desk.codeFor(volunteer.id))
  await goTo(page, '我')
  await button(page, '锁上').click()
  await page.getByText('输入密码').waitFor()
  expect(await button(page, '用手机的锁打开').count()).toBe(0)
  await context.close()
}, 60_000)
