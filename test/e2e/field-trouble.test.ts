import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, openBrowser, openWindow, phone } from './browser.ts'
import {
  type Desk,
  enrol,
  goTo,
  keptOnThePhone,
  openDesk,
  openPhoneWindow,
  photo,
  pin,
  typePin,
  unlock,
} from './field.ts'
import { inFrontOf } from './front.ts'
import { slow } from './slow-phone.ts'
import { type RunningStation, startStation } from './station.ts'

// What goes wrong in the field: thin lines, closed pages, two of them, no service worker, an update, a lost phone, a forgotten PIN.

let station: RunningStation
let browser: Browser
let desk: Desk
let volunteer: Awaited<ReturnType<Desk['memberOf']>>

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
  volunteer = await desk.memberOf('volunteer')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function enrolled(options: Parameters<typeof openPhoneWindow>[1] = {}) {
  const window = await openPhoneWindow(browser, options)
  await enrol(window.page, station, await desk.codeFor(volunteer.id))
  await window.page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  return window
}

async function report(page: Page, words: string, picture?: Buffer): Promise<void> {
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill(words)
  if (picture) {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture })
    await page.getByRole('button', { name: '去掉照片 1' }).waitFor()
  }
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('已记下').waitFor()
}

/** How many follow-ups came of reports with these words. */
async function reported(words: string): Promise<readonly string[]> {
  const { rows } = await desk.get('/follow-ups?subject=dispute&limit=100')
  const found: string[] = []
  for (const { id } of rows) {
    const { findings } = await desk.get(`/follow-ups/${id}/content?purpose=handle`)
    if (findings.some((finding: { words: string | null }) => finding.words === words)) found.push(id)
  }
  return found
}

const attachments = async (id: string) => (await desk.get(`/matters/${id}/attachments`)).rows

test('a photo whose page is closed in the middle of its way arrives once, from where it was', async () => {
  const { page, context, errors } = await enrolled()
  const picture = await photo(page)
  await slow(page)
  await report(page, '慢网拍照', picture)
  await goTo(page, '待发箱')
  await page.locator('progress').waitFor()
  await page.close()

  const again = await context.newPage()
  await again.goto(`${station.address}/field/outbox`)
  await unlock(again)
  await again.getByText('都发出去了。').waitFor({ timeout: 30_000 })
  const [id, ...others] = await reported('慢网拍照')
  expect(others).toEqual([])
  const [stored, ...more] = await attachments(id ?? '')
  expect(more).toEqual([])
  expect(stored).toMatchObject({ kind: 'photo', type: 'image/jpeg' })
  // shrunk on the phone
  expect(stored.bytes).toBeLessThan(400_000)
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('two pages of one phone send nothing twice', async () => {
  const { page, context } = await enrolled()
  await context.setOffline(true)
  await report(page, '两个页面')
  const other = await context.newPage()
  await context.setOffline(false)
  await other.goto(`${station.address}/field/outbox`)
  await unlock(other)
  await Promise.all([page.reload(), other.reload()])
  await Promise.all([unlock(page), unlock(other)])
  await goTo(page, '待发箱')
  await page.getByText('都发出去了。').waitFor()
  await goTo(other, '待发箱')
  await other.getByText('都发出去了。').waitFor()
  expect((await reported('两个页面')).length).toBe(1)
  await context.close()
}, 120_000)

test('without a service worker all works but for the cold start', async () => {
  const { page, context, errors } = await enrolled({ serviceWorkers: 'block' })
  await context.setOffline(true)
  await report(page, '没有后台程序')
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()
  await page.getByRole('link', { name: '回到今天' }).click()
  await page.getByRole('link', { name: '找场所' }).click()
  await page.getByLabel('名称').waitFor()
  await context.setOffline(false)
  await goTo(page, '待发箱')
  await page.getByText('都发出去了。').waitFor()
  await page.reload()
  await unlock(page)
  await page.getByText('都发出去了。').waitFor()
  expect((await reported('没有后台程序')).length).toBe(1)
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('a new version waits until the form is closed and somebody takes it; what was written stays', async () => {
  await using front = await inFrontOf(station)
  const { page, context } = await openPhoneWindow(browser)
  await enrol(page, front, await desk.codeFor(volunteer.id))
  await keptOnThePhone(page)
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill('写到一半')
  front.build()
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const waits = new Promise((resolve) =>
      registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', () => registration.waiting && resolve(null)),
      ),
    )
    await registration.update()
    await waits
  })
  expect(await page.getByText('有新版本。').count()).toBe(0)
  await goTo(page, '今天')
  await page.getByRole('button', { name: '点这里换上' }).click()
  await unlock(page)
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await expect.poll(() => page.getByLabel('写几句').inputValue()).toBe('写到一半')
  await context.close()
}, 60_000)

describe('a phone', () => {
  test('whose PIN is forgotten gets a new one at the desk, and loses nothing', async () => {
    const { page, context } = await enrolled()
    await context.setOffline(true)
    await report(page, '忘了密码之前')
    await goTo(page, '我')
    await page.getByRole('button', { name: '锁上' }).click()
    await page.getByText('输入密码').waitFor()
    await typePin(page, '918273')
    await page.getByText('密码不对，请再试一次。').waitFor()
    await page.getByRole('button', { name: '忘了密码' }).click()
    const { rows } = await desk.get(`/devices?memberId=${volunteer.id}`)
    const device = rows.toSorted((a: { enrolledAt: string }, b: { enrolledAt: string }) =>
      a.enrolledAt < b.enrolledAt ? 1 : -1,
    )[0]
    const { code } = await desk.send('PUT', `/devices/${device.id}/pin-resets/${newId()}`, {})
    await context.setOffline(false)
    await page.getByLabel('重设码').fill(code)
    await page.getByRole('button', { name: '下一步' }).click()
    await typePin(page, '806425')
    await page.getByText('再输入一遍').waitFor()
    await typePin(page, '806425')
    // open again where it was locked
    await page.getByRole('navigation', { name: '页面' }).waitFor()
    await goTo(page, '待发箱')
    await page.getByText('都发出去了。').waitFor()
    expect((await reported('忘了密码之前')).length).toBe(1)
    await context.close()
  }, 120_000)

  test('that is taken out of use hands over what it had not sent, and forgets the rest', async () => {
    const { page, context } = await enrolled()
    await context.setOffline(true)
    await report(page, '停用之前')
    const { rows } = await desk.get(`/devices?memberId=${volunteer.id}`)
    const device = rows.toSorted((a: { enrolledAt: string }, b: { enrolledAt: string }) =>
      a.enrolledAt < b.enrolledAt ? 1 : -1,
    )[0]
    await desk.send('POST', `/devices/${device.id}/revocations`, { id: newId() })
    await context.setOffline(false)
    await page.getByText('这部手机已停用').waitFor()
    await page.getByText('没有发出的 1 条已加密交给派出所处理').waitFor()
    const { rows: waiting } = await desk.get('/quarantine')
    expect(waiting.map(({ author }: { author: { id: string } }) => author.id)).toContain(volunteer.id)
    await page.reload()
    await page
      .getByText(/停用|登记这部手机/)
      .first()
      .waitFor()
    await context.close()
  }, 120_000)

  test('that lay unused for three days warns that its browser may clear it, unless that has promised not to', async () => {
    const { page, context } = await enrolled()
    await keptOnThePhone(page)
    await context.setOffline(true)
    const warning = page.getByText(/已有 \d 天没有打开本应用/)
    const openedAfter = async (days: number) => {
      await page.clock.setFixedTime(Date.now() + days * 86_400_000)
      await page.reload()
      await unlock(page)
      await page.getByRole('list', { name: '今天要去的' }).waitFor()
    }
    await openedAfter(2.9)
    expect(await warning.count()).toBe(0)
    await openedAfter(6)
    expect(await warning.textContent()).toBe(
      '已有 3 天没有打开本应用。有的手机会清掉久不打开的网页内容，请至少每三天打开一次。',
    )
    await keep(page, 'field-unused')
    // now it has been used
    await openedAfter(6.1)
    expect(await warning.count()).toBe(0)
    const { targetInfo } = await (await context.newCDPSession(page)).send('Target.getTargetInfo')
    await (await browser.newBrowserCDPSession()).send('Browser.setPermission', {
      permission: { name: 'persistent-storage' },
      setting: 'granted',
      origin: station.address,
      ...(targetInfo.browserContextId ? { browserContextId: targetInfo.browserContextId } : {}),
    })
    expect(await page.evaluate(() => navigator.storage.persist())).toBe(true)
    await openedAfter(16)
    expect(await warning.count()).toBe(0)
    await context.close()
  }, 120_000)

  test('on an address without encryption says what will not work', async () => {
    const { port } = new URL(station.address)
    const far = await openBrowser({ hostName: 'sifang.test' })
    const { page } = await openWindow(far, phone)
    await page.goto(`http://sifang.test:${port}/field/`)
    await page.getByText('这个地址不加密（HTTP）').waitFor()
    await page.getByText('请用派出所给的 HTTPS 地址打开').waitFor()
    await keep(page, 'field-plain-http')
    await far.close()
  })
})

test('over https on a host name, with the station’s own authority, it starts without a network', async () => {
  const named = await startStation({ name: 'sifang.test' })
  const trusting = await openBrowser(named)
  try {
    const there = await openDesk(trusting, named)
    const member = await there.memberOf('volunteer')
    const { page, context, errors } = await openPhoneWindow(trusting)
    await enrol(page, named, await there.codeFor(member.id))
    await keptOnThePhone(page)
    await context.setOffline(true)
    await report(page, '证书是所里的')
    await page.reload()
    await page.getByText('输入密码').waitFor()
    await typePin(page, pin)
    await goTo(page, '待发箱')
    await page.getByText('有 1 条没有发出').waitFor()
    await context.setOffline(false)
    await page.getByText('都发出去了。').waitFor()
    expect(errors).toEqual([])
  } finally {
    await trusting.close()
    await named.stop()
  }
}, 180_000)
