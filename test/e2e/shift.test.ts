import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage, t } from '../journeys/harness-verbs.ts'
import { desk, keep, openBrowser, openWindow, overflow, phone, signedInWindow, signIn } from './browser.ts'
import { printedPages } from './print.ts'
import { startStation } from './station.ts'

// 晨会, 交接班 and 进村一张卡: what is read and signed at them, at a desk, on a phone and on paper.

const at = (id: string) => ({ path: { id } })
const windowOf = async (
  browser: Browser,
  station: TestStation,
  userName: string,
  size = desk as typeof phone | typeof desk,
) => {
  const window = await openWindow(browser, size)
  window.page.setDefaultTimeout(15_000)
  await signIn(window.page, station.address, userName, 'Kestrel-2026')
  return window
}
/** Latin letters on a Chinese sheet. */
const latin = async (page: Page) => (await page.locator('article').first().innerText()).match(/[A-Za-z]{2,}/g)

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('a shift', () => {
  let station: TestStation
  let officer: Person
  let relief: Person
  let leader: Person
  let village: string
  let urgent: string

  async function report(urgency: 'urgent' | 'ordinary', placeId = village): Promise<string> {
    const id = newId()
    const seen = { kind: 'dispute', urgency, source: { kind: 'call' }, placeId } as const
    const body = { ...seen, at: station.clock.now().toISOString(), words: '两家为浇地吵起来了' }
    await officer.api.put('/findings/{id}', { ...at(id), body })
    return id
  }

  beforeAll(async () => {
    station = await startTestStation({ clock: t('2025-02-05 09:00') })
    village = await enterVillage(station.chief, '西隋村')
    officer = await station.join('officer', { name: '赵民警' })
    relief = await station.join('officer', { name: '钱民警' })
    leader = await station.join('deputy', { name: '孙副所长' })
    await station.join('cadre', { name: '周主任', villageIds: [village] })
    await enterVillage(station.chief, '东张村')
    const day = (day: string, dutyOfficerId: string) => ({ day, basedOn: 0, dutyOfficerId, shiftLeaderId: leader.id })
    const days = [day('2025-02-05', officer.id), day('2025-02-06', relief.id)]
    await station.chief.api.put('/roster/entries/{id}', { ...at(newId()), body: { days } })
    urgent = await report('urgent')
    const step = { kind: 'worked', step: 'on-the-scene' } as const
    await officer.api.post('/follow-ups/{id}/entries', { ...at(urgent), body: { id: newId(), basedOn: 1, step } })
  }, 90_000)
  afterAll(() => station?.stop())

  test('ends with what is open handed on: one signs that they give it, the next one that they take it', async () => {
    station.clock.set(t('2025-02-06 08:10'))
    const { page, errors } = await windowOf(browser, station, officer.userName)
    await page.goto(`${station.address}/shift?show=hand-over`)
    await page.getByRole('link', { name: '矛盾纠纷' }).waitFor()
    await page.getByRole('checkbox', { name: '移交给下一班' }).check()
    await keep(page, 'shift-1-give')
    await page.getByRole('button', { name: '交班签字' }).click()
    await page.getByRole('dialog').getByText('交班签字：赵民警').waitFor()
    await page.getByRole('dialog').getByRole('textbox').fill('西隋村那家晚上再去看看')
    await page.getByRole('dialog').getByRole('button', { name: '交班签字' }).click()
    await page.getByText('已由 赵民警 交班，等下一班接班。').waitFor()
    expect((await officer.api.get('/follow-ups/{id}', at(urgent))).owner?.name).toBe('赵民警')

    const taking = await windowOf(browser, station, relief.userName, phone)
    await taking.page.goto(`${station.address}/shift?show=hand-over`)
    await taking.page.getByRole('button', { name: '接班签字' }).click()
    const dialog = taking.page.getByRole('dialog')
    await dialog.getByText('签字后，勾选移交的 1 件由接班的值班民警负责。').waitFor()
    await dialog.getByText('西隋村那家晚上再去看看').waitFor()
    await keep(taking.page, 'shift-2-take-390')
    await dialog.getByRole('button', { name: '接班签字' }).click()
    await taking.page.getByText('已交接：赵民警 → 钱民警').waitFor()
    expect(await overflow(taking.page)).toBeLessThanOrEqual(0)
    await keep(taking.page, 'shift-3-taken-390')
    expect((await officer.api.get('/follow-ups/{id}', at(urgent))).owner?.name).toBe('钱民警')

    // what was said is opened one at a time, and the first signer sees the second
    await page.getByRole('button', { name: '查看交代的话（留痕）' }).click()
    await page.locator('blockquote').getByText('西隋村那家晚上再去看看').waitFor()
    await page.getByText('已交接：赵民警 → 钱民警').waitFor()
    expect([...errors, ...taking.errors]).toEqual([])
    await Promise.all([page.context().close(), taking.page.context().close()])
  })

  test('begins with the meeting: who is on, what is urgent, and each count opens what it counts', async () => {
    for (const size of [desk, phone]) {
      const { page, errors } = await windowOf(browser, station, 'chief', size)
      await page.goto(`${station.address}/shift`)
      await page.getByText('孙副所长 · 赵民警').waitFor()
      await page.getByText('东张村').waitFor()
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await latin(page)).toBeNull()
      await keep(page, `shift-4-meeting-${size.width}`)
      await page.locator('article').getByRole('link', { name: '矛盾纠纷' }).click()
      await page.waitForURL((url) => url.searchParams.get('selected') === urgent)
      await page.goBack()
      await page.getByText('要紧的和今天到期的').waitFor()
      expect(errors).toEqual([])
      await page.context().close()
    }
  })

  test('before going into a village its card says whom to see and what stands open, and opens it', async () => {
    for (const size of [desk, phone]) {
      const { page, errors } = await windowOf(browser, station, relief.userName, size)
      await page.goto(`${station.address}/places/${village}`)
      await page
        .getByRole('link', { name: '进村一张卡' })
        .or(page.getByRole('button', { name: '进村一张卡' }))
        .first()
        .click()
      await page.getByText('周主任').waitFor()
      await page.getByText('没有没办完的承诺。').waitFor()
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await latin(page)).toBeNull()
      expect(await page.locator('article').innerText()).not.toContain('浇地吵')
      await keep(page, `shift-5-card-${size.width}`)
      await page.locator('article').getByRole('link', { name: '矛盾纠纷' }).click()
      await page.waitForURL((url) => url.searchParams.get('selected') === urgent)
      expect(errors).toEqual([])
      await page.context().close()
    }
  })

  test('with very much open and very long names, meeting and card are still one A4 each, and say what is left out', async () => {
    await makeBusy()
    const { page } = await windowOf(browser, station, 'chief')
    await page.goto(`${station.address}/shift`)
    await page.getByText('今天的回访、复查和约定日期').waitFor()
    await keep(page, 'shift-6-busy-meeting')
    expect(await printedPages(page, 'shift-6-paper-busy-meeting')).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText(/另有 \d+ 条没有印出/).count()).toBe(2)
    await page.emulateMedia({ media: 'screen' })
    await page.goto(`${station.address}/villages/${village}/card`)
    await page.getByText('该看的场所').waitFor()
    await keep(page, 'shift-7-busy-card')
    expect(await printedPages(page, 'shift-7-paper-busy-card')).toBe(1)
    await page.context().close()
  })

  /** Twenty characters a name, more of everything than a page has lines. */
  async function makeBusy(): Promise<void> {
    const long = (no: number) => `黄河入海口三角洲农业高新技术示范区第${String(no).padStart(2, '0')}号`.slice(0, 20)
    const { api } = station.chief
    const kinds = ['theft', 'fraud', 'violence', 'fire', 'gambling', 'traffic']
    await sql`update place set name = ${long(99)} where id = ${village}`.execute(station.machine.db)
    for (let no = 1; no <= 25; no += 1) {
      const place = await enterPlace(station.chief, village, long(no), {
        kind: 'vacant-courtyard',
        vacant: true,
        largeVehicleAccess: true,
      })
      const id = await report('urgent', place)
      await sql`insert into follow_up_date (station_id, follow_up_id, kind, no, due_on, owner_id)
        select station_id, id, 'revisit', 1, '2025-02-06', ${officer.id} from follow_up where id = ${id}`.execute(
        station.machine.db,
      )
      if (no <= 12) await enterVillage(station.chief, long(no + 40))
      const what = { category: kinds[no % kinds.length] ?? 'theft', source: '110' } as const
      const where = { kind: 'place', placeId: place } as const
      await relief.api.put('/incidents/{id}', {
        ...at(newId()),
        body: { ...what, where, occurredAt: t('2025-02-06 07:00') },
      })
      const promise = { subject: 'promise', placeId: place, ownerId: officer.id, settleBy: '2025-02-06' } as const
      if (no <= 10) await api.put('/follow-ups/{id}', { ...at(newId()), body: { ...promise, words: '修好路灯' } })
      if (no <= 20) await station.join('volunteer', { name: long(no + 60), villageIds: [village] })
    }
    await sql`update member set name = ${long(70)} where id in (${officer.id}, ${leader.id})`.execute(
      station.machine.db,
    )
  }
})

test('at the demonstration station meeting and card are one A4 each, whatever language or ground the screen has', async () => {
  const station = await startStation()
  try {
    const { page, errors } = await signedInWindow(browser, station, 'suozhang', desk)
    await page.goto(`${station.address}/shift`)
    await page.getByText('今天的回访、复查和约定日期').waitFor()
    expect(await latin(page)).toBeNull()
    await keep(page, 'shift-8-demo-meeting')
    expect(await printedPages(page, 'shift-8-paper-demo-meeting')).toBe(1)
    const answer = await page.request.get(`${station.address}/api/v1/villages`)
    const [village] = (await answer.json()).rows
    await page.goto(`${station.address}/villages/${village.id}/card`)
    await page.getByText('该看的场所').waitFor()
    expect(await latin(page)).toBeNull()
    await keep(page, 'shift-9-demo-card')
    expect(await printedPages(page, 'shift-9-paper-demo-card')).toBe(1)
    await page.evaluate("localStorage.setItem('sifang.language', 'en')")
    await page.emulateMedia({ colorScheme: 'dark' })
    for (const [path, name] of [
      [`/villages/${village.id}/card`, 'card'],
      ['/shift', 'meeting'],
      ['/shift?show=hand-over', 'hand-over'],
      ['/due', 'due'],
    ] as const) {
      await page.goto(`${station.address}${path}`)
      await page.locator('main').waitFor()
      await page.waitForLoadState('networkidle')
      await keep(page, `shift-10-dark-en-${name}`)
      if (name === 'card' || name === 'meeting') expect(await printedPages(page, `shift-11-paper-en-${name}`)).toBe(1)
    }
    expect(errors).toEqual([])
  } finally {
    await station.stop()
  }
}, 120_000)
