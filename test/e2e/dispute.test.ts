import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, overflow, phone, signedInWindow } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

// A dispute at a thumb's width from the volunteer's report to the revisit, and at a desk to a signed agreement.

let station: RunningStation
let browser: Browser
let chief: Page
let volunteer: Page
let officer: Page
let errors: readonly string[]
let village: { readonly id: string; readonly name: string }

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  volunteer = (await signedIn('yijing1', phone)).page
  village = (await get(volunteer, '/villages')).rows[0]
  chief = (await signedIn('suozhang', desk)).page
  const window = await signedIn('minjing1', phone)
  officer = window.page
  errors = window.errors
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const signedIn = (userName: string, size: typeof desk | typeof phone) =>
  signedInWindow(browser, station, userName, size)

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read where they are used
async function get(page: Page, path: string): Promise<any> {
  return (await page.request.get(`${station.address}/api/v1${path}`)).json()
}

/** A volunteer tells of a quarrel over irrigation. */
async function report(): Promise<string> {
  const id = newId()
  const sent = await volunteer.request.put(`${station.address}/api/v1/findings/${id}`, {
    data: {
      kind: 'dispute',
      urgency: 'urgent',
      topic: 'irrigation',
      source: { kind: 'message' },
      placeId: village.id,
      at: new Date().toISOString(),
      words: '两家为浇地吵起来了',
    },
  })
  expect(sent.status()).toBe(200)
  return id
}

const part = (page: Page) => page.getByRole('region', { name: '调处' })
const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string) => part(page).getByRole('button', { name, exact: true }).click()
const send = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()
const stands = (page: Page, words: string) => part(page).locator('strong').filter({ hasText: words }).waitFor()

/** Nothing cut off, and all that is pressed as high as a thumb. */
async function fits(page: Page): Promise<void> {
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  const heights = await part(page)
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(heights.filter((height) => height < 43.5)).toEqual([])
}

let onScene: string

test('on a phone a report is accepted, the cadre called, the scene reached and the quarrel settled in three screens', async () => {
  onScene = await report()
  await officer.goto(`${station.address}/disputes/${onScene}`)
  await stands(officer, '已上报，待受理')
  await keep(officer, 'dispute-1-reported-phone')
  await fits(officer)

  await press(officer, '受理')
  expect(await dialog(officer).getByRole('radio', { name: '浇地灌溉' }).isChecked()).toBe(true)
  expect(
    await dialog(officer)
      .getByRole('radio', { name: /现场调处/ })
      .isChecked(),
  ).toBe(true)
  await dialog(officer).getByRole('group', { name: '有人受伤？' }).getByRole('button', { name: '否' }).click()
  await keep(officer, 'dispute-2-accept-phone')
  await send(officer, '受理')
  await stands(officer, '已受理')

  await press(officer, '联系村干部')
  await stands(officer, '已联系村干部')
  await keep(officer, 'dispute-3-cadre-phone')
  await press(officer, '与村干部一起到了')
  await stands(officer, '已到现场')

  await press(officer, '办结')
  await send(officer, '办结')
  await dialog(officer).getByText('请写一句').waitFor()
  await dialog(officer).getByRole('textbox', { name: '怎么说好的' }).fill('约定隔日轮流浇地，握手言和。')
  await dialog(officer).getByRole('textbox', { name: '申请人', exact: true }).fill('甲某')
  await keep(officer, 'dispute-4-settle-phone')
  await send(officer, '办结')
  await stands(officer, '现场调处好了')
  await part(officer).getByText('第 1 次回访').first().waitFor()
  await part(officer).getByText('还剩 7 天').waitFor()
  await keep(officer, 'dispute-5-settled-phone')
  await fits(officer)
})

test('the volunteer is told, the cause becomes a need, the revisit is one call, and it is closed', async () => {
  await officer.getByRole('button', { name: '反馈', exact: true }).click()
  await officer.getByRole('textbox', { name: '告诉了什么' }).fill('两家已经和好。')
  await send(officer, '反馈')
  await officer.getByText('都已告知').waitFor()

  await press(officer, '转为民需')
  await dialog(officer).getByRole('textbox', { name: '请谁做什么' }).fill('请村里定轮灌顺序')
  await send(officer, '转为民需')
  await part(officer).getByRole('link', { name: '打开民需' }).waitFor()

  await press(officer, '回访')
  expect(await dialog(officer).getByRole('radio', { name: '打电话' }).isChecked()).toBe(true)
  await dialog(officer).getByRole('radio', { name: '和好，说到做到' }).check()
  await keep(officer, 'dispute-6-revisit-phone')
  await send(officer, '回访')
  await stands(officer, '已回访')
  await press(officer, '结束')
  await stands(officer, '已结束')

  await part(officer).getByRole('button', { name: '查看姓名和记录' }).click()
  await part(officer).getByRole('region', { name: '为什么看' }).getByRole('button', { name: '查看姓名和记录' }).click()
  await part(officer).getByText('甲某').waitFor()
  await part(officer).getByText('约定隔日轮流浇地，握手言和。').waitFor()
  await keep(officer, 'dispute-7-closed-phone')
  await fits(officer)
  expect(errors).toEqual([])
})

test('violence within a family is refused in words with the article and where to go instead', async () => {
  const id = await report()
  await officer.goto(`${station.address}/disputes/${id}`)
  await press(officer, '受理')
  await dialog(officer).getByRole('group', { name: '有家庭暴力？' }).getByRole('button', { name: '是' }).click()
  await send(officer, '受理')
  await dialog(officer).locator('dd').filter({ hasText: '《反家庭暴力法》第十六条、第二十三条' }).waitFor()
  await dialog(officer).getByText('告诫书、人身安全保护令、妇联').waitFor()
  await keep(officer, 'dispute-8-refused-phone')
})

test('a volunteer notes a peace made on the spot by three taps and no name', async () => {
  await volunteer.goto(`${station.address}/intake`)
  await volunteer.getByRole('button', { name: '登记就地劝和' }).click()
  const village1 = dialog(volunteer).getByRole('combobox', { name: '哪个村' })
  await village1.click()
  await volunteer.locator('.ant-select-item-option').filter({ visible: true }).first().click()
  await dialog(volunteer).getByRole('radio', { name: '邻里' }).check()
  await dialog(volunteer).getByRole('radio', { name: '劝好了' }).check()
  await keep(volunteer, 'dispute-9-informal-phone')
  await send(volunteer, '保存')
  await volunteer.getByText('已登记').waitFor()
  await chief.goto(`${station.address}/disputes?procedure=informal`)
  await chief.locator('.ant-table-row').filter({ hasText: '邻里' }).filter({ hasText: '已结束' }).waitFor()
})

test('at a desk the register gets a committee, and its mediator brings two parties to a signed agreement', async () => {
  await chief.goto(`${station.address}/disputes?show=committees`)
  await chief.getByRole('button', { name: '登记调委会' }).first().click()
  await dialog(chief).getByRole('textbox', { name: '名称' }).fill('示范镇人民调解委员会')
  await dialog(chief).getByRole('textbox', { name: '开始', exact: true }).fill('2024-01-01')
  await dialog(chief).getByRole('button', { name: '添加调解员' }).click()
  await dialog(chief).getByRole('textbox', { name: '调解员 1 姓名（不是队员）' }).fill('丙调解员')
  await keep(chief, 'dispute-10-committee')
  await send(chief, '保存')
  await chief.getByRole('heading', { name: '示范镇人民调解委员会' }).waitFor()
  await keep(chief, 'dispute-11-committees')

  const id = await report()
  await chief.goto(`${station.address}/disputes/${id}`)
  await press(chief, '受理')
  await dialog(chief)
    .getByRole('radio', { name: /人民调解/ })
    .check()
  await send(chief, '受理')
  await dialog(chief).getByText('请选一项').waitFor()
  await dialog(chief).getByRole('combobox', { name: '谁主持' }).click()
  await chief.locator('.ant-select-item-option').filter({ hasText: '丙调解员' }).click()
  await keep(chief, 'dispute-12-people')
  await send(chief, '受理')
  await stands(chief, '已受理')

  for (const [which, name] of [
    ['申请人', '甲某'],
    ['被申请人', '乙某'],
  ] as const) {
    await press(chief, '登记当事人')
    expect(await dialog(chief).getByRole('radio', { name: which, exact: true }).isChecked()).toBe(true)
    await dialog(chief).getByRole('textbox', { name: '姓名' }).fill(name)
    await send(chief, '保存')
    await part(chief).getByText(`${which}（姓名未打开）`, { exact: true }).waitFor()
  }

  await press(chief, '告知权利义务')
  await stands(chief, '已告知权利义务')
  await press(chief, '记调解会')
  await dialog(chief).getByRole('radio', { name: '谈成了' }).check()
  await keep(chief, 'dispute-13-sitting')
  await send(chief, '记调解会')
  await stands(chief, '已开调解会')
  await press(chief, '达成协议')
  await dialog(chief).getByRole('textbox', { name: '协议内容' }).fill('乙某一次补偿，双方不再争执。')
  await dialog(chief).getByRole('button', { name: '添加一期' }).press('Enter')
  const due = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  await dialog(chief).getByRole('textbox', { name: '第 1 期最后一天' }).fill(due)
  await keep(chief, 'dispute-14-agreed')
  await send(chief, '达成协议')
  await stands(chief, '已达成书面协议，待签名')
  await part(chief).getByText('签名：调委会盖章').waitFor()
  await press(chief, '记签名盖章')
  await send(chief, '记签名盖章')
  await stands(chief, '协议已生效，履行中')
  await part(chief).getByText('司法确认期限').waitFor()
  await keep(chief, 'dispute-15-performing')
  expect(await overflow(chief)).toBeLessThanOrEqual(0)
})

test('the month is counted in tables, and the list finds what was taken up', async () => {
  await chief.goto(`${station.address}/disputes?show=statistics`)
  await chief.getByRole('table', { name: '按方式' }).getByText('人民调解').waitFor()
  await keep(chief, 'dispute-16-statistics')
  await chief.goto(`${station.address}/disputes?selected=${onScene}`)
  await chief.locator(`[data-row-key="${onScene}"]`).filter({ hasText: '已结束' }).waitFor()
  await stands(chief, '已结束')
  await keep(chief, 'dispute-17-list')
  expect(await overflow(chief)).toBeLessThanOrEqual(0)
})
