import { readFile } from 'node:fs/promises'
import { newId } from '@sifang/client'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, openDesk, openPhoneWindow } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// A member looks at their own tracks on the phone, takes one away, and withdraws.

let station: RunningStation
let browser: Browser
let desk: Desk
let officer: Desk

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  ;[desk, officer] = await Promise.all([openDesk(browser, station), openDesk(browser, station, 'minjing1')])
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000)

/** A track of half an hour, due north; nothing is known of 12 minutes of it. */
async function walk(): Promise<void> {
  const id = newId()
  const point = (minute: number): [number, number, number, number] => [
    Math.floor(minutesAgo(32 - minute).getTime() / 1000),
    37.35 + (minute * 60) / 111_195,
    118.43,
    8,
  ]
  const minutes = [...Array(31).keys()].filter((minute) => minute <= 9 || minute >= 21)
  await officer.send('PUT', `/tracks/${id}`, { at: minutesAgo(32).toISOString() })
  await officer.send('POST', `/tracks/${id}/points`, { id: newId(), points: minutes.map(point) })
  await officer.send('POST', `/tracks/${id}/ends`, { id: newId(), at: minutesAgo(2).toISOString() })
}

test('own tracks are listed, one says how long it was and what it lacks, and is taken away; withdrawn, none is left', async () => {
  const { member } = await officer.get('/me')
  const { page, context, errors } = await openPhoneWindow(browser)
  await enrol(page, station, await desk.codeFor(member.id))
  await page.getByRole('list', { name: '今天要去的' }).waitFor()
  await goTo(page, '我')
  await page.getByRole('link', { name: '我的轨迹' }).click()
  await page.getByText('还没有轨迹。').waitFor()
  await page.getByRole('link', { name: '开始或停止记轨迹' }).click()
  await page.getByRole('button', { name: '我看过了，同意记录轨迹' }).click()
  await page.getByRole('button', { name: '开始记轨迹' }).waitFor()

  await walk()
  await page.getByRole('link', { name: '我的轨迹' }).click()
  const track = page.getByRole('list', { name: '我的轨迹' }).getByRole('link')
  await track.getByText('30 分钟').waitFor()
  await keep(page, 'field-tracks')
  await track.click()
  // 9 minutes and 9 minutes of 60 metres each
  await page.getByText('走了约 1.1 公里，其中 12 分钟没有记录').waitFor()
  await page.getByRole('heading', { name: '这些时段没有记到' }).waitFor()
  await keep(page, 'field-track-one')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出成地图文件' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^巡逻轨迹-\d{4}-\d{2}-\d{2}\.gpx$/)
  const gpx = await readFile(await download.path(), 'utf8')
  expect(gpx.split('<trkseg>').map((segment) => segment.split('<trkpt ').length - 1)).toEqual([0, 10, 10])

  await context.setOffline(true)
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('没有网络。这一页要从派出所取').waitFor()
  await keep(page, 'field-tracks-offline')
  await context.setOffline(false)
  await page.getByRole('button', { name: '再试一次' }).click()
  await track.getByText('30 分钟').waitFor()
  await page.getByText('不想再记轨迹？').click()
  await page.getByRole('button', { name: '撤回同意，销毁轨迹' }).click()
  await track.getByText('位置点已销毁').waitFor()
  const { rows } = await officer.get('/tracks')
  expect(rows).toMatchObject([{ points: 0, erased: true }])
  expect(errors).toEqual([])
  await context.close()
}, 90_000)
