import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { decodeQR } from 'qr/decode.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, newToken, phoneOf, type TestPhone } from '../journeys/harness-phone.ts'
import { desk, keep, openBrowser, overflow, phone, signedInWindow } from './browser.ts'
import { type Desk, enrol, openDesk, openPhoneWindow } from './field.ts'
import { printedPages } from './print.ts'
import { type RunningStation, startStation } from './station.ts'

// Phones at the desk: enrolled by a code, another PIN, revoked, what they handed over; and codes to hang up.

let station: RunningStation
let browser: Browser
let chief: Desk
let page: Page
let stationId: string

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  chief = await openDesk(browser, station)
  page = chief.page
  stationId = (await chief.get('/me')).station.id
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

/** What a code on the page says, read off its drawn squares. */
async function readCode(of: Page, name: string): Promise<string> {
  const svg = of.getByRole('img', { name, exact: true })
  const size = Number((await svg.getAttribute('viewBox'))?.split(' ')[2])
  const path = (await svg.locator('path').getAttribute('d')) ?? ''
  const scale = 4
  const width = size * scale
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < scale; dy++) {
      const start = ((Number(y) * scale + dy) * width + Number(x) * scale) * 4
      for (let at = 0; at < scale * 4; at += 4) data.set([0, 0, 0], start + at)
    }
  }
  return decodeQR({ width, height: width, data })
}

const choose = async (name: string) => {
  await page.getByRole('combobox', { name: '谁的手机' }).fill(name)
  await page.locator('.ant-select-item-option', { hasText: name }).first().click()
}

/** A phone without an app, whose envelopes the test seals. */
async function barePhone(memberId: string): Promise<TestPhone> {
  const code = await chief.codeFor(memberId)
  const deviceId = newId()
  const tokens = { sendToken: newToken(), readToken: newToken() }
  const body = { code, deviceId, name: '旧手机', ageFriendly: false, ...tokens }
  const answer = await call(station, 'POST', '/enrolments/redemptions', body)
  expect(answer.status).toBe(200)
  const { stationKey } = answer.body as { stationKey: string }
  const server = { address: station.address, clock: { now: () => new Date() } }
  return phoneOf(server, { id: deviceId, memberId, stationId, stationKey, ...tokens })
}

test('a phone is enrolled by a code that its camera reads, and stands in the list', async () => {
  const { name } = await chief.memberOf('volunteer')
  await page.goto(`${station.address}/devices`)
  await page.getByText('还没有登记手机').waitFor()
  await keep(page, 'devices-1-empty')
  await page.getByRole('button', { name: '登记手机' }).first().click()
  await choose(name)
  await page.getByRole('button', { name: '出登记码' }).click()
  const dialog = page.getByRole('dialog', { name: `${name}的登记码` })
  const [shown = ''] = /\d{4} \d{4}/.exec(await dialog.getByText(/\d{4} \d{4}/).innerText()) ?? []
  const code = shown.replace(' ', '')
  expect(await readCode(page, '登记用二维码')).toBe(`${station.address}/field/enrol#${code}`)
  await keep(page, 'devices-2-code')

  const volunteer = await openPhoneWindow(browser)
  await enrol(volunteer.page, station, code)
  await dialog.getByRole('button', { name: '用好了，关闭' }).click()
  const row = page.getByRole('row', { name: new RegExp(name) })
  await row.getByText('在用').waitFor()
  await row.click()
  await page.getByRole('heading', { name }).waitFor()
  await keep(page, 'devices-3-list')
  await volunteer.context.close()
})

test('another PIN is given by a code of its own, to be typed', async () => {
  await page.getByRole('button', { name: '重设密码' }).click()
  const dialog = page.getByRole('dialog', { name: /的重设码$/ })
  await dialog.getByText(/\d{4} \d{4}/).waitFor()
  await keep(page, 'devices-4-pin')
  await dialog.getByRole('button', { name: '用好了，关闭' }).click()
})

test('a phone that is revoked hands over what it had not sent, and the desk lets it in or discards it', async () => {
  const { id: memberId, name, villages } = await chief.memberOf('volunteer')
  const lost = await barePhone(memberId)
  await page.reload()
  await page.getByRole('row', { name: /旧手机/ }).click()
  await page.getByRole('button', { name: '停用' }).click()
  const revoking = page.getByRole('dialog', { name: `停用${name}的这部手机？` })
  await keep(page, 'devices-5-revoke')
  await revoking.getByRole('button', { name: '停用' }).click()
  await page
    .getByRole('row', { name: /旧手机/ })
    .getByText('已停用')
    .waitFor()

  const report = () => ({
    kind: 'hazard',
    source: { kind: 'message' },
    placeId: villages[0]?.id,
    at: new Date().toISOString(),
    words: '路灯坏了',
  })
  const [kept, dropped] = [newId(), newId()]
  const sealed = await Promise.all(
    [kept, dropped].map((id) => lost.seal({ method: 'PUT', path: `/findings/${id}`, body: report() })),
  )
  const items = sealed.map((item) => ({ ...item, needs: [] }))
  expect((await lost.send('POST', '/quarantine', { items })).body).toEqual({ taken: 2 })

  await page.getByRole('link', { name: '待核实 2' }).click()
  await page.getByText('旧手机').waitFor()
  expect(await page.getByText('路灯坏了').count()).toBe(0)
  await keep(page, 'devices-6-quarantine')
  await page.getByRole('button', { name: '收下' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '收下' }).click()
  await page.getByText('1 件', { exact: true }).waitFor()
  await page.getByRole('button', { name: '不收' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '不收，销毁' }).click()
  await page.getByText('请选择原因').waitFor()
  await page.getByRole('radio', { name: '已经另外报过' }).check()
  await keep(page, 'devices-7-discard')
  await page.getByRole('dialog').getByRole('button', { name: '不收，销毁' }).click()
  await page.getByText('没有待核实的内容').waitFor()

  const entered = await Promise.all(
    [kept, dropped].map((id) => page.request.get(`${station.address}/api/v1/follow-ups/${id}`)),
  )
  expect(entered.map((answer) => answer.status()).sort()).toEqual([200, 404])
})

test('the outbox file of a phone that cannot send is read in, and let in like what a revoked one had', async () => {
  const { id: memberId, villages } = await chief.memberOf('volunteer')
  const stuck = await barePhone(memberId)
  const id = newId()
  const body = {
    kind: 'need',
    source: { kind: 'message' },
    placeId: villages[0]?.id,
    at: new Date().toISOString(),
    words: '水渠堵了',
  }
  const { sealed } = await stuck.seal({ method: 'PUT', path: `/findings/${id}`, body })
  const item = { id, deviceId: stuck.id, kind: 'words', needs: [], urgent: false, sealed, pieces: [] }
  const file = (content: unknown) => ({
    name: '待发箱.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  })
  await page.goto(`${station.address}/devices?show=quarantine`)
  const input = page.locator('input[type="file"]')
  await input.setInputFiles(file({ rows: [] }))
  await page.getByText('这不是四访手机导出的待发箱文件').waitFor()
  await input.setInputFiles(file({ version: 1, items: [item, { ...item, id: newId() }] }))
  await page.getByText('读完了：1 件待核实，0 件所里已有，0 件以前处理过，1 件读不了。').waitFor()
  await keep(page, 'devices-7-file')
  expect(await overflow(page)).toBe(0)
  await page.getByRole('button', { name: '收下' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收下' }).click()
  await page.getByText('没有待核实的内容').waitFor()
  expect((await page.request.get(`${station.address}/api/v1/follow-ups/${id}`)).status()).toBe(200)
})

test('a visit from a phone whose clock jumped says why it waits, and is admitted', async () => {
  const { id: memberId } = await chief.memberOf('officer')
  const jumping = await barePhone(memberId)
  const { rows } = await chief.get('/places?kind=shop&limit=1')
  const [shop] = rows
  const id = newId()
  const now = Date.now()
  const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
  const sealed = await jumping.seal(
    {
      method: 'PUT',
      path: `/visits/${id}`,
      body: { placeId: shop.id, kind: 'patrol', at: at(-1), outcome: 'met', participants: [memberId] },
    },
    { clock: { wall: at(6), contact: { server: at(-3), wall: at(4) }, wentBack: false } },
  )
  expect(await jumping.send('POST', '/envelopes', sealed, { 'sifang-wall': at(0) })).toMatchObject({
    status: 200,
    body: { waits: true, timeUncertain: true },
  })

  await page.goto(`${station.address}/visits?waiting=true`)
  const row = page.getByRole('row', { name: /时间存疑/ })
  await row.click()
  await page.getByText('时间存疑，尚未计入').waitFor()
  await keep(page, 'devices-8-uncertain')
  await page.getByRole('button', { name: '认定有效' }).click()
  await page.getByText('已认定，对应的任务已重新判定').waitFor()
})

test('a check-in at a post stands with its line', async () => {
  const { id: memberId, name } = await chief.memberOf('officer')
  const walking = await barePhone(memberId)
  const { rows } = await chief.get('/lines')
  const [{ id: lineId, posts }] = rows
  const [{ km, latitude, longitude }] = posts
  const there = { latitude: latitude + 0.01, longitude, accuracyM: 15 }
  const body = { lineId, km, at: new Date().toISOString(), how: 'position', ...there }
  const sent = await walking.submit({ method: 'PUT', path: `/check-ins/${newId()}`, body })
  expect(sent.body).toMatchObject({ distanceM: 1112, far: true })
  await page.goto(`${station.address}/divisions?show=lines`)
  await page.getByText(`${name} · 离桩 1112 米`).waitFor()
  await keep(page, 'devices-14-check-ins')
})

test('the duty room’s telephone is set once, and carried by every phone', async () => {
  await page.goto(`${station.address}/settings?show=station`)
  await page.getByRole('textbox', { name: '值班室电话' }).fill('0546-1234567')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').first().waitFor()
  expect((await chief.get('/field/own')).dutyPhone).toBe('0546-1234567')
})

test('codes of places and posts are printed eight to a sheet, with a name and a village and no tier', async () => {
  await page.goto(`${station.address}/places?kind=shop`)
  const link = page.getByRole('link', { name: '打印二维码' })
  await link.click()
  const cards = page.getByRole('list', { name: '场所二维码' }).getByRole('listitem')
  await cards.first().waitFor()
  const count = await cards.count()
  expect(count).toBeGreaterThan(8)
  await keep(page, 'devices-9-labels')
  const { rows } = await chief.get('/places?kind=shop&limit=200')
  const [shop] = rows
  expect(await readCode(page, `${shop.name}的二维码`)).toBe(`${station.address}/field/p/${shop.id}`)
  const words = (await cards.allInnerTexts()).join(' ')
  expect(words).not.toMatch(/着重关注|定期关注|常规走访/)
  expect(await cards.locator('[data-tier]').count()).toBe(0)
  expect(await printedPages(page, 'devices-10-labels-paper')).toBe(Math.ceil(count / 8))

  const { rows: lines } = await chief.get('/lines')
  const [line] = lines
  await page.goto(`${station.address}/labels?posts=${line.id}`)
  await cards.first().waitFor()
  expect(await cards.count()).toBe(line.posts.length)
  const [post] = line.posts
  expect(await readCode(page, `${post.label}的二维码`)).toBe(`${station.address}/field/k/${line.id}/${post.km}`)
})

test('on a phone’s width everything fits', async () => {
  const narrow = (await signedInWindow(browser, station, 'suozhang', phone)).page
  for (const [path, name] of [
    ['/devices', 'devices-11-narrow'],
    ['/labels?kind=shop', 'devices-12-labels-narrow'],
  ] as const) {
    await narrow.goto(`${station.address}${path}`)
    await narrow.getByRole('heading', { level: 1 }).waitFor()
    await narrow
      .getByText(/旧手机|走访打卡用/)
      .first()
      .waitFor()
    expect(await overflow(narrow)).toBe(0)
    await keep(narrow, name)
  }
  await narrow.goto(`${station.address}/devices`)
  await narrow.getByRole('button', { name: '登记手机' }).click()
  await keep(narrow, 'devices-13-enrol-narrow')
  expect(desk.width).toBeGreaterThan(phone.width)
  expect(chief.errors).toEqual([])
})
