import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, overflow, phone, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

let station: RunningStation
let browser: Browser

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const passwordOf = (userName: string): string => station.passwords.get(userName) ?? ''

/** The chief, signed in once at a desk and once on a phone. */
const windows = new Map<string, Awaited<ReturnType<typeof openWindow>>>()

async function chiefAt(size: { readonly width: number; readonly height: number }) {
  const key = String(size.width)
  const known = windows.get(key)
  if (known) return known
  const window = await openWindow(browser, size)
  await signIn(window.page, station.address, 'suozhang', passwordOf('suozhang'))
  windows.set(key, window)
  return window
}

const pages = [
  ['/', '今日'],
  ['/due', '我的待办'],
  ['/duties', '待走访'],
  ['/follow-ups', '跟进'],
  ['/follow-ups?stage=closed', '已结'],
  ['/intake', '收件'],
  ['/disputes', '矛盾纠纷'],
  ['/disputes?show=statistics', '统计'],
  ['/disputes?show=committees', '调委会'],
  ['/places', '场所'],
  ['/map', '地图'],
  ['/visits', '走访'],
  ['/checks', '定向查访'],
  ['/checklists', '检查表'],
  ['/incidents', '警情'],
  ['/streaks', '连续平安'],
  ['/streaks?show=register', '警情核对'],
  ['/streaks?show=picture', '存为图片'],
  ['/appointments', '约访'],
  ['/appointments?show=promises', '承诺'],
  ['/appointments?show=rhythms', '规律'],
  ['/appointments?plan=1', '安排约访'],
  ['/tiers', '审批'],
  ['/shift', '晨会'],
  ['/shift?show=hand-over', '交接班'],
  ['/members', '队员'],
  ['/devices', '还没有登记手机'],
  ['/devices?show=quarantine', '没有待核实的内容'],
  ['/labels?kind=school', '场所二维码'],
  ['/divisions', '村与管线'],
  ['/divisions?show=lines', '管线'],
  ['/import', '导入'],
  ['/settings', '设置'],
  ['/settings?show=clocks', '时限'],
  ['/settings?show=categories', '加一个类别'],
  ['/audit', '操作日志'],
  ['/audit?show=erasures', '已销毁'],
] as const

describe('the console of the demonstration station', () => {
  test('refuses a wrong password in words and lets the chief in with the right one', async () => {
    const { page, context } = await openWindow(browser, desk)
    await page.goto(`${station.address}/`)
    await page.locator('input[autocomplete="username"]').fill('suozhang')
    await page.locator('input[type="password"]').fill('not-the-password')
    await page.keyboard.press('Enter')
    await page.getByText('用户名或密码不对').waitFor()
    await page.locator('input[type="password"]').fill(passwordOf('suozhang'))
    await page.keyboard.press('Enter')
    await page.getByText('演示数据（虚构）').first().waitFor()
    await context.close()
  })

  test('shows on Today what there is and what is due, and each figure opens its list', async () => {
    const { page, errors } = await chiefAt(desk)
    await page.goto(`${station.address}/`)
    await page.getByText('底数').waitFor()
    const body = await page.locator('body').innerText()
    expect(body).toContain('42')
    expect(body).toMatch(/漏访/)
    await page.locator('a[href*="/duties"]').first().click()
    await page.waitForURL(/\/duties/)
    await page
      .getByText(/还剩|今天到期/)
      .first()
      .waitFor()
    expect(errors).toEqual([])
  })

  test.each(pages)(
    'opens %s at a desk and on a phone without an error, sideways scrolling or a finding of axe',
    async (path, title) => {
      for (const size of [desk, phone]) {
        const { page, errors } = await chiefAt(size)
        await page.goto(`${station.address}${path}`)
        await page.getByText(title).filter({ visible: true }).first().waitFor()
        await page.waitForLoadState('networkidle')
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        expect(errors).toEqual([])
        await keep(page, `${size.width}-${path === '/' ? 'today' : path.slice(1).replace(/\W+/g, '-')}`)
        if (size === desk) {
          const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
        }
      }
    },
  )

  test('shows no English words on its Chinese pages', async () => {
    const { page } = await chiefAt(desk)
    for (const [path] of pages) {
      await page.goto(`${station.address}${path}`)
      await page.waitForLoadState('networkidle')
      // addresses are typed as they stand
      const text = (await page.locator('body').innerText()).replaceAll(/https?:\S+/g, '')
      // user names, file types, coordinate systems, post labels and keys are written so in Chinese as well
      const words =
        text.match(/\b[A-Za-z]{4,}\b/g)?.filter((word) => !allowed.has(word) && !station.passwords.has(word)) ?? []
      expect({ path, words }).toEqual({ path, words: [] })
    }
  })
})

const allowed = new Set([
  'xlsx',
  'GeoJSON',
  'Excel',
  'UTF',
  'GCJ',
  'WGS',
  'Enter',
  'Ctrl',
  'TOTP',
  'HTTP',
  'HTTPS',
  'English',
  'MapLibre',
])
