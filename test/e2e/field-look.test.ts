import AxeBuilder from '@axe-core/playwright'
import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, openBrowser, overflow } from './browser.ts'
import { type Desk, disputeOf, enrol, openDesk, openPhoneWindow, pin, typePin, unlock } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// Every page of the field app in both modes: what axe finds, what a thumb hits, what is cut off; kept as pictures.

let station: RunningStation
let browser: Browser
let desk: Desk
let told: Awaited<ReturnType<typeof story>>

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
  told = await story()
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

type Mode = { readonly name: string; readonly main: number; readonly else: number }
const modes: readonly Mode[] = [
  { name: 'ordinary', main: 48, else: 48 },
  { name: 'age-friendly', main: 60, else: 44 },
]

/** What can be pressed and is smaller than this in one direction: text, width and height. */
const small = (page: Page, main: number, other: number) =>
  page.evaluate(
    ([main, other]) => {
      const targets = 'button, a[href], input:not([type=hidden]), select, textarea, summary, label:has(input)'
      const isMain = (one: Element) => /_main_|_call_|_tab_|_key_|_option_|_found_/.test(one.className.toString())
      return (
        [...document.querySelectorAll(targets)]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.visually-hidden'))
          // what lies in a label is pressed by all of it
          .filter((one) => !(one.matches('input') && one.closest('label')))
          .flatMap((one) => {
            const { width, height } = one.getBoundingClientRect()
            const least = isMain(one) ? main : other
            if (height >= least - 0.5 && width >= Math.min(least, 44) - 0.5) return []
            return [
              `${one.tagName} ${one.textContent?.slice(0, 20)} ${Math.round(width)}×${Math.round(height)} < ${least}`,
            ]
          })
      )
    },
    [main, other] as const,
  )

/** Texts that are written smaller than the age-friendly mode may. */
const smallTexts = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || !node.textContent?.trim() || parent.closest('.visually-hidden, script, style, noscript, option'))
        continue
      if (!parent.checkVisibility()) continue
      const { fontSize, lineHeight } = getComputedStyle(parent)
      const ratio = lineHeight === 'normal' ? 1.3 : Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)
      // a count beside a picture, the word of a tier's mark: no lines that are read
      if (parent.closest('b[class*=count], [class*=mark]')) continue
      if (Number.parseFloat(fontSize) < 18 || ratio < 1.19)
        found.push(`${node.textContent.slice(0, 20)} ${fontSize} ${lineHeight}`)
    }
    return found
  })

/** Words in another writing on a page in Chinese; names of techniques that everybody reads so, and the other language's own. */
const strange = (page: Page) =>
  page.evaluate(() =>
    [...(document.body.innerText.match(/[a-z]{3,}/gi) ?? [])].filter(
      (word) => !['English', 'HTTP', 'HTTPS', 'GPX'].includes(word),
    ),
  )

/** At the end of a page that is longer than the window its title is still there, and whole. */
const titleLost = (page: Page) =>
  page.evaluate(() => {
    const scrolled = document.querySelector('[class*=_scroll_]')
    const [header, title] = [document.querySelector('header'), document.querySelector('h1')]
    if (!scrolled || !header || !title) return false
    scrolled.scrollTop = scrolled.scrollHeight
    const [around, text] = [header.getBoundingClientRect(), title.getBoundingClientRect()]
    scrolled.scrollTop = 0
    return around.top < 0 || text.top < around.top || text.bottom > around.bottom
  })

/** What is wrong with a page, in words; nothing, it is hoped. */
async function wrongWith(page: Page, mode: Mode, name: string): Promise<readonly string[]> {
  await keep(page, `field-${mode.name}-${name}`)
  const wide = await overflow(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    // measured here, without what the main action covers until one scrolls
    .disableRules('target-size')
    .analyze()
  return [
    ...(wide > 0 ? [`${name}: ${wide} px wider than the window`] : []),
    ...(await small(page, mode.main, mode.else)).map((one) => `${name}: small: ${one}`),
    ...((await titleLost(page)) ? [`${name}: its title is cut off or scrolls away`] : []),
    ...(mode.name === 'english' ? [] : await strange(page)).map((word) => `${name}: not Chinese: ${word}`),
    ...(mode.name === 'age-friendly' ? await smallTexts(page) : []).map((one) => `${name}: small text: ${one}`),
    ...violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0]?.html}`),
  ]
}

/** Whether a finger would hit it. */
const isInSight = (one: Element): boolean => {
  const { left, top, width, height } = one.getBoundingClientRect()
  return one.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}

/** Of an officer: a place of their own, a dispute that they have in hand, a report whose answer they owe. */
async function story() {
  const officer = await desk.memberOf('officer')
  const { rows: places } = await desk.get(`/places?ownerId=${officer.id}&limit=20`)
  const village = officer.villages[0] ?? { id: '', name: '' }
  const disputeId = await disputeOf(desk, officer)
  const asked = { hint: null, relevant: null, required: 'true()', constraint: null, constraintMessage: null }
  await desk.send('PUT', `/checklists/${newId()}`, {
    checklist: {
      title: '商铺消防检查',
      items: [
        { kind: 'heading', label: '一、灭火器材', relevant: null },
        { kind: 'yes-no', name: 'q1', label: '灭火器在有效期内', ...asked, hazards: [{ answer: 'no', days: 7 }] },
        { kind: 'number', name: 'q2', label: '灭火器数量', ...asked, required: null, whole: true },
      ],
    },
  })
  return { officer, placeId: places[0]?.id as string, villageId: village.id, disputeId }
}

/** Every page of an open phone, with words that stand on it once it is there. */
const pagesOf = ({ placeId, villageId, disputeId }: typeof told) => [
  { name: 'report', path: '/report', words: '什么事' },
  { name: 'places', path: '/places', words: '名称' },
  { name: 'place', path: `/p/${placeId}`, words: '该做的走访' },
  { name: 'place-unknown', path: `/p/${newId()}`, words: '手机里没有这个场所' },
  { name: 'visit', path: `/visit/${placeId}`, words: '访得怎样' },
  { name: 'visit-village', path: `/visit/${villageId}`, words: '本村平安，无变化' },
  { name: 'check', path: `/check/${placeId}`, words: '签名' },
  { name: 'mine', path: '/mine', words: '我的上报' },
  { name: 'follow-up', path: `/follow-ups/${disputeId}`, words: '调处' },
  { name: 'step-taken-up', path: `/follow-ups/${disputeId}/procedure-chosen`, words: '先问清楚' },
  { name: 'step-cadre', path: `/follow-ups/${disputeId}/cadre-contacted`, words: '哪位村干部' },
  { name: 'step-scene', path: `/follow-ups/${disputeId}/on-the-scene`, words: '和村干部一起到的' },
  { name: 'step-sitting', path: `/follow-ups/${disputeId}/sitting`, words: '调解结果' },
  { name: 'step-agreed', path: `/follow-ups/${disputeId}/agreed`, words: '协议内容' },
  { name: 'informal', path: '/informal', words: '登记就地劝和' },
  { name: 'outbox', path: '/outbox', words: '都发出去了' },
  { name: 'check-in', path: '/check-in', words: '巡逻打卡' },
  { name: 'track', path: '/track', words: '行踪轨迹是敏感个人信息' },
  { name: 'tracks', path: '/tracks', words: '还没有轨迹。' },
  { name: 'enrol-again', path: '/me/enrol', words: '登记码' },
  { name: 'me', path: '/me', words: '这部手机' },
  { name: 'help', path: '/me/help', words: '没有网络怎么办' },
  { name: 'lost', path: '/nowhere', words: '没有这一页' },
]

describe.each(modes)('in the $name mode', (mode) => {
  test('each page has no finding of axe, no target too small, nothing cut off', async () => {
    const { officer } = told
    const { page, context, errors } = await openPhoneWindow(browser)
    const wrong: string[] = []
    await page.goto(`${station.address}/field/`)
    await page.getByText('登记这部手机').waitFor()
    if (mode.name === 'ordinary') wrong.push(...(await wrongWith(page, mode, 'enrol')))
    await enrol(page, station, await desk.codeFor(officer.id), { ageFriendly: mode.name === 'age-friendly' })
    await page.getByRole('list', { name: '今天要去的' }).waitFor()
    wrong.push(...(await wrongWith(page, mode, 'today')))

    for (const { name, path, words } of pagesOf(told)) {
      await page.goto(`${station.address}/field${path}`)
      await unlock(page)
      await page.getByText(words).first().waitFor()
      wrong.push(...(await wrongWith(page, mode, name)))
    }

    // with something in it, and without a network
    await page.goto(`${station.address}/field/report`)
    await unlock(page)
    await context.setOffline(true)
    await page.getByLabel('写几句').fill('井盖没了')
    await page.getByRole('radio', { name: '紧急' }).check()
    // whom to call stands in sight at once, above the button that sends
    const call = page.getByRole('main').getByRole('link', { name: '打电话给值班室' })
    await expect.poll(() => call.evaluate(isInSight)).toBe(true)
    wrong.push(...(await wrongWith(page, mode, 'report-urgent')))
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await page.getByText('已记下').waitFor()
    wrong.push(...(await wrongWith(page, mode, 'reported')))
    await page.getByRole('link', { name: '看我的上报' }).click()
    await page.getByText('井盖没了').waitFor()
    wrong.push(...(await wrongWith(page, mode, 'mine-underway')))
    await page.getByRole('link', { name: '待发箱' }).click()
    await page.getByText('有 1 条没有发出').waitFor()
    wrong.push(...(await wrongWith(page, mode, 'outbox-offline')))
    await page.getByRole('link', { name: /改一改/ }).click()
    await page.getByRole('button', { name: '再发一次' }).waitFor()
    wrong.push(...(await wrongWith(page, mode, 'correct')))
    await page.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '我', exact: true }).click()
    await page.getByRole('button', { name: '锁上' }).click()
    await page.getByText('输入密码').waitFor()
    wrong.push(...(await wrongWith(page, mode, 'unlock')))
    await page.getByRole('button', { name: '忘了密码' }).click()
    await page.getByText('重设密码').waitFor()
    wrong.push(...(await wrongWith(page, mode, 'forgotten')))
    expect(wrong).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  }, 240_000)
})

test('in the largest type, in the dark and in English nothing is cut off, and axe finds nothing', async () => {
  const { officer } = told
  const { page, context, errors } = await openPhoneWindow(browser)
  const wrong: string[] = []
  await enrol(page, station, await desk.codeFor(officer.id))
  await page.getByRole('list', { name: '今天要去的' }).waitFor()
  const looks = [
    { name: 'largest', kept: { 'sifang.field.text': '30' } },
    { name: 'dark', kept: { 'sifang.appearance': 'dark' } },
    { name: 'english', kept: { 'sifang.language': 'en' } },
  ]
  for (const { name, kept } of looks) {
    await page.evaluate((kept) => {
      for (const key of ['sifang.field.text', 'sifang.appearance', 'sifang.language']) localStorage.removeItem(key)
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value ?? '')
    }, kept)
    for (const { name: of, path, words } of [{ name: 'today', path: '/', words: '上报' }, ...pagesOf(told)]) {
      await page.goto(`${station.address}/field${path}`)
      await page.getByRole('button', { name: '1', exact: true }).waitFor()
      await typePin(page, pin)
      await page.getByRole('navigation').waitFor()
      if (name === 'english')
        await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Four visits' }).waitFor()
      else await page.getByText(words).first().waitFor()
      wrong.push(...(await wrongWith(page, { name, main: 48, else: 44 }, of)))
      // names of places and people stay as they are
      if (name === 'english' && path === '/me') await page.getByText('Large letters and buttons').waitFor()
    }
  }
  expect(wrong).toEqual([])
  expect(errors).toEqual([])
  await context.close()
}, 360_000)
