import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterVillage, t } from '../journeys/harness-verbs.ts'
import { desk, openBrowser, openWindow, signIn } from './browser.ts'

// 收件 in ten seconds: what a practised hand presses at the desk, and what the software takes for it.

let station: TestStation
let browser: Browser
let page: Page
let keys = 0

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startTestStation({ clock: t('2025-02-05 10:00') }), openBrowser()])
  const village = await enterVillage(station.chief, '西隋村')
  await enterVillage(station.chief, '东张村')
  const officer = await station.join('officer', { name: '赵民警' })
  await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  await station.chief.api.put('/roster/entries/{id}', {
    path: { id: newId() },
    body: { days: [{ day: '2025-02-05', basedOn: 0, dutyOfficerId: officer.id, shiftLeaderId: station.chief.id }] },
  })
  page = (await openWindow(browser, desk)).page
  page.setDefaultTimeout(15_000)
  await signIn(page, station.address, officer.userName, 'Kestrel-2026')
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function press(key: string): Promise<void> {
  keys += 1
  await page.keyboard.press(key)
}
async function type(text: string): Promise<void> {
  keys += text.length
  await page.keyboard.insertText(text)
}
const isFocused = (at: Locator) => at.evaluate((element) => element.ownerDocument.activeElement === element)
const isAmong = (all: Locator) => all.evaluateAll((some) => some.some((one) => one === one.ownerDocument.activeElement))
/** By the Tab key, like a hand that knows the form. */
async function tabTo(at: Locator): Promise<void> {
  await at.waitFor()
  for (let times = 0; times < 20; times += 1) {
    if (await isFocused(at)) return
    await press('Tab')
  }
  throw new Error(`Tab does not come to ${at}`)
}

/** Tab to the group, arrows to the choice in it, found by how its name begins: hints name other choices. */
async function choose(name: string): Promise<void> {
  const choice = page.getByRole('radio', { name: new RegExp(`^${name}`) })
  const group = page.locator(`input[name="${await choice.getAttribute('name')}"]`)
  for (let times = 0; times < 20 && !(await isAmong(group)); times += 1) await press('Tab')
  for (let times = 0; times < 20 && !(await isFocused(choice)); times += 1) await press('ArrowDown')
  if (!(await choice.isChecked())) await press('Space')
}

/** One intake by keys alone, from the inbox to the receipt: how many keys, and how long from the first to saved. */
async function takeDown(savedAt: string): Promise<{ readonly keys: number; readonly ms: number }> {
  await page.goto(`${station.address}/follow-ups`)
  await page.getByRole('heading', { name: '跟进' }).first().waitFor()
  keys = 0
  const begun = performance.now()
  await press('i')
  await page.locator('textarea[aria-label="说了什么"]:focus').waitFor()
  // what was copied from the chat
  keys += 1
  await page.keyboard.insertText('王营村口的井盖没有了，晚上看不见')
  await tabTo(page.getByRole('combobox', { name: '队员姓名' }))
  await type('孙')
  await page.locator('.ant-select-item-option').filter({ hasText: '孙义警', visible: true }).first().waitFor()
  await press('Enter')
  await page
    .locator('.ant-select')
    .filter({ has: page.getByRole('combobox', { name: '哪个村或场所' }), hasText: '西隋村' })
    .waitFor()
  await choose('隐患')
  await choose('井盖')
  // the page's clock runs on, the station's stands
  station.clock.set(t(savedAt))
  await press('Control+Enter')
  await page.getByText('已收件').waitFor()
  return { keys, ms: performance.now() - begun }
}

test('a word from a chat is pasted, credited, placed and saved by keys alone within ten seconds', async () => {
  const runs = [
    await takeDown('2025-02-05 10:01'),
    await takeDown('2025-02-05 10:02'),
    await takeDown('2025-02-05 10:03'),
  ]
  const [least, median, most] = runs.map(({ ms }) => Math.round(ms)).toSorted((a, b) => a - b)
  process.stdout.write(`intake: ${runs[0]?.keys} keys, ${median} ms from the first to saved (${least}–${most})\n`)
  expect(most).toBeLessThan(10_000)
  expect(Math.max(...runs.map((run) => run.keys))).toBeLessThan(40)
  const { rows } = await station.chief.api.get('/follow-ups', { query: {} })
  expect(rows).toHaveLength(3)
  expect(rows[0]).toMatchObject({ villageName: '西隋村' })
})
