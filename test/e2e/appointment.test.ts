import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, t } from '../journeys/harness-verbs.ts'
import { desk, keep, openBrowser, openWindow, overflow, phone, signIn } from './browser.ts'
import { printedPages } from './print.ts'

// From planning an appointment to a minuted promise, in a browser, under a clock that the test moves.

let station: TestStation
let browser: Browser
let chief: Page
let errors: readonly string[]

const at = (id: string) => ({ path: { id } })

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startTestStation({ clock: t('2025-02-05 10:00') }), openBrowser()])
  await furnish()
  const window = await openWindow(browser, desk)
  chief = window.page
  errors = window.errors
  chief.setDefaultTimeout(15_000)
  await signIn(chief, station.address, 'chief', 'Kestrel-2026')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

/** A village of a community, with a shop at which something happened three times. */
async function furnish(): Promise<void> {
  const { api } = station.chief
  const [community, village] = [newId(), newId()]
  await api.put('/communities/{id}', { ...at(community), body: { name: '城南社区' } })
  await api.put('/villages/{id}', { ...at(village), body: { name: '西隋村', communityId: community } })
  const shop = await enterPlace(station.chief, village, '小宋五金店')
  const officer = await station.join('officer', { name: '赵民警' })
  for (let times = 1; times <= 3; times++) {
    const id = newId()
    const body = {
      kind: 'hazard',
      urgency: 'ordinary',
      topic: 'fire',
      source: { kind: 'call' },
      placeId: shop,
    } as const
    const found = { ...body, at: station.clock.now().toISOString(), words: '门口又堆了纸箱' }
    await officer.api.put('/findings/{id}', { ...at(id), body: found })
    if (times < 3) continue
    const { version } = await officer.api.get('/follow-ups/{id}', at(id))
    const accepted = { id: newId(), basedOn: version, step: { kind: 'accepted' as const } }
    await officer.api.post('/follow-ups/{id}/entries', { ...at(id), body: accepted })
  }
}

const dialog = () => chief.getByRole('dialog')
/** A button by its whole name; an icon before it is read as `plus`. */
const press = (name: string) =>
  chief
    .getByRole('button', { name: new RegExp(`^(plus )?${name}$`) })
    .first()
    .click()
/** A button that has just sent keeps the name of its icon for a moment. */
const pressInDialog = (name: string) =>
  dialog()
    .getByRole('button', { name: new RegExp(`^(loading )?${name}$`) })
    .click()

test('an appointment is planned, with slots of half an hour, and opens at once', async () => {
  await chief.goto(`${station.address}/appointments`)
  await chief.getByText('还没有安排约访').waitFor()
  await keep(chief, 'appointment-0-empty')
  await press('安排约访')
  await chief.getByText('分成 5 个时段').waitFor()
  await chief.getByLabel('日期', { exact: true }).fill('2-6')
  await chief.getByLabel('日期', { exact: true }).press('Tab')
  await keep(chief, 'appointment-1-plan')
  await press('安排')
  await chief.getByText('时段与预约').waitFor()
  await chief.getByText('可预约').first().waitFor()
})

test('what happened a third time at one place stands on its agenda, with the rule that brought it', async () => {
  await chief.getByText('同一地点多次发生').waitFor()
})

test('a booking is a slot, a name and Enter; the name is not in the list', async () => {
  await press('预约')
  await chief.getByLabel('姓名', { exact: true }).fill('张建国')
  await chief.getByRole('textbox', { name: '电话' }).fill('13800000000')
  await keep(chief, 'appointment-2-book')
  await chief.getByRole('textbox', { name: '电话' }).press('Enter')
  await chief.getByText('已约 09:00').waitFor()
  await chief.getByText('来所 · 周所长登记').waitFor()
  expect(await chief.locator('body').innerText()).not.toContain('张建国')
  await press('看姓名')
  await pressInDialog('查看')
  await chief.getByText('张建国 · 13800000000').waitFor()
  await keep(chief, 'appointment-3-booked')
})

test('on the day it is held, who came is marked, and each item has its outcome', async () => {
  station.clock.set(t('2025-02-06 11:30'))
  await chief.reload()
  await press('标记为已举行')
  await dialog().getByText('城南社区').waitFor()
  await keep(chief, 'appointment-4-hold')
  await pressInDialog('已举行')
  await chief.getByText('已举行').first().waitFor()
  await press('到场')
  await chief.getByRole('button', { name: '到场', exact: true }).waitFor({ state: 'detached' })

  await press('记结果')
  await dialog().getByRole('radio', { name: '当场答复' }).check()
  await pressInDialog('记下')
  await dialog().waitFor({ state: 'hidden' })
  await chief.getByText('当场答复').waitFor()
  await press('记结果')
  await dialog().getByLabel('哪天前办好', { exact: true }).fill('3-10')
  await dialog().getByLabel('哪天前办好', { exact: true }).press('Tab')
  await keep(chief, 'appointment-5-promise')
  await pressInDialog('记下')
  await dialog().waitFor({ state: 'hidden' })
  await chief.getByText('3月10日').first().waitFor()
})

test('closed, its minute is downloaded', async () => {
  await press('办结')
  await pressInDialog('办结')
  await chief.getByRole('link', { name: '下载纪要', exact: true }).waitFor()
  await keep(chief, 'appointment-6-closed')
  const [download] = await Promise.all([
    chief.waitForEvent('download'),
    chief.getByRole('link', { name: '下载纪要', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toBe('约访纪要-2025-02-06.docx')
})

test('the promise stands with its day, owner and revisit, and is published only as a sentence without names', async () => {
  await chief.getByRole('link', { name: '承诺', exact: true }).click()
  await chief.getByText('隐患 · 小宋五金店').waitFor()
  await chief.getByText('不公开').waitFor()
  await press('公开一句话')
  await dialog().getByRole('textbox').fill('三月十日前清走店门口纸箱，电话13800000000')
  await pressInDialog('批准公开')
  await dialog().getByText('公开的文字里有电话或证件号码。').waitFor()
  await dialog().getByRole('textbox').fill('三月十日前清走店门口纸箱')
  await pressInDialog('批准公开')
  await chief.getByText('公开：三月十日前清走店门口纸箱').waitFor()
  await keep(chief, 'appointment-7-promises')
})

test('a rhythm proposes the next days by itself', async () => {
  await chief.getByRole('link', { name: '规律', exact: true }).click()
  await press('新规律')
  await press('定下')
  await chief.getByText('每月第一个周一 09:00–11:30').waitFor()
  await chief.getByRole('link', { name: '3月3日 周一' }).waitFor()
  await keep(chief, 'appointment-8-rhythm')
  await chief.getByRole('link', { name: '3月3日 周一' }).click()
  await chief.getByText('分成 5 个时段').waitFor()
  expect(await chief.getByLabel('日期', { exact: true }).inputValue()).toBe('2025-03-03')
  await press('安排')
  await chief.getByText('时段与预约').waitFor()
})

test('a slot that nobody holds is taken away, and the hours move with those that stay', async () => {
  const slots = chief.getByRole('button', { name: '撤掉时段' })
  await slots.nth(4).waitFor()
  await slots.nth(4).click()
  await slots.nth(4).waitFor({ state: 'detached' })
  await press('改时间地点')
  await dialog().getByText('还没有人预约').waitFor()
  await dialog().getByLabel('开始').fill('14:00')
  await dialog().getByLabel('结束').fill('13:00')
  await dialog().getByLabel('结束').press('Tab')
  await pressInDialog('保存')
  await dialog().getByText('结束要晚于开始').waitFor()
  await keep(chief, 'appointment-9-move-wrong')
  await dialog().getByLabel('结束').fill('16:30')
  await dialog().getByLabel('结束').press('Tab')
  await keep(chief, 'appointment-9-move')
  await pressInDialog('保存')
  await dialog().waitFor({ state: 'hidden' })
  await chief.getByText('14:00').first().waitFor()
  expect(await slots.count()).toBe(4)
  await keep(chief, 'appointment-9-moved')
})

test('after a move it says whom to tell and how, and each is ticked off', async () => {
  const id = new URL(chief.url()).searchParams.get('selected') ?? ''
  const [slot] = (await station.chief.api.get('/appointments/{id}', at(id))).slots
  const body = {
    slotId: slot?.id ?? '',
    kind: 'need',
    channel: 'telephone',
    name: '吴秀兰',
    phone: '13800000001',
  } as const
  await station.chief.api.put('/bookings/{id}', { ...at(newId()), body })
  await chief.getByText('电话 · 周所长登记').waitFor()
  await press('改时间地点')
  await dialog().getByText('有 1 个预约会随着改').waitFor()
  await dialog().getByLabel('开始').fill('14:30')
  await dialog().getByLabel('开始').press('Tab')
  await dialog().getByLabel('结束').fill('17:00')
  await dialog().getByLabel('结束').press('Tab')
  await pressInDialog('保存')
  await dialog().waitFor({ state: 'hidden' })
  await chief.getByText('改期后要告诉的人（1）').waitFor()
  await chief.getByText('打电话告诉').waitFor()
  await keep(chief, 'appointment-9-to-tell')
  await press('已告诉')
  await chief.getByText('改期后要告诉的人').waitFor({ state: 'detached' })
})

test('a follow-up goes onto an agenda from its own page', async () => {
  const { api } = station.chief
  const id = newId()
  const { rows } = await api.get('/villages')
  const seen = { kind: 'need', topic: 'street-light', source: { kind: 'call' }, placeId: rows[0]?.id ?? '' } as const
  const body = { ...seen, at: station.clock.now().toISOString(), words: '路灯不亮' }
  await api.put('/findings/{id}', { ...at(id), body })
  await chief.goto(`${station.address}/follow-ups?selected=${id}`)
  await press('列入约访议程')
  await dialog().getByRole('radio').first().waitFor()
  await keep(chief, 'appointment-9-put-follow-up')
  await pressInDialog('加上')
  await dialog().waitFor({ state: 'hidden' })
  await chief.goto(`${station.address}/appointments`)
  await chief.getByText('2025-03-03').or(chief.getByText('3月3日')).first().click()
  await chief.getByText('周所长提出').waitFor()
})

test('what is public of promises is one sheet without names', async () => {
  await chief.goto(`${station.address}/appointments?show=published`)
  await chief.getByText('三月十日前清走店门口纸箱').waitFor()
  expect(await chief.locator('article').innerText()).not.toMatch(/赵民警|周所长|张建国/)
  await keep(chief, 'appointment-9-published')
  expect(await printedPages(chief, 'appointment-9-paper-published')).toBe(1)
  await chief.goto(`${station.address}/appointments`)
})

test('in the village, on a phone, it is booked with a thumb', async () => {
  const { page, errors: thrown } = await openWindow(browser, phone)
  page.setDefaultTimeout(15_000)
  await signIn(page, station.address, 'chief', 'Kestrel-2026')
  await page.goto(`${station.address}/appointments`)
  await page.getByText('定期约访').first().click()
  await page.getByText('时段与预约').waitFor()
  await page.getByRole('button', { name: '预约', exact: true }).first().click()
  await page.getByLabel('姓名', { exact: true }).fill('李秀英')
  await keep(page, '390-appointment-book')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.getByLabel('姓名', { exact: true }).press('Enter')
  await page.getByText('已约 15:00').waitFor()
  await keep(page, '390-appointment-booked')
  await page.getByRole('button', { name: '改时间地点' }).click()
  await page.getByText('有 2 个预约会随着改').waitFor()
  await keep(page, '390-appointment-move')
  await page.keyboard.press('Escape')
  await page.goto(`${station.address}/appointments?show=promises`)
  await page.getByText('隐患 · 小宋五金店').waitFor()
  await keep(page, '390-appointment-promises')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(thrown).toEqual([])
})

test('no page threw an error', () => {
  expect(errors).toEqual([])
})
