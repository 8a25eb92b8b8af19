import { type Api, createClient, newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn as openSession } from '../journeys/harness.ts'
import { desk, keep, openBrowser, openWindow, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

let station: RunningStation
let browser: Browser
/** The chief at a desk; another one writes meanwhile. */
let page: Page
let chief: Api
let officer: Api
let deputy: Api
let officerId: string

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  ;[chief, officer, deputy] = await Promise.all([as('suozhang'), as('minjing1'), as('fusuozhang1')])
  officerId = (await officer.get('/me')).member.id
  const window = await openWindow(browser, desk)
  page = window.page
  await signIn(page, station.address, 'suozhang', station.passwords.get('suozhang') ?? '')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function as(userName: string): Promise<Api> {
  const password = station.passwords.get(userName) ?? ''
  const cookie = await openSession(station.address, { userName, password })
  return createClient({
    baseUrl: station.address,
    fetch: (request) => {
      request.headers.set('cookie', cookie)
      return fetch(request)
    },
  })
}

const at = (id: string) => ({ path: { id } })
const justNow = () => new Date(Date.now() - 1000).toISOString()
const open = (path: string) => page.goto(`${station.address}${path}`)
const foot = (text: string) => page.locator('footer').getByText(text, { exact: true })
const list = () => page.locator('main')

function recordVisit(by: Api, placeId: string, who: string) {
  const id = newId()
  const body = { placeId, kind: 'patrol', at: justNow(), outcome: 'inspected', participants: [who] } as const
  return by.put('/visits/{id}', { ...at(id), body })
}

test('the places say how many there are in all, of a tier as well', async () => {
  for (const query of [{}, { tier: 'green' }] as const) {
    const { total } = await chief.get('/places', { query: { ...query, limit: 1 } })
    await open(`/places?${new URLSearchParams(query)}`)
    await page.getByText(`共 ${total} 处`, { exact: true }).waitFor()
    await foot(`已显示 100 条，共 ${total} 条`).waitFor()
  }
})

test('a campaign is counted in the settings, and each figure opens the places that it counts', async () => {
  const id = newId()
  const { day } = await chief.get('/today')
  const asked = { visits: 1, visitKinds: [], presentRoles: [], placeKinds: ['warehouse' as const] }
  const body = { name: '仓库消防检查', firstDay: day, lastDay: day, ...asked }
  const { judgingId } = await chief.put('/campaigns/{id}', { ...at(id), body })
  await expect
    .poll(async () => (await chief.get('/judgings/{id}', at(judgingId))).finished, { timeout: 30_000 })
    .toBe(true)
  const due = (await chief.get('/duties', { query: { lineId: id, limit: 200 } })).rows
  for (const { placeId } of due.slice(0, 2)) await recordVisit(officer, placeId, officerId)
  const progress = (await chief.get('/policies')).lines.find((line) => line.id === id)?.progress
  if (!progress) throw new Error('the campaign runs')
  expect(progress.open).toBe(due.length - 2)

  for (const [name, count] of [
    ['应查', progress.due],
    ['已查', progress.fulfilled],
    ['待查', progress.open],
  ] as const) {
    await open('/settings?show=campaigns')
    await list()
      .getByRole('link', { name: `${name} ${count}` })
      .click()
    await page.getByText('专项行动：仓库消防检查').first().waitFor()
    await foot(`共 ${count} 条`).waitFor()
  }
  await keep(page, '1440-campaign')
})

test('a round list that was made is found again and opened, with how much of it was entered', async () => {
  const places = (await chief.get('/duties', { query: { limit: 2, tier: 'green' } })).rows.map(({ placeId }) => placeId)
  const made = { title: '东片巡访', placeIds: places }
  const { number } = await officer.put('/round-lists/{id}', { ...at(newId()), body: made })
  const row = { id: newId(), placeId: places[0] ?? '', at: justNow(), outcome: 'met' } as const
  const body = { id: newId(), kind: 'patrol' as const, participants: [officerId], rows: [row] }
  await officer.post('/round-lists/{number}/entries', { path: { number }, body })

  await open('/visits/round-lists')
  const link = list().getByRole('link', { name: '东片巡访' })
  await link.getByText('已录 1/2').waitFor()
  await keep(page, '1440-round-lists')
  await link.click()
  await page.getByText(`走访清单 第 ${number} 号`).waitFor()
  await page.getByRole('button', { name: '录入' }).click()
  await list().getByText('已录入', { exact: true }).waitFor()
  expect(await list().locator('[data-column="time"]').count()).toBe(1)

  // what is written beside a visit leads on to a finding of that visit
  await list().locator('[data-column="time"]').fill('0000')
  await list().locator('[data-column="note"]').fill('两家为浇水吵架')
  await page.getByRole('button', { name: '保存 1 次走访' }).click()
  const noted = list().getByRole('listitem').filter({ hasText: '两家为浇水吵架' })
  await keep(page, '1440-round-list-entered')
  await noted.getByRole('link', { name: '登记发现' }).click()
  await page.getByRole('radio', { name: '矛盾纠纷' }).waitFor()
  expect(new URL(page.url()).searchParams.get('visitId')).toMatch(/^[0-9a-f-]{36}$/)
})

test('what a volunteer said of the base data is pointed to where a visit there is written down', async () => {
  const { rows: villages } = await chief.get('/villages')
  for (const { id: villageId } of villages) {
    const { rows } = await chief.get('/base-data-changes', { query: { villageId } })
    const [waiting] = rows
    if (!waiting) continue
    await open(`/visits?${new URLSearchParams({ record: 'true', placeId: waiting.placeId })}`)
    await page.getByRole('link', { name: '更正待确认（1）' }).click()
    await page.getByRole('heading', { name: waiting.placeName }).waitFor()
    await page.getByText('路北旧院').first().waitFor()
    return
  }
  throw new Error('at the demonstration station a change of base data waits')
})

test('an excusal that was decided is listed with who decided it', async () => {
  const decider = (await deputy.get('/me')).member
  const due = (await chief.get('/duties', { query: { limit: 200 } })).rows
  const duty = due.find(({ ownerId }) => ownerId !== decider.id)
  if (!duty) throw new Error('the demonstration station owes visits')
  const { placeId, lineId, period, periodStart, placeName } = duty
  const id = newId()
  await officer.put('/excusals/{id}', { ...at(id), body: { placeId, lineId, period, periodStart, reason: '封路施工' } })
  await deputy.post('/excusals/{id}/decisions', { ...at(id), body: { id: newId(), verdict: 'approved' } })

  await open('/tiers?show=excusals')
  await list().getByRole('link', { name: '已决定' }).click()
  await list().getByText(placeName, { exact: true }).first().click()
  await list().getByText(decider.name).first().waitFor()
  expect(await list().getByRole('button', { name: '同意免访' }).count()).toBe(0)
})

test('a visit offers to be made void only to whom the server lets', async () => {
  const me = (await chief.get('/me')).member.id
  const place = (await chief.get('/places', { query: { tier: 'green', limit: 1 } })).rows[0]?.id ?? ''
  const [own, other] = [await recordVisit(chief, place, me), await recordVisit(officer, place, officerId)]
  for (const [visit, offered] of [
    [own, 0],
    [other, 1],
  ] as const) {
    await open(`/visits?selected=${visit.id}`)
    await list().getByText('登记人').waitFor()
    expect(await list().getByRole('button', { name: '作废' }).count()).toBe(offered)
  }
})

test('“近90天核实” opens the places that it counts, and the others are one choice away', async () => {
  const { base } = await chief.get('/today')
  await open('/')
  await list().getByRole('link', { name: '近90天核实' }).click()
  const lately = (await chief.get('/places', { query: { confirmed: 'true', limit: 1 } })).total
  await page.getByText(`共 ${lately} 处`, { exact: true }).waitFor()
  await list().getByLabel('在用、核实情况').press('ArrowDown')
  await page.getByTitle('近90天未核实').click()
  await page.getByText(`共 ${base.places - (lately ?? 0)} 处`, { exact: true }).waitFor()
})

test('what a page reads while nobody sits at it says so, and what is asked for by hand does not', async () => {
  await page.clock.install()
  await open('/duties')
  await page.locator('footer').first().waitFor()
  const nextReading = () => page.waitForRequest((request) => request.url().includes('/api/v1/duties'))
  await page.clock.fastForward('05:00')
  const place = (await chief.get('/duties', { query: { limit: 1, tier: 'yellow' } })).rows[0]?.placeId ?? ''
  const [byItself] = await Promise.all([nextReading(), recordVisit(officer, place, officerId)])
  expect(await byItself.headerValue('sifang-background')).toBe('1')
  const [byHand] = await Promise.all([nextReading(), list().getByRole('button', { name: '只看漏访' }).click()])
  expect(await byHand.headerValue('sifang-background')).toBeNull()
})
