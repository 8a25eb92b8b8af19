import { newId } from '@sifang/client'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, openDesk, openPhoneWindow } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// What the station says to a visit, and decides about it later, is read on the phone that made it.

let station: RunningStation
let browser: Browser
let desk: Desk

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

test('a visit made while the phone’s clock was set back says that it waits, and later that it counts', async () => {
  const officer = await desk.memberOf('officer')
  const { rows } = await desk.get(`/places?ownerId=${officer.id}&limit=1`)
  const place = rows[0] as { id: string; name: string }
  const { page, context, errors } = await openPhoneWindow(browser)
  // a clock that can be set, and runs
  await page.clock.install()
  await enrol(page, station, await desk.codeFor(officer.id))
  await page.getByRole('list', { name: '今天要去的' }).waitFor()
  await page.getByRole('link', { name: '找场所' }).click()
  await page.getByLabel('名称').fill(place.name)
  await page
    .getByRole('link', { name: new RegExp(`^${place.name}`) })
    .first()
    .click()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByRole('radio', { name: '见到人' }).check()

  await context.setOffline(true)
  await page.clock.setSystemTime(Date.now() - 3 * 3600_000)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()
  await context.setOffline(false)
  const waits = page.getByText('手机的时间变动过，说不准是几点去的。要另一名民警确认才算')
  await waits.waitFor()
  await keep(page, 'field-visit-waits')
  await goTo(page, '待发箱')
  await waits.waitFor()
  await keep(page, 'field-outbox-visit-waits')

  const { rows: waiting } = await desk.get(`/visits?placeId=${place.id}&waiting=true`)
  const [{ id }] = waiting
  await desk.send('POST', `/visits/${id}/admissions`, { id: newId() })
  await goTo(page, '我')
  await page.getByRole('button', { name: '现在更新' }).click()
  await goTo(page, '我的上报')
  const counts = page.getByText('民警确认了，这次走访算数。')
  await counts.waitFor()
  await keep(page, 'field-mine-visit-counts')
  await page.getByRole('link', { name: place.name }).click()
  await page.getByRole('heading', { name: '您在这里的走访' }).waitFor()
  await counts.waitFor()
  await keep(page, 'field-place-visit-counts')
  expect(errors).toEqual([])
  await context.close()
}, 90_000)
