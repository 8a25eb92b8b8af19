import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, openDesk, openPhoneWindow } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// The last resort: a phone that cannot send writes its outbox into a file, which the desk reads in.

let station: RunningStation
let browser: Browser
let desk: Desk
let volunteer: Awaited<ReturnType<Desk['memberOf']>>

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
  volunteer = await desk.memberOf('volunteer')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

/** A small picture, as a camera would give it. */
const photo = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 240
    canvas.getContext('2d')?.fillRect(20, 20, 100, 100)
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? ''
  })

/** A phone that reaches nothing, with two reports, the first of them with a photo; and its outbox as a file. */
async function stuck(words: readonly [string, string]) {
  const window = await openPhoneWindow(browser)
  const { page, context } = window
  await enrol(page, station, await desk.codeFor(volunteer.id))
  await page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  const picture = Buffer.from(await photo(page), 'base64')
  await context.setOffline(true)
  for (const [at, said] of words.entries()) {
    await page.getByRole('link', { name: '上报', exact: true }).click()
    await page.getByLabel('写几句').fill(said)
    if (at === 0) {
      const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture }
      await page.locator('input[type=file]').first().setInputFiles(file)
      await page.getByRole('button', { name: '去掉照片 1' }).waitFor()
    }
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await page.getByText('已记下').waitFor()
    await page.getByRole('link', { name: '回到今天' }).click()
  }
  await goTo(page, '待发箱')
  await page.getByText('有 3 条没有发出').waitFor()
  await page.getByText('一直发不出去？').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '存成文件' }).click(),
  ])
  await page.getByText('已存到手机的下载里，请交给派出所。').waitFor()
  await keep(page, 'field-outbox-file')
  return { ...window, path: await download.path(), fileName: download.suggestedFilename() }
}

/** Reads the file in on the desk’s page and answers what that says of it. */
async function readIn(path: string): Promise<string> {
  const { page } = desk
  await page.goto(`${station.address}/devices?show=quarantine`)
  await page.locator('input[type="file"]').setInputFiles(path)
  const said = page.getByRole('status').filter({ hasText: '读完了' })
  await said.waitFor()
  return said.innerText()
}

/** Lets in as many as this of those that wait, the first in the list first. */
async function letIn(times: number, of = times): Promise<void> {
  const { page } = desk
  const buttons = page.getByRole('button', { name: '收下' })
  for (let done = 0; done < times; done++) {
    await expect.poll(() => buttons.count()).toBe(of - done)
    await buttons.first().click()
    await page.getByRole('dialog').getByRole('button', { name: '收下' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
}

/** The follow-ups that came of reports with these words, each with how many attachments. */
async function entered(words: string): Promise<readonly { readonly attachments: number }[]> {
  const { rows } = await desk.get('/follow-ups?subject=dispute&limit=200')
  const found = []
  for (const { id } of rows) {
    const { findings } = await desk.get(`/follow-ups/${id}/content?purpose=handle`)
    const same = findings.filter((finding: { words: string | null }) => finding.words === words)
    const attachments = (await desk.get(`/matters/${id}/attachments`)).rows.length
    found.push(...same.map(() => ({ attachments })))
  }
  return found
}

const latestDevice = async (): Promise<string> => {
  const { rows } = await desk.get(`/devices?memberId=${volunteer.id}`)
  const [latest] = rows.toSorted((a: { enrolledAt: string }, b: { enrolledAt: string }) =>
    a.enrolledAt < b.enrolledAt ? 1 : -1,
  )
  return latest.id
}

describe('the file of a phone’s outbox', () => {
  test('is read in at the desk and let in; the phone, mended, sends the same and nothing is doubled', async () => {
    const { page, context, path, fileName, errors } = await stuck(['手机坏了之前', '屏幕碎了'])
    // what the desk's own dialog offers to choose
    await desk.page.goto(`${station.address}/devices?show=quarantine`)
    const accepted = (await desk.page.locator('input[type="file"]').getAttribute('accept')) ?? ''
    expect(accepted.split(',').some((ending) => fileName.endsWith(ending))).toBe(true)
    expect(await readIn(path)).toBe('读完了：3 件待核实，0 件所里已有，0 件以前处理过，0 件读不了。')
    // sealed until it is let in
    expect(await desk.page.getByText('手机坏了之前').count()).toBe(0)
    await keep(desk.page, 'field-outbox-file-read-in')
    await letIn(3)
    await desk.page.getByText('没有待核实的内容').waitFor()
    expect(await entered('手机坏了之前')).toEqual([{ attachments: 1 }])
    expect(await entered('屏幕碎了')).toEqual([{ attachments: 0 }])

    await context.setOffline(false)
    await page.getByText('都发出去了。').waitFor()
    expect(await entered('手机坏了之前')).toEqual([{ attachments: 1 }])
    expect(await entered('屏幕碎了')).toEqual([{ attachments: 0 }])
    expect(await readIn(path)).toBe('读完了：0 件待核实，3 件所里已有，0 件以前处理过，0 件读不了。')
    expect(errors).toEqual([])
    await context.close()
  }, 120_000)

  test('brings nothing anew when the phone has sent in between', async () => {
    const { page, context, path } = await stuck(['先发出去了', '文件晚到'])
    await context.setOffline(false)
    await page.getByText('都发出去了。').waitFor()
    expect(await readIn(path)).toBe('读完了：0 件待核实，3 件所里已有，0 件以前处理过，0 件读不了。')
    await desk.page.getByText('没有待核实的内容').waitFor()
    expect(await entered('先发出去了')).toEqual([{ attachments: 1 }])
    await context.close()
  }, 120_000)

  test('of a phone that is taken out of use stands once, though the phone hands the same over when it comes back', async () => {
    const { page, context, path } = await stuck(['停用以后收下', '停用以后不收'])
    await desk.send('POST', `/devices/${await latestDevice()}/revocations`, { id: newId() })
    expect(await readIn(path)).toBe('读完了：3 件待核实，0 件所里已有，0 件以前处理过，0 件读不了。')
    await context.setOffline(false)
    await page.getByText('这部手机已停用').waitFor()
    await page.getByText('没有发出的 3 条已加密交给派出所处理，没有丢。').waitFor()
    await desk.page.reload()
    await letIn(2, 3)
    await desk.page.getByText('1 件', { exact: true }).waitFor()
    await desk.page.getByRole('button', { name: '不收' }).click()
    await desk.page.getByRole('radio', { name: '已经另外报过' }).check()
    await desk.page.getByRole('dialog').getByRole('button', { name: '不收，销毁' }).click()
    await desk.page.getByText('没有待核实的内容').waitFor()
    expect(await entered('停用以后收下')).toEqual([{ attachments: 1 }])
    expect(await entered('停用以后不收')).toEqual([])
    // what was discarded does not come back by the file
    expect(await readIn(path)).toBe('读完了：0 件待核实，2 件所里已有，1 件以前处理过，0 件读不了。')
    await context.close()
  }, 120_000)
})
