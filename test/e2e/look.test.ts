import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, phone, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

// What INTERFACE.md asks of every page and a person would see at once: here it is measured.

let station: RunningStation
let browser: Browser

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const pages = [
  '/',
  '/due',
  '/duties',
  '/follow-ups',
  '/intake',
  '/disputes',
  '/disputes?show=register',
  '/disputes?show=statistics',
  '/disputes?show=committees',
  '/places',
  '/places?new=1',
  '/map',
  '/visits',
  '/visits?record=1',
  '/visits/round-lists',
  '/incidents',
  '/incidents?report=1',
  '/streaks',
  '/streaks?show=register',
  '/tiers',
  '/shift',
  '/shift?show=hand-over',
  '/members',
  '/members?show=roster',
  '/devices',
  '/devices?show=quarantine',
  '/labels?kind=school',
  '/divisions',
  '/divisions?show=lines',
  '/import?sheet=places',
  '/settings',
  '/settings?show=clocks',
  '/settings?show=categories',
  '/settings?show=station',
  '/audit',
  '/audit?show=erasures',
  '/account',
] as const

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${station.address}${path}`)
  await page.locator('main').waitFor()
  await page.waitForLoadState('networkidle')
}

async function chiefAt(size: { readonly width: number; readonly height: number }, language: 'zh-CN' | 'en' = 'zh-CN') {
  const { context, page } = await openWindow(browser, size)
  await context.addInitScript(`localStorage.setItem('sifang.language', '${language}')`)
  await signIn(page, station.address, 'suozhang', station.passwords.get('suozhang') ?? '')
  return { context, page }
}

/** What can be pressed and is lower than a thumb needs, by its words. */
const lowButtons = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.closest('.visually-hidden')
    return [...document.querySelectorAll('button:not([role=switch]), .ant-select, a:has(> button)')]
      .filter((one) => shown(one) && one.getBoundingClientRect().height < 43.5)
      .map((one) => one.textContent || one.getAttribute('aria-label') || one.className)
  })()`)

test('on a phone nothing to press is lower than 44 px', async () => {
  const { context, page } = await chiefAt(phone)
  const low: Record<string, string[]> = {}
  for (const path of pages) {
    await open(page, path)
    const found = await lowButtons(page)
    if (found.length > 0) low[path] = found
  }
  expect(low).toEqual({})
  await context.close()
}, 120_000)

describe('in English', () => {
  test('the default policy lines have English names on the due list and on a place’s page', async () => {
    const { context, page } = await chiefAt(desk, 'en')
    await open(page, '/duties')
    await page.getByText('Red: a visit each week').first().waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/[红黄绿]色：/)
    await page.locator('.ant-table-row').first().dblclick()
    await page.waitForURL(/\/places\//)
    await page.getByText('Red: a visit each week').first().waitFor()
    await context.close()
  })

  test('the filters of the places stand on one line of a desk, also with one chosen', async () => {
    const { context, page } = await chiefAt(desk, 'en')
    for (const path of ['/places', '/places?tier=red', '/map?tier=red']) {
      await open(page, path)
      const tops = await page
        .locator('header:has(h1) .ant-select')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
      expect(tops.length).toBeGreaterThan(4)
      expect(new Set(tops).size).toBe(1)
    }
    await keep(page, '1440-places-en')
    await context.close()
  })
})
