import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow } from './browser.ts'
import { checkSheet, csv, mapHeading, uploadSheet, xlsx } from './sheets.ts'
import { type RunningStation, startStation } from './station.ts'

// README.zh-CN.md, “新派出所的头十分钟”, step by step in one browser window: each test goes on where the last one ended.

let station: RunningStation
let browser: Browser
let page: Page
let errors: string[]

beforeAll(async () => {
  // a Wednesday: no period ends within three days
  ;[station, browser] = await Promise.all([
    startStation({ empty: true, clock: '2025-02-12T09:00+08:00' }),
    openBrowser(),
  ])
  ;({ page, errors } = await openWindow(browser, desk))
  page.setDefaultTimeout(15_000)
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const chief = { userName: 'zhousuo', password: 'Kestrel-2026' }
const body = () => page.locator('main').innerText()
const press = (name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true }).first().click()

test('the address leads to the page that makes the station, and its one-time code must be right', async () => {
  await page.goto(station.address)
  await page.getByRole('heading', { name: '建立本所' }).waitFor()
  await keep(page, 'first-1-station')
  await page.getByLabel('一次性代码').fill('wrong-code')
  await page.getByLabel('派出所名称').fill('黄河口派出所')
  await page.getByLabel('所长姓名').fill('周所长')
  await page.getByLabel('所长的用户名').fill(chief.userName)
  await page.getByLabel('密码', { exact: true }).fill(chief.password)
  await press('建立本所')
  await page.getByText('一次性代码不对').waitFor()
  await page.getByLabel('一次性代码').fill(station.firstRunCode ?? '')
  await press('建立本所')
  await page.getByRole('button', { name: '登录' }).waitFor()
})

test('the chief signs in, and Today says how the first thing gets there', async () => {
  await page.locator('input[autocomplete="username"]').fill(chief.userName)
  await page.locator('input[type="password"]').fill(chief.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '从一张表格开始' }).waitFor()
  await keep(page, 'first-2-empty-today')
  await page.getByRole('link', { name: '导入表格' }).click()
  await page.getByText('第一步').first().waitFor()
})

test('villages come in from a sheet whose heading is mapped by hand and whose repeated row is skipped', async () => {
  const sheet = await xlsx(
    '村名册.xlsx',
    ['村子名', '社区', '社区民警'],
    [
      ['何家村', '城南社区', '王建国'],
      ['解家村', '城南社区', '王建国'],
      ['西隋村', '城北社区', '李海'],
      ['西隋村', '城北社区', '李海'],
    ],
  )
  await uploadSheet(page, '社区和村', sheet)
  expect(await body()).toContain('还缺必填的栏目：村')
  await mapHeading(page, '村子名', '村')
  await keep(page, 'first-3-mapping')
  expect(await checkSheet(page)).toEqual([0, 4, 0])
  expect(await body()).toContain('第一次导入村时，把这一栏设为“不导入”')
  await press('改栏目或坐标，重新检查')
  await mapHeading(page, '社区民警', '不导入')
  expect(await checkSheet(page)).toEqual([3, 1, 0])
  expect(await page.locator('tbody tr').first().innerText()).toMatch(/5\s+村子名\s+西隋村\s+与第 4 行是同一个村/)
  await keep(page, 'first-4-bad-rows')
  await page.getByLabel('跳过 1 行错误').check()
  await importRows(3)
  expect(await body()).toContain('新增 3，合并 0，跳过 1')
})

test('members come in with their areas; a role that there is not is named with those that there are', async () => {
  await page.getByRole('link', { name: '接着导入队员' }).click()
  const sheet = csv('队员.csv', [
    ['姓名', '职务', '账号', '包村', '手机'],
    ['王建国', '民警', 'wangjianguo', '何家村、解家村', '13800000001'],
    ['李海', '民警', 'lihai', '西隋村', '13800000002'],
    ['赵小平', '义警', '', '西隋村', '13800000003'],
    ['陈一', '队长', '', '何家村', '13800000004'],
  ])
  await uploadSheet(page, '队员', sheet)
  expect(await body()).toContain('本系统不保存这一栏')
  expect(await checkSheet(page)).toEqual([3, 1, 0])
  expect(await page.locator('tbody tr').first().innerText()).toMatch(/5\s+职务\s+队长\s+没有这种角色。可填：所长/)
  await page.getByLabel('跳过 1 行错误').check()
  await importRows(3)
})

test('places come in; a dwelling, a village that there is not and a likely duplicate do not', async () => {
  await page.getByRole('link', { name: '接着导入场所' }).click()
  const sheet = await xlsx(
    '场所.xlsx',
    ['名称', '类型', '所在村', '责任民警', '空置', '大车能进'],
    [
      ['小宋五金店', '商铺', '西隋村', '李海', null, null],
      ['小宋五金商店', '商铺', '西隋村', '李海', null, null],
      ['何家空院', '空闲院落', '何家村', '王建国', '是', '是'],
      ['解家小学', '学校', '解家村', '王建国', null, null],
      ['东风加油站', '加油站', '东风村', '王建国', null, null],
      ['何家老屋', '住宅', '何家村', '王建国', null, null],
    ],
  )
  await uploadSheet(page, '场所', sheet)
  expect(await body()).toContain('栏目都对上了')
  expect(await checkSheet(page)).toEqual([3, 2, 1])
  expect(await body()).toMatch(/6\s+所在村\s+东风村\s+本所没有这个村/)
  await page.getByRole('tab', { name: /疑似重复/ }).click()
  await page.getByText('同村名称相近').waitFor()
  await keep(page, 'first-5-duplicate')
  await page.getByRole('article').getByRole('button', { name: '跳过' }).click()
  await page.getByRole('article').getByRole('button', { name: '跳过', pressed: true }).waitFor()
  await page.getByLabel('跳过 2 行错误').check()
  await importRows(3)
  expect(await body()).toContain('新增 3，合并 0，跳过 3')
  expect(await body()).toContain('走访任务已排好')
})

test('the due list is what the default rules make of these sheets', async () => {
  await page.getByRole('link', { name: '看待走访' }).click()
  await page.locator('.ant-table-row').nth(7).waitFor()
  await keep(page, 'first-6-due-list')
  const texts = await page.locator('.ant-table-row').allInnerTexts()
  const rows = texts.map((text) => text.split(/\s*[\t\n]\s*/).filter(Boolean))
  // of equal rank, in any order
  expect(rows.map(([tier, , due]) => `${tier} ${due}`)).toEqual(dueList.map(([tier, , due]) => `${tier} ${due}`))
  expect(rows.map((row) => row.slice(0, 5).join(' ')).sort()).toEqual(dueList.map((row) => row.join(' ')).sort())
  expect(errors).toEqual([])
})

test('the first visit is recorded from a place’s page, and Today follows', async () => {
  await page.getByText('解家小学').click()
  await page.getByRole('link', { name: '打开场所' }).click()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByRole('radio', { name: '见到人' }).check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('完成 1 项任务').waitFor()
  await page.getByRole('link', { name: '今日' }).first().click()
  await page.getByRole('link', { name: '义警 1' }).waitFor()
  await page.getByRole('row', { name: /绿 1(?!\d)/ }).waitFor()
  await keep(page, 'first-7-today')
  expect(errors).toEqual([])
})

/** Starts the import of the rows that are good, and waits until it is done. */
/** The page may be left meanwhile: what runs goes on, and is found again at the same address. */
async function importRows(count: number): Promise<void> {
  const started = page.waitForResponse((answer) => answer.url().endsWith('/start'))
  await press(`导入 ${count} 行`)
  expect((await started).status()).toBe(200)
  await page.reload()
  await page.getByRole('heading', { name: '导入完成' }).waitFor()
}

const dueList = [
  ['黄', '何家空院', '还剩 4 天', '何家村', '王建国'],
  ['绿', '解家小学', '还剩 17 天', '解家村', '王建国'],
  ['绿', '小宋五金店', '还剩 17 天', '西隋村', '李海'],
  ['不分等级', '何家村', '还剩 17 天', '何家村', '周所长'],
  ['不分等级', '解家村', '还剩 17 天', '解家村', '周所长'],
  ['不分等级', '西隋村', '还剩 17 天', '西隋村', '周所长'],
  ['不分等级', '城南社区', '还剩 48 天', '周所长', '社区：每季度约访'],
  ['不分等级', '城北社区', '还剩 48 天', '周所长', '社区：每季度约访'],
] as const
