import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterVillage } from '../journeys/harness-verbs.ts'
import { keep, openBrowser } from './browser.ts'
import { enrol, openPhoneWindow, unlock } from './field.ts'

// A track recorded by a phone that is put into a pocket in between. Its clock and the station's are in the test's hands.

let station: TestStation
let browser: Browser
let volunteer: Person

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startTestStation({ clock: new Date().toISOString() }), openBrowser()])
  const village = await enterVillage(station.chief, '西隋村')
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

/** Positions are the browser's own; their instants go by the page's clock, which the test moves. */
const datePositions = (context: BrowserContext) =>
  context.addInitScript(() => {
    const watch = navigator.geolocation.watchPosition.bind(navigator.geolocation)
    navigator.geolocation.watchPosition = (found, ...others) =>
      watch(({ coords }) => found({ coords, timestamp: Date.now() } as GeolocationPosition), ...others)
  })

test('a track is begun with consent on file, says where it has a hole while it runs, and arrives with it', async () => {
  const { page, context, errors } = await openPhoneWindow(browser)
  await context.grantPermissions(['geolocation'])
  await datePositions(context)
  await page.clock.install()
  const stand = (north: number) => context.setGeolocation({ latitude: 37.35 + north, longitude: 118.43, accuracy: 8 })
  const pass = async (seconds: number) => {
    station.clock.set(new Date(station.clock.now().getTime() + seconds * 1000).toISOString())
    await page.clock.fastForward(seconds * 1000)
  }
  await stand(0)
  const { code } = await station.chief.api.put('/members/{id}/enrolments/{enrolmentId}', {
    path: { id: volunteer.id, enrolmentId: newId() },
    body: {},
  })
  await enrol(page, station, code)
  await page.goto(`${station.address}/field/track`)
  await unlock(page)
  await page.getByText('行踪轨迹是敏感个人信息').waitFor()
  expect(await page.getByRole('button', { name: '开始记轨迹' }).count()).toBe(0)
  await page.getByRole('button', { name: '我看过了，同意记录轨迹' }).click()
  await page.getByRole('button', { name: '开始记轨迹' }).click()
  await page.getByText('已记 1 个点').waitFor()
  const holes = page.getByRole('heading', { name: '这些时段没有记到' })
  await pass(20)
  await stand(0.001)
  await page.getByText('已记 2 个点').waitFor()
  expect(await holes.count()).toBe(0)

  // in the pocket: the system stops the page, and nothing is known of this time
  const chrome = await context.newCDPSession(page)
  await chrome.send('Page.setWebLifecycleState', { state: 'frozen' })
  await pass(600)
  await chrome.send('Page.setWebLifecycleState', { state: 'active' })
  await holes.waitFor()
  await stand(0.004)
  await page.getByText('已记 3 个点').waitFor()
  expect(await hole(page)).toHaveLength(1)
  await keep(page, 'field-track-hole')

  await pass(30)
  await page.getByRole('button', { name: '停止记轨迹' }).click()
  await page.getByRole('button', { name: '开始记轨迹' }).waitFor()
  const tracks = async () => (await volunteer.api.get('/tracks')).rows
  await expect.poll(async () => (await tracks())[0]?.endedAt ?? null).not.toBeNull()
  const [track] = await tracks()
  expect(track).toMatchObject({ points: 3 })
  const { points, holes: kept } = await volunteer.api.get('/tracks/{id}', { path: { id: track?.id ?? '' } })
  expect(points.map(([, latitude]) => latitude)).toEqual([37.35, 37.351, 37.354])
  expect(kept).toHaveLength(1)
  expect(Date.parse(kept[0]?.to ?? '') - Date.parse(kept[0]?.from ?? '')).toBeGreaterThanOrEqual(600_000)
  expect(errors).toEqual([])
  await context.close()
}, 90_000)

const hole = (page: Page) => page.getByText(/^\d{2}:\d{2}–\d{2}:\d{2}$/).allTextContents()
