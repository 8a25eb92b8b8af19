import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage, t } from '../journeys/harness-verbs.ts'
import { desk, keep, openBrowser, openWindow, overflow, phone, signIn } from './browser.ts'

// 我的待办: one list of all that a member has to do, from which each thing opens and leaves when it is done.

let station: TestStation
let browser: Browser
let officer: Person
let away: Person
let village: string
let shop: string
let mine: string
let theirs: string

const at = (id: string) => ({ path: { id } })
async function order(owner: Person, settleBy: string): Promise<string> {
  const id = newId()
  const body = { subject: 'order', placeId: shop, ownerId: owner.id, settleBy, words: '把这件事办好' } as const
  await station.chief.api.put('/follow-ups/{id}', { ...at(id), body })
  return id
}

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startTestStation({ clock: t('2025-02-05 08:30') }), openBrowser()])
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { name: '赵民警' })
  away = await station.join('officer', { name: '钱民警' })
  await station.chief.api.put('/places/{id}/responsibilities/{entryId}', {
    path: { id: village, entryId: newId() },
    body: { memberId: officer.id, fromDay: '2025-02-05' },
  })
  shop = await enterPlace(station.chief, village, '小宋五金店')
  mine = await order(officer, '2025-02-06')
  theirs = await order(away, '2025-02-07')
  station.clock.set(t('2025-02-06 09:00'))
  await station.chief.api.put('/stand-ins/{id}', {
    ...at(newId()),
    body: { memberId: away.id, standInId: officer.id, firstDay: '2025-02-06', lastDay: '2025-02-08' },
  })
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function windowOf(size: typeof desk | typeof phone) {
  const window = await openWindow(browser, size)
  window.page.setDefaultTimeout(15_000)
  await signIn(window.page, station.address, officer.userName, 'Kestrel-2026')
  await window.page.goto(`${station.address}/due`)
  await window.page.getByText('代钱民警').first().waitFor()
  return window
}
const main = (page: Page) => page.locator('main')

test.each([desk, phone])(
  'shows what comes first on top, and whose it is where one stands in ($width px)',
  async (size) => {
    const { page, errors } = await windowOf(size)
    const text = await main(page).innerText()
    expect(text).toMatch(/剩 14 小时.*代钱民警.*去走访/s)
    expect(text).not.toMatch(/[A-Za-z]{2,}|把这件事/)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await keep(page, `due-1-list-${size.width}`)
    await page.getByText('代钱民警').click()
    await page.waitForURL((url) => url.searchParams.get('selected') === theirs)
    await page.goBack()
    await page.getByText('去走访').first().click()
    await page.waitForURL((url) => url.pathname.startsWith('/places/'))
    expect(errors).toEqual([])
    await page.context().close()
  },
)

test('is worked through from the keyboard', async () => {
  const { page } = await windowOf(desk)
  await page.getByRole('region', { name: '我的待办' }).focus()
  await page.keyboard.press('j')
  await page.getByRole('row', { selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('selected') === mine)
  await page.context().close()
})

test('what is settled leaves the list while it is looked at', async () => {
  const { page } = await windowOf(phone)
  for (const [id, by] of [
    [theirs, officer],
    [mine, officer],
  ] as const) {
    const body = { id: newId(), basedOn: 1, step: { kind: 'settled' } } as const
    await by.api.post('/follow-ups/{id}/entries', { ...at(id), body })
  }
  await page.getByText('代钱民警').waitFor({ state: 'detached' })
  await page.getByText('交办').first().waitFor({ state: 'detached' })
  await keep(page, 'due-2-after-390')
  await page.context().close()
})
