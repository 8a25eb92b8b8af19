import type { Browser } from 'playwright-core'
import encodeQr from 'qr'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, openDesk, openPhoneWindow, unlock } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// What a phone hears, sees and feels: speech instead of writing, the code on a door, where it is.

let station: RunningStation
let browser: Browser
let desk: Desk
let officer: Awaited<ReturnType<Desk['memberOf']>>

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
  officer = await desk.memberOf('officer')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function enrolled() {
  const window = await openPhoneWindow(browser)
  await window.context.grantPermissions(['microphone', 'camera', 'geolocation'])
  await enrol(window.page, station, await desk.codeFor(officer.id))
  await window.page.getByRole('list', { name: '今天要去的' }).waitFor()
  return window
}

test('what was said instead of written arrives as speech; sending ends it', async () => {
  const { page, context, errors } = await enrolled()
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByRole('button', { name: '说一说' }).click()
  await page.getByText('正在录音 0:02').waitFor()
  await keep(page, 'field-speaking')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('已上报，派出所收到了。').waitFor()
  const { rows } = await desk.get('/follow-ups?subject=dispute&limit=1')
  const stored = async () => (await desk.get(`/matters/${rows[0].id}/attachments`)).rows
  await expect.poll(stored, { timeout: 15_000 }).toMatchObject([{ kind: 'speech' }])
  expect(errors).toEqual([])
  await context.close()
}, 90_000)

test('the code on a door opens its place, read from the camera’s picture', async () => {
  const { rows } = await desk.get(`/places?ownerId=${officer.id}&limit=1`)
  const place = rows[0] as { id: string; name: string }
  const { page, context, errors } = await enrolled()
  // the camera looks at a sign on a wall
  const dots = encodeQr(`https://sifang.example/field/p/${place.id}`, 'raw')
  await page.evaluate((rows) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const wall = document.createElement('canvas')
      wall.width = 640
      wall.height = 480
      const drawn = wall.getContext('2d')
      const paint = () => {
        if (!drawn) return
        drawn.fillStyle = '#ccc'
        drawn.fillRect(0, 0, 640, 480)
        drawn.fillStyle = '#fff'
        drawn.fillRect(100, 40, 400, 400)
        drawn.fillStyle = '#000'
        const size = 360 / rows.length
        for (const [y, row] of rows.entries()) {
          for (const [x, dark] of row.entries()) {
            if (dark) drawn.fillRect(120 + x * size, 60 + y * size, size + 0.5, size + 0.5)
          }
        }
        requestAnimationFrame(paint)
      }
      paint()
      return wall.captureStream(10)
    }
  }, dots)
  await page.getByRole('link', { name: '找场所' }).click()
  await page.getByRole('button', { name: '扫二维码' }).click()
  await page.getByRole('heading', { name: place.name }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/field/p/${place.id}`)
  expect(errors).toEqual([])
  await context.close()
}, 90_000)

test('where the phone is sorts the list and checks in at a place; it is asked for only then', async () => {
  const { rows } = await desk.get(`/places?ownerId=${officer.id}&limit=50`)
  const place = rows.find(({ latitude }: { latitude: number | null }) => latitude !== null)
  const { latitude, longitude } = place
  const { page, context, errors } = await enrolled()
  expect(await page.getByText(/步行 \d+ 分钟/).count()).toBe(0)
  await context.setGeolocation({ latitude: latitude + 0.001, longitude, accuracy: 12 })
  await page.getByRole('button', { name: '先看近的' }).click()
  await page
    .getByText(/步行 \d+ 分钟|公里/)
    .first()
    .waitFor()
  await keep(page, 'field-nearest')
  await page.goto(`${station.address}/field/p/${place.id}`)
  await unlock(page)
  await page.getByRole('button', { name: '我到了，打卡' }).click()
  await page.getByText('已上报，派出所收到了。').waitFor()
  const { rows: checkIns } = await desk.get(`/check-ins?placeId=${place.id}&limit=5`)
  expect(checkIns[0]).toMatchObject({ how: 'position', far: false })
  expect(errors).toEqual([])
  await context.close()
}, 90_000)
