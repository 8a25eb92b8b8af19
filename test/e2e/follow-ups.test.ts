import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, overflow, phone, signedInWindow, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

// From a volunteer's word to their own “it is settled”, at the duty officer's desk and on a phone's width.

let station: RunningStation
let browser: Browser
let officer: Page
let officerErrors: readonly string[]
let volunteer: Page
let village: { readonly id: string; readonly name: string }

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  volunteer = (await signedIn('yijing1', phone)).page
  village = (await get(volunteer, '/villages')).rows[0]
  const chief = (await signedIn('suozhang', desk)).page
  await makeDutyOfficer(chief)
  const window = await signedIn('minjing1', desk)
  officer = window.page
  officerErrors = window.errors
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

/** The shifts that run or come are the officer's, whatever the demonstration's list says. */
async function makeDutyOfficer(chief: Page): Promise<void> {
  const officers = await get(chief, '/members?role=officer&limit=200')
  const own = officers.rows.find(({ userName }: { userName: string }) => userName === 'minjing1')
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const { rows } = await get(chief, `/roster?from=${day(-2)}&to=${day(2)}`)
  const answer = await chief.request.put(`${station.address}/api/v1/roster/entries/${newId()}`, {
    data: {
      days: rows.filter(comes).map((shift: Shift) => ({
        day: shift.day,
        basedOn: shift.version,
        dutyOfficerId: own.id,
        shiftLeaderId: shift.shiftLeader.id,
      })),
    },
  })
  expect(answer.status()).toBe(200)
}

type Shift = {
  readonly day: string
  readonly endsAt: string
  readonly version: number
  readonly shiftLeader: { readonly id: string }
}
const comes = ({ endsAt }: Shift) => new Date(endsAt).getTime() > Date.now()

const detail = (page: Page) => page.getByRole('article')

/** How many tones the page has begun to play: counted where the browser makes them. */
const countTones = `(() => {
  globalThis.tones = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...given) { globalThis.tones += 1; return start.apply(this, given) }
})()`
const tones = (page: Page) => page.evaluate<number>('globalThis.tones')

let urgent: string

test('a volunteer’s urgent report appears on the duty officer’s open page, with a tone, and is accepted by one click', async () => {
  await officer.context().addInitScript(countTones)
  await officer.goto(`${station.address}/follow-ups`)
  await officer.locator('.ant-table-row').first().waitFor()
  await officer.waitForLoadState('networkidle')
  urgent = newId()
  const sent = await volunteer.request.put(`${station.address}/api/v1/findings/${urgent}`, {
    data: {
      kind: 'hazard',
      urgency: 'urgent',
      topic: 'road',
      source: { kind: 'message' },
      placeId: village.id,
      at: new Date().toISOString(),
      words: '路面塌了，车过不去',
    },
  })
  expect(sent.status()).toBe(200)
  await officer.locator(`[data-row-key="${urgent}"]`).waitFor()
  await officer.getByText(`新的紧急事项：道路 · 隐患 · ${village.name}`).waitFor()
  expect(await tones(officer)).toBeGreaterThan(0)
  await keep(officer, 'follow-up-1-arrived')
  await officer.getByRole('button', { name: '查看' }).click()
  await detail(officer).getByText('到时自动提级到带班领导').first().waitFor()
  await keep(officer, 'follow-up-2-open')
  await officer.getByRole('button', { name: '受理', exact: true }).click()
  await detail(officer).getByText('已受理').first().waitFor()
})

test('its words are opened for a purpose, and the rest of the way is clicked through to the volunteer’s own word', async () => {
  await officer.getByRole('button', { name: '查看内容' }).click()
  await officer.getByRole('radio', { name: '办理', exact: true }).waitFor()
  expect(await officer.getByRole('radio', { name: '办理', exact: true }).isChecked()).toBe(true)
  await officer.getByRole('button', { name: '查看内容' }).click()
  await officer.getByText('路面塌了，车过不去').waitFor()
  await keep(officer, 'follow-up-3-words')

  await officer.getByRole('button', { name: '记录进展' }).click()
  await officer.getByRole('radio', { name: '已联系村干部' }).check()
  await officer.getByRole('dialog').getByRole('button', { name: '记录进展' }).click()
  await detail(officer).getByText('办理中').first().waitFor()

  await officer.getByRole('button', { name: '办结', exact: true }).click()
  await officer.getByRole('dialog').getByRole('button', { name: '办结' }).click()
  await officer.getByText('请写一句').waitFor()
  await officer.getByRole('textbox', { name: '处理结果' }).fill('路已经围起来，修好了。')
  await officer.getByRole('dialog').getByRole('button', { name: '办结' }).click()
  await detail(officer).getByText('还要告知').waitFor()

  await officer.getByRole('button', { name: '反馈', exact: true }).click()
  await officer.getByRole('textbox', { name: '告诉了什么' }).fill('路已经围起来，修好了。')
  await keep(officer, 'follow-up-4-tell')
  await officer.getByRole('dialog').getByRole('button', { name: '反馈' }).click()
  await detail(officer).getByText('都已告知').waitFor()
  await keep(officer, 'follow-up-5-told')

  await volunteer.goto(`${station.address}/follow-ups?selected=${urgent}`)
  await volunteer.getByRole('button', { name: '群众确认' }).click()
  await keep(volunteer, 'follow-up-6-confirm-phone')
  await volunteer.getByRole('dialog').getByRole('button', { name: '群众确认' }).click()
  await detail(volunteer).getByText('群众已确认').waitFor()
  expect(await overflow(volunteer)).toBeLessThanOrEqual(0)
  await keep(volunteer, 'follow-up-7-confirmed-phone')
  await detail(officer).getByText('群众已确认').waitFor()
})

test('what somebody said over the telephone is taken down by keys alone, and survives a reload', async () => {
  await officer.goto(`${station.address}/places`)
  await officer.locator('.ant-table-row').first().waitFor()
  await officer.keyboard.press('i')
  await officer.locator('textarea[aria-label="说了什么"]:focus').waitFor()
  await officer.keyboard.insertText('王营村口的井盖没有了，晚上看不见')
  await officer.reload()
  await officer.getByText('未提交的内容还在这里').waitFor()
  expect(await officer.getByLabel('说了什么').inputValue()).toBe('王营村口的井盖没有了，晚上看不见')
  await officer.getByRole('combobox', { name: '队员姓名' }).focus()
  await officer.keyboard.press('Enter')
  await officer.locator('.ant-select-item-option').filter({ visible: true }).first().waitFor()
  await officer.keyboard.press('Enter')
  // whoever has one village only has said it there
  await officer
    .locator('.ant-select')
    .filter({ has: officer.getByRole('combobox', { name: '哪个村或场所' }), hasText: /村|社区/ })
    .waitFor()
  await officer.getByRole('radio', { name: '隐患' }).focus()
  await officer.keyboard.press('Space')
  await officer.getByRole('radio', { name: '井盖', exact: true }).focus()
  await officer.keyboard.press('Space')
  const picture = { name: '井盖.png', mimeType: 'image/png', buffer: await officer.screenshot() }
  await officer.locator('input[type="file"]').setInputFiles(picture)
  await keep(officer, 'follow-up-8-intake')
  await officer.keyboard.press('Control+Enter')
  await officer.getByText('已收件').waitFor()
  await officer.getByText('附件已存 1 / 1').waitFor()
  await keep(officer, 'follow-up-9-receipt')
  await officer.getByRole('link', { name: '打开跟进' }).click()
  await detail(officer).getByText('井盖').first().waitFor()
  expect(officerErrors).toEqual([])
})

test('a step on what has changed meanwhile is refused with what stands now, and a way to look again', async () => {
  const id = newId()
  await volunteer.request.put(`${station.address}/api/v1/findings/${id}`, {
    data: {
      kind: 'hazard',
      topic: 'manhole',
      source: { kind: 'message' },
      placeId: village.id,
      at: new Date().toISOString(),
      words: '井盖缺了一块',
    },
  })
  await officer.goto(`${station.address}/follow-ups?selected=${id}`)
  await officer.getByRole('button', { name: '办结', exact: true }).click()
  const chief = (await signedIn('suozhang', desk)).page
  const taken = await chief.request.post(`${station.address}/api/v1/follow-ups/${id}/entries`, {
    data: { id: newId(), basedOn: 1, step: { kind: 'accepted' } },
  })
  expect(taken.status()).toBe(200)
  await detail(officer).getByText('已受理').first().waitFor()
  await officer.getByRole('textbox', { name: '处理结果' }).fill('已补上井盖')
  await officer.getByRole('dialog').getByRole('button', { name: '办结' }).click()
  await officer.getByText('现在：已受理').waitFor()
  await keep(officer, 'follow-up-10-refused')
  await officer.getByRole('button', { name: '重新查看' }).click()
  await officer.getByRole('dialog').waitFor({ state: 'hidden' })
  await detail(officer).getByText('已受理').first().waitFor()
})

test.each([
  ['zh-CN', 'light', desk],
  ['zh-CN', 'dark', desk],
  ['en', 'light', desk],
  ['zh-CN', 'light', phone],
  ['en', 'dark', phone],
] as const)('the inbox and the intake in %s, %s fit their window', async (language, appearance, size) => {
  const { context, page, errors } = await openWindow(browser, size)
  await context.addInitScript(
    `localStorage.setItem('sifang.language', '${language}'); localStorage.setItem('sifang.appearance', '${appearance}')`,
  )
  await signIn(page, station.address, 'suozhang', station.passwords.get('suozhang') ?? '')
  const id = (await get(page, '/follow-ups?stage=closed')).rows[0].id
  for (const path of [
    '/follow-ups',
    '/follow-ups?stage=closed',
    `/follow-ups?stage=closed&selected=${id}`,
    '/intake',
  ]) {
    await page.goto(`${station.address}${path}`)
    await page.waitForLoadState('networkidle')
    expect({ path, wider: (await overflow(page)) > 0 }).toEqual({ path, wider: false })
    await keep(page, `look-${size.width}-${language}-${appearance}-${path.replace(id, 'one').replace(/\W+/g, '-')}`)
  }
  expect(errors).toEqual([])
  await context.close()
})
