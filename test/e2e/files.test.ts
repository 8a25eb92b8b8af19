import { readFile } from 'node:fs/promises'
import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { speechMp4 } from '../../server/platform/attachments/speech.test-setup.ts'
import { desk, keep, openBrowser, overflow, phone, signedInWindow } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

// Photos, speech and files of a matter: listed unopened, opened for a purpose, added, corrected by further ones.

let station: RunningStation
let browser: Browser
let officer: Page
let errors: readonly string[]
let followUpId: string

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  const volunteer = (await signedIn('yijing1', phone)).page
  const { rows } = await (await volunteer.request.get(`${station.address}/api/v1/villages`)).json()
  followUpId = newId()
  const sent = await volunteer.request.put(`${station.address}/api/v1/findings/${followUpId}`, {
    data: {
      kind: 'dispute',
      urgency: 'ordinary',
      topic: 'irrigation',
      source: { kind: 'message' },
      placeId: rows[0].id,
      at: new Date().toISOString(),
      words: '水渠塌了一段，两家说不拢',
    },
  })
  expect(sent.status()).toBe(200)
  const window = await signedIn('minjing1', desk)
  officer = window.page
  errors = window.errors
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const signedIn = (userName: string, size: typeof desk | typeof phone) =>
  signedInWindow(browser, station, userName, size)

const part = (page: Page) => page.getByRole('region', { name: '照片和文件' })
const line = (page: Page, kind: string) => part(page).getByRole('listitem').filter({ hasText: kind })
const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.getByLabel('添加照片、语音或文件').setInputFiles(files)

/** A picture that a browser draws, as JPEG. */
const drawn = async (page: Page): Promise<Buffer> => {
  const address = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 400
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#7a8f5a'
    pen.fillRect(0, 0, 640, 400)
    pen.fillStyle = '#4f7fa8'
    pen.fillRect(0, 180, 640, 70)
    return canvas.toDataURL('image/jpeg')
  })()`)
  return Buffer.from(address.split(',')[1] ?? '', 'base64')
}

/** How often a file was read, by the log. */
async function readings(): Promise<number> {
  const { page } = await signedIn('suozhang', desk)
  const answer = await page.request.get(`${station.address}/api/v1/audit?action=attachment.read&limit=200`)
  const { rows } = await answer.json()
  await page.close()
  return rows.length
}

test('files are added at the desk, and listed with kind, size, who and hash, without being opened', async () => {
  await officer.goto(`${station.address}/follow-ups?selected=${followUpId}`)
  await part(officer).getByText('还没有照片、语音或文件').waitFor()
  await keep(officer, 'files-1-empty')
  await choose(
    officer,
    { name: '水渠.jpg', mimeType: 'image/jpeg', buffer: await drawn(officer) },
    { name: '录音.m4a', mimeType: 'audio/mp4', buffer: speechMp4() },
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('两家轮流浇地的约定\n') },
  )
  await line(officer, '文件').waitFor()
  await line(officer, '照片').getByText('本人添加').waitFor()
  await line(officer, '语音').getByText('M4A').waitFor()
  const hash = line(officer, '照片').locator('code')
  expect(await hash.textContent()).toMatch(/^[0-9a-f]{8}$/)
  await hash.click()
  expect(await hash.textContent()).toMatch(/^[0-9a-f]{64}$/)
  expect(await readings()).toBe(0)
  await keep(officer, 'files-2-listed')
})

test('one is opened for a purpose that is asked once: a photo is seen, speech is heard, a file is saved', async () => {
  await line(officer, '照片').getByRole('button', { name: '看照片' }).click()
  await officer.getByRole('region', { name: '查看文件的用途' }).getByRole('radio', { name: '回访' }).check()
  await officer.getByRole('button', { name: '打开', exact: true }).click()
  const photo = line(officer, '照片').getByRole('img')
  await photo.waitFor()
  await expect.poll(() => photo.evaluate((one: object) => Reflect.get(one, 'naturalWidth'))).toBe(640)

  await line(officer, '语音').getByRole('button', { name: '听语音' }).click()
  const sound = line(officer, '语音').locator('audio')
  await sound.waitFor()
  await expect.poll(() => sound.evaluate((one: object) => Number(Reflect.get(one, 'duration')))).toBeGreaterThan(0.5)

  const saving = officer.waitForEvent('download')
  await line(officer, '文件').getByRole('button', { name: '下载' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('说明.txt')
  expect(await readFile(await saved.path(), 'utf8')).toBe('两家轮流浇地的约定\n')
  expect(await readings()).toBe(3)
  await part(officer).scrollIntoViewIfNeeded()
  await keep(officer, 'files-3-opened')
  expect(errors).toEqual([])
})

test('what is not what its name says is refused by name, and what came with it arrives', async () => {
  await choose(
    officer,
    { name: '假照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a photo') },
    { name: '收条.txt', mimeType: 'text/plain', buffer: Buffer.from('收到\n') },
  )
  await part(officer).getByText('假照片.jpg').waitFor()
  await keep(officer, 'files-4-refused')
  await part(officer).getByRole('button', { name: '跳过这个' }).click()
  await expect.poll(() => line(officer, 'TXT').count()).toBe(2)
})

test('a correction brings a further file; the one before stays and says so', async () => {
  await officer.goto(`${station.address}/disputes/${followUpId}`)
  await part(officer).waitFor()
  const more = officer.getByRole('button', { name: '更多', exact: true })
  if (await more.isVisible()) await more.click()
  await officer.getByRole('button', { name: '更正', exact: true }).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByRole('textbox').fill('照片里是西边的水渠')
  await dialog.locator('input[type=file]').setInputFiles({
    name: '西渠.jpg',
    mimeType: 'image/jpeg',
    buffer: await drawn(officer),
  })
  await dialog.getByRole('button', { name: '更正' }).click()
  await line(officer, '更正时提供').waitFor()
  await expect.poll(() => line(officer, '照片').count()).toBe(2)
  await keep(officer, 'files-5-corrected')
})

test('on a phone the list fits, and its buttons are large enough for a thumb', async () => {
  const { page } = await signedIn('minjing1', phone)
  await page.goto(`${station.address}/follow-ups?selected=${followUpId}`)
  await line(page, '语音').waitFor()
  await part(page).scrollIntoViewIfNeeded()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  const button = await line(page, '语音').getByRole('button', { name: '听语音' }).boundingBox()
  expect(button?.height).toBeGreaterThanOrEqual(43.5)
  await keep(page, 'files-6-phone')
})
