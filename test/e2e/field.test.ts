import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, keptOnThePhone, openDesk, openPhoneWindow, unlock } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

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

test('a volunteer enrols, reports and visits without a network, starts the app without one, and the desk has it all', async () => {
  const volunteer = await desk.memberOf('volunteer')
  const { page, context, errors } = await openPhoneWindow(browser)
  await enrol(page, station, await desk.codeFor(volunteer.id))
  await page.getByRole('button', { name: '先看近的' }).waitFor()
  await page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  await keptOnThePhone(page)
  await keep(page, 'field-first-today')

  await context.setOffline(true)
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill('两家浇地争水，吵起来了')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()
  await page.getByRole('link', { name: '回到今天' }).click()

  await page.getByRole('link', { name: '找场所' }).click()
  const { name: village } = volunteer.villages[0] ?? { name: '' }
  await page.getByLabel('名称').fill(village)
  await page
    .getByRole('link', { name: new RegExp(`^${village}`) })
    .first()
    .click()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByRole('radio', { name: '见到人' }).check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()

  // the app starts from the phone alone, and nothing of it is gone
  await page.reload()
  await unlock(page)
  await goTo(page, '待发箱')
  await page.getByText('有 2 条没有发出，都存在手机里。').waitFor()
  await page.getByText(`走访 · ${village}`).first().waitFor()
  await keep(page, 'field-outbox-offline')

  await context.setOffline(false)
  await page.getByText('都发出去了。').waitFor()
  const { rows: visits } = await desk.get(`/visits?memberId=${volunteer.id}&limit=5`)
  expect(visits[0]).toMatchObject({ outcome: 'met', kind: 'canvass' })
  const { rows: followUps } = await desk.get('/follow-ups?stage=open&limit=50')
  expect(
    followUps.filter(
      ({ subject, villageName }: { subject: string; villageName: string }) =>
        subject === 'dispute' && villageName === village,
    ).length,
  ).toBe(1)
  await goTo(page, '我的上报')
  await page.getByText('派出所已收到，等民警受理。').waitFor()
  expect(errors).toEqual([])
  await context.close()
}, 120_000)
