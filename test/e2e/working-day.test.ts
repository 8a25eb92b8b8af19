import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

// One day at the demonstration station: an officer at one desk, the chief at another.

let station: RunningStation
let browser: Browser
let officer: Page
let chief: Page

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  officer = await signedIn('minjing1')
  chief = await signedIn('suozhang')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function signedIn(userName: string): Promise<Page> {
  const { page } = await openWindow(browser, desk)
  page.setDefaultTimeout(15_000)
  await signIn(page, station.address, userName, station.passwords.get(userName) ?? '')
  return page
}

/** Opens the due list of one tier and answers the names of its places, in their order. */
async function dueOf(page: Page, tier: 'yellow' | 'green'): Promise<readonly string[]> {
  await page.goto(`${station.address}/duties?tier=${tier}`)
  await page.locator('.ant-table-row').first().waitFor()
  const rows = await page.locator('.ant-table-row').allInnerTexts()
  return rows.map((row) => row.split(/\s*[\t\n]\s*/).filter(Boolean)[1] ?? '')
}

const rowOf = (page: Page, name: string) =>
  page.locator('.ant-table-row').filter({ has: page.getByText(name, { exact: true }) })

/** From a row of the due list to the form for its visit. */
async function goVisit(page: Page, name: string): Promise<void> {
  await rowOf(page, name).first().click()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByRole('radio', { name: '见到人' }).waitFor()
}

test('a visit from the due list settles its duty, which leaves the list', async () => {
  const [name = ''] = await dueOf(officer, 'yellow')
  await goVisit(officer, name)
  await officer.getByRole('radio', { name: '现场查看' }).check()
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('完成 1 项任务').waitFor()
  await keep(officer, 'day-1-visit')
  expect(await dueOf(officer, 'yellow')).not.toContain(name)
})

test('a failed attempt is kept with its reason, and its duty stays due', async () => {
  const [name = ''] = await dueOf(officer, 'green')
  await goVisit(officer, name)
  await officer.getByRole('radio', { name: '未访到' }).check()
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('请选择原因').waitFor()
  await officer.getByRole('radio', { name: '无人在场' }).check()
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('未访到，已记下原因；任务还在。').waitFor()
  expect(await dueOf(officer, 'green')).toContain(name)
  await rowOf(officer, name).first().click()
  await officer.getByText('1 次未访到').waitFor()
})

test('by keyboard alone a visit is found, recorded and saved', async () => {
  const names = await dueOf(officer, 'green')
  const name = names.at(-1) ?? ''
  await officer.keyboard.press('n')
  await officer.locator('[aria-label="去了哪里"]:focus').waitFor()
  await officer.keyboard.type(name)
  await officer.locator('.ant-select-item-option').filter({ hasText: name, visible: true }).first().waitFor()
  await officer.keyboard.press('Enter')
  await tabTo(officer, 'input[type="radio"][value="met"]')
  await officer.keyboard.press('Space')
  await officer.keyboard.press('Control+Enter')
  await officer.getByText('完成 1 项任务').waitFor()
  await keep(officer, 'day-2-keyboard')
  expect(await dueOf(officer, 'green')).not.toContain(name)
})

test('without a network what was entered stays, is said in words, and is saved once it is back', async () => {
  const [, , name = ''] = await dueOf(officer, 'green')
  await goVisit(officer, name)
  await officer.getByRole('radio', { name: '见到人' }).check()
  await officer.getByLabel('记录').fill('灭火器已过期，约好月底再看')
  await officer.context().setOffline(true)
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('填写的内容还在这一页；连上后再试').waitFor()
  await officer.getByText('保存', { exact: true }).waitFor()
  await keep(officer, 'day-3-offline')
  expect(await officer.getByLabel('记录').inputValue()).toBe('灭火器已过期，约好月底再看')
  await officer.context().setOffline(false)
  // the page may even be left: it is still there
  await officer.reload()
  await officer.getByText('未保存的内容').waitFor()
  expect(await officer.getByLabel('记录').inputValue()).toBe('灭火器已过期，约好月底再看')
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('完成 1 项任务').waitFor()
})

test('an incident turns its place red with its reason once another person has verified it', async () => {
  const [, , , name = ''] = await dueOf(officer, 'green')
  await officer.getByRole('link', { name: '警情' }).first().click()
  await officer.getByRole('button', { name: '上报警情' }).click()
  await officer.getByRole('radio', { name: '盗窃' }).check()
  await officer.getByRole('combobox', { name: '场所' }).fill(name)
  await officer.locator('.ant-select-item-option').filter({ hasText: name, visible: true }).first().click()
  await officer.getByRole('radio', { name: '来所报告' }).check()
  await officer.getByRole('button', { name: '上报', exact: true }).click()
  await officer.getByText('由所长、教导员、副所长或当班带班领导复核').waitFor()

  await chief.getByRole('link', { name: /警情待核实/ }).click()
  await rowOf(chief, name).first().click()
  await chief.getByRole('button', { name: '核实属实' }).click()
  await chief.getByText(`已核实，${name}按规则重新定级`).waitFor()
  await chief.getByRole('link', { name: '打开场所' }).click()
  await chief.getByText('这里有已核实的警情').first().waitFor()
  await chief.getByText('着重关注').first().waitFor()
  await keep(chief, 'day-4-red')
})

test('without a network a page that was not open yet opens inside the frame, and fills once it is back', async () => {
  await chief.context().setOffline(true)
  await chief.getByRole('link', { name: '队员', exact: true }).first().click()
  await chief.getByRole('heading', { name: '队员' }).waitFor()
  await chief.getByText('连上后再试').first().waitFor()
  await chief.context().setOffline(false)
  await rowOf(chief, '马桂芝').first().waitFor()
})

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return
  }
  throw new Error(`Tab does not reach ${selector}`)
}
