import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import {
  carriesAll,
  type Desk,
  disputeOf,
  enrol,
  goTo,
  keptOnThePhone,
  openDesk,
  openPhoneWindow,
  photo,
  unlock,
} from './field.ts'
import { inFrontOf } from './front.ts'
import { slow } from './slow-phone.ts'
import { type RunningStation, startStation } from './station.ts'

// A day in the field on a phone four times slower than this machine and a line of slow 3G, from its first page on.

let station: RunningStation
let browser: Browser
let desk: Desk

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

test.each(['allow', 'block'] as const)(
  'report, visit and dispute entered without a network arrive once; service workers: %s',
  async (serviceWorkers) => {
    const officer = await desk.memberOf('officer')
    const began = new Date().toISOString()
    const disputeId = await disputeOf(desk, officer)
    const words = `慢手机上报 ${serviceWorkers}`
    await using front = await inFrontOf(station)
    const { page, context, errors } = await openPhoneWindow(browser, { serviceWorkers })
    context.setDefaultTimeout(40_000)
    page.setDefaultTimeout(40_000)
    const line = await slow(page)
    const picture = await photo(page)
    await enrol(page, front, await desk.codeFor(officer.id))
    await carriesAll(page)
    if (serviceWorkers === 'allow') await keptOnThePhone(page)

    front.close(true)
    await line.goOffline()
    await link(page, '上报').click()
    await page.getByLabel('写几句').fill(words)
    const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture }
    await page.locator('input[type=file]').first().setInputFiles(file)
    await button(page, '去掉照片 1').waitFor()
    await button(page, '上报').click()
    await link(page, '回到今天').click()

    const list = page.getByRole('list', { name: '今天要去的' })
    const visit = list.getByRole('link', { name: /^去走访 / }).first()
    const place = (await visit.textContent())?.slice(4) ?? ''
    await visit.click()
    await page.getByRole('radio', { name: '没人在' }).check()
    await button(page, '保存').click()
    await link(page, '下一处').click()

    await list.locator(`a[href$="${disputeId}"]`).first().click()
    await link(page, '受理，就地调处').click()
    await page.getByLabel('怎么回事').fill('轮到谁浇没有说清')
    await button(page, '保存').click()
    await link(page, '到了现场').click()
    await button(page, '保存').click()
    await goTo(page, '待发箱')
    await page.getByText('有 5 条没有发出').waitFor()
    if (serviceWorkers === 'allow') {
      // the cold start: from the phone alone
      await page.reload()
      await unlock(page)
      await page.getByText('有 5 条没有发出').waitFor()
    }

    front.close(false)
    await line.comeBack()
    await page.locator('progress').waitFor()
    if (serviceWorkers === 'allow') {
      // an update in between, which cuts off the photo on its way
      front.build()
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        await registration.update()
      })
      await button(page, '点这里换上').click()
      await page.getByText('输入密码').waitFor()
    }
    await page.close()
    const [one, two] = [await context.newPage(), await context.newPage()]
    for (const again of [one, two]) {
      again.setDefaultTimeout(40_000)
      await slow(again)
    }
    await Promise.all(
      [one, two].map(async (again) => {
        await again.goto(`${front.address}/field/outbox`)
        await unlock(again)
        await again.getByText('都发出去了。').waitFor({ timeout: 60_000 })
      }),
    )

    const { rows: visits } = await desk.get(`/visits?memberId=${officer.id}&limit=20`)
    const today = visits.filter(({ at }: { at: string }) => at > began)
    expect(today).toMatchObject([{ placeName: place, outcome: 'failed' }])
    // the officer is on the scene with a cadre
    const dispute = await desk.get(`/disputes/${disputeId}`)
    expect(dispute).toMatchObject({ followUpState: 'working', host: { id: officer.id }, cadreContacted: true })
    expect(dispute.allowed).not.toContain('on-the-scene')
    const reports = await reported(words)
    expect(reports).toHaveLength(1)
    expect((await desk.get(`/matters/${reports[0]}/attachments`)).rows).toMatchObject([{ kind: 'photo' }])
    expect(errors).toEqual([])
    await context.close()
  },
  300_000,
)

/** The follow-ups that came of reports with these words. */
async function reported(words: string): Promise<readonly string[]> {
  const { rows } = await desk.get('/follow-ups?subject=dispute&limit=100')
  const found: string[] = []
  for (const { id } of rows) {
    const { findings } = await desk.get(`/follow-ups/${id}/content?purpose=handle`)
    found.push(...findings.filter((one: { words: string | null }) => one.words === words).map(() => id))
  }
  return found
}
