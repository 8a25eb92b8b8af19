import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStation, type TestStation } from '../journeys/harness.ts'
import { codeFor, forgetDevices } from '../journeys/harness-phone.ts'
import { enterVillage } from '../journeys/harness-verbs.ts'
import { keep, openBrowser } from './browser.ts'
import { enrol, goTo, openPhoneWindow, pin, typePin } from './field.ts'

// A phone whose station was restored from a backup made before it was enrolled.

let station: TestStation
let browser: Browser

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startTestStation({ clock: new Date().toISOString() }), openBrowser()])
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

test('the phone says that the station does not know it; enrolled again it sends what waited and keeps what was begun', async () => {
  const village = await enterVillage(station.chief, '东张村')
  const volunteer = await station.join('volunteer', { villageIds: [village] })
  const { page, context, errors } = await openPhoneWindow(browser)
  await enrol(page, station, await codeFor(station.chief, volunteer.id))
  await page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  await context.setOffline(true)
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill('恢复之前写的')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('已记下').waitFor()
  await page.getByRole('link', { name: '回到今天' }).click()
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill('写到一半')

  await forgetDevices(station, volunteer.id)
  await context.setOffline(false)
  await goTo(page, '我')
  const told = page.getByRole('alert').filter({ hasText: '派出所的记录里没有这部手机了' })
  await told.waitFor()
  await keep(page, 'field-not-known-me')
  await goTo(page, '待发箱')
  await told.waitFor()
  await keep(page, 'field-not-known-outbox')
  await page.getByRole('link', { name: '重新登记这部手机' }).click()
  await page.getByLabel('登记码').fill('1234')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('登记码是 8 位数字，请再看一遍。').waitFor()
  await keep(page, 'field-enrol-again')
  await page.getByLabel('登记码').fill(await codeFor(station.chief, volunteer.id))
  await page.getByRole('button', { name: '下一步' }).click()
  await typePin(page, pin)
  await page.getByText('再输入一遍').waitFor()
  await keep(page, 'field-enrol-again-lock')
  await typePin(page, pin)

  await page.getByText('都发出去了。').waitFor()
  await told.waitFor({ state: 'detached' })
  const { rows } = await station.chief.api.get('/follow-ups', { query: { subject: 'dispute' } })
  expect(rows).toHaveLength(1)
  await goTo(page, '今天')
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await expect.poll(() => page.getByLabel('写几句').inputValue()).toBe('写到一半')
  expect(errors).toEqual([])
  await context.close()
}, 90_000)
