import type { Browser, BrowserContext, Page } from 'playwright-core'
import encodeQr from 'qr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, openDesk, openPhoneWindow, unlock } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// What a phone hears, sees, says and feels: speech instead of writing, the code on a door, a list aloud, where it is.

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
  const { rows } = await desk.get('/follow-ups?subject=dispute&limit=200')
  type Row = { readonly id: string; readonly openedAt: string }
  const [latest] = rows.toSorted((a: Row, b: Row) => (a.openedAt < b.openedAt ? 1 : -1))
  const stored = async () => (await desk.get(`/matters/${latest.id}/attachments`)).rows
  await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '待发箱' }).click()
  await page.getByText('都发出去了。').waitFor()
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

type Voice = { readonly lang: string; readonly localService: boolean; readonly name: string }
type Mouth = { readonly said: { text: string; voice: string }[]; silenced: number; ends(): void }

/** A machine has no voices: what a phone with these would say is written down. */
const giveVoices = (context: BrowserContext, voices: readonly Voice[] | null) =>
  context.addInitScript((voices) => {
    const set = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true })
    if (voices === null) {
      Reflect.deleteProperty(globalThis, 'speechSynthesis')
      return Reflect.deleteProperty(Window.prototype, 'speechSynthesis')
    }
    type Said = { text: string; voice: Voice | null; onend?: () => void; onerror?: () => void }
    let present: Said | null = null
    const silence = () => {
      const was = present
      present = null
      return was
    }
    const mouth: Mouth = { said: [], silenced: 0, ends: () => silence()?.onend?.() }
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      speak: (utterance: Said) => {
        present = utterance
        mouth.said.push({ text: utterance.text, voice: utterance.voice?.name ?? '' })
      },
      cancel: () => {
        if (silence() !== null) mouth.silenced += 1
      },
    })
    set('mouth', mouth)
    set('speechSynthesis', synthesis)
    set(
      'SpeechSynthesisUtterance',
      class {
        readonly text: string
        constructor(text: string) {
          this.text = text
        }
      },
    )
    return true
  }, voices)

const mouthOf = (page: Page) =>
  page.evaluate(() => {
    const { said, silenced } = (globalThis as unknown as { mouth: Mouth }).mouth
    return { said, silenced }
  })

describe('read aloud', () => {
  const far = { lang: 'zh-CN', localService: false, name: 'far' }
  const near = { lang: 'zh-CN', localService: true, name: 'near' }
  const english = { lang: 'en-GB', localService: true, name: 'english' }
  const read = (page: Page) => page.getByRole('button', { name: '念给我听' })
  const stop = (page: Page) => page.getByRole('button', { name: '停', exact: true })

  async function speaking(voices: readonly Voice[] | null) {
    const volunteer = await desk.memberOf('volunteer')
    const window = await openPhoneWindow(browser)
    await giveVoices(window.context, voices)
    await enrol(window.page, station, await desk.codeFor(volunteer.id), { ageFriendly: true })
    await window.page.getByRole('list', { name: '今天要去的' }).waitFor()
    return window
  }

  test('the list of today is said in the member’s words, by a voice that lies on the phone, until somebody stops it', async () => {
    const { page, context, errors } = await speaking([far, english, near])
    const items = page.getByRole('list', { name: '今天要去的' }).getByRole('listitem')
    const names = await items.getByRole('link', { name: /^去走访 / }).allTextContents()
    await read(page).click()
    await stop(page).waitFor()
    await keep(page, 'field-aloud')
    const { said } = await mouthOf(page)
    expect(said).toHaveLength(1)
    expect(said[0]?.voice).toBe('near')
    const sentences = said[0]?.text.split('。') ?? []
    expect(sentences).toHaveLength(Math.min(10, await items.count()))
    for (const [at, name] of names.slice(0, 10).entries()) {
      expect(sentences[at]).toMatch(new RegExp(`^([红黄绿] )?${name.slice(4)}，.*(还剩\\d+天|今天到期)$`))
    }
    await stop(page).click()
    await read(page).waitFor()
    expect((await mouthOf(page)).silenced).toBe(1)

    // to its end, and then once more
    await read(page).click()
    await page.evaluate(() => (globalThis as unknown as { mouth: Mouth }).mouth.ends())
    await read(page).click()
    await stop(page).waitFor()
    // whoever leaves the page has heard enough
    await goTo(page, '待发箱')
    await expect.poll(async () => (await mouthOf(page)).silenced).toBe(2)
    expect(errors).toEqual([])
    await context.close()
  }, 90_000)

  test('what became of own reports is said as well', async () => {
    const { page, context } = await speaking([near])
    await page.getByRole('link', { name: '上报', exact: true }).click()
    await page.getByLabel('写几句').fill('路灯坏了')
    await page.getByRole('radio', { name: '民需' }).check()
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await page.getByText('已上报，派出所收到了。').waitFor()
    await goTo(page, '我的上报')
    await page.getByText('派出所已收到，等民警受理。').first().waitFor()
    await read(page).click()
    expect((await mouthOf(page)).said[0]?.text).toMatch(/民需：派出所已收到，等民警受理。/)
    await context.close()
  }, 90_000)

  test.each([
    ['no speech at all', null],
    ['no voice yet', []],
    ['none but one that speaks over the network', [far]],
    ['none for the language that is read', [english]],
  ])('a phone that has %s offers none', async (_, voices) => {
    const { page, context } = await speaking(voices)
    expect(await read(page).count()).toBe(0)
    await context.close()
  })
})
