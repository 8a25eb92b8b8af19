import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, overflow, phone, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

// A targeted check from its checklist, made at a desk, to its signed paper, filled in on a phone.

let station: RunningStation
let browser: Browser
let atDesk: Page
let onPhone: Page
const errors: string[] = []

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  atDesk = await signedIn(desk)
  onPhone = await signedIn(phone)
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

async function signedIn(size: typeof desk | typeof phone): Promise<Page> {
  const window = await openWindow(browser, size)
  window.page.setDefaultTimeout(15_000)
  window.page.on('pageerror', (error) => errors.push(String(error)))
  await signIn(window.page, station.address, 'minjing1', station.passwords.get('minjing1') ?? '')
  return window.page
}

const item = (page: Page, no: number): Locator => page.getByRole('region', { name: new RegExp(`^${no}( |$)`) })

test('a checklist is made question by question, tried beside it, and faults are said below the question', async () => {
  const page = atDesk
  await page.goto(`${station.address}/checklists`)
  await page.getByRole('button', { name: '新编检查表' }).click()
  await page.getByRole('textbox', { name: '名称' }).fill('商铺消防检查')
  const add = page.getByRole('group', { name: '添加' })
  await add.getByRole('button', { name: '标题' }).click()
  await item(page, 1).getByRole('textbox', { name: '标题' }).fill('一、灭火器材')
  await add.getByRole('button', { name: '是/否' }).click()
  await item(page, 2).getByRole('textbox', { name: '题目' }).fill('灭火器在有效期内')
  await item(page, 2).getByRole('checkbox', { name: '是隐患' }).nth(1).check()
  await add.getByRole('button', { name: '数字' }).click()
  await item(page, 3).getByRole('textbox', { name: '题目' }).fill('灭火器数量')
  await item(page, 3).getByText('条件和提示').click()
  await item(page, 3).getByRole('textbox', { name: '显示条件' }).fill('${q1} = yes')
  await page.getByRole('button', { name: '保存为第 1 版' }).click()
  await page.getByText('显示条件第 9 个字“yes”').waitFor()
  await keep(page, 'check-1-editor')
  await item(page, 3).getByRole('textbox', { name: '显示条件' }).fill("${q1} = 'yes'")
  const preview = page.getByRole('region', { name: '预览' })
  expect(await preview.getByText('灭火器数量').count()).toBe(0)
  await preview.getByRole('radio', { name: '是' }).check()
  await preview.getByText('灭火器数量').waitFor()
  await add.getByRole('button', { name: '标题' }).click()
  await item(page, 4).getByRole('textbox', { name: '标题' }).fill('二、其他')
  await add.getByRole('button', { name: '文字' }).click()
  await item(page, 5).getByRole('textbox', { name: '题目' }).fill('现场情况')
  await page.getByRole('button', { name: '保存为第 1 版' }).click()
  await page.getByRole('button', { name: '保存为第 2 版' }).waitFor()
})

test('a check is planned with police and another party', async () => {
  const page = atDesk
  await page.goto(`${station.address}/checks`)
  await page.getByText('还没有定向查访').waitFor()
  await page.getByRole('button', { name: '安排查访' }).click()
  await page.getByRole('textbox', { name: '查访主题' }).fill('春季消防')
  // the only checklist there is stands already
  await page.getByText('商铺消防检查').waitFor()
  await page.getByRole('combobox', { name: '场所' }).fill('五金')
  await page.locator('.ant-select-item-option').filter({ visible: true }).first().click()
  await page.getByRole('form').getByRole('button', { name: '安排' }).click()
  await page.getByText('查访至少要有一名联动力量').waitFor()
  await page.getByRole('button', { name: '添加一人' }).click()
  await page.getByRole('textbox', { name: '单位' }).fill('五金店')
  await page.getByRole('textbox', { name: '姓名' }).fill('宋店主')
  await keep(page, 'check-2-plan')
  await page.getByRole('form').getByRole('button', { name: '安排' }).click()
  await page.getByText('应查 1，已查 0').waitFor()
  await keep(page, 'check-3-planned')
})

test('its plan is changed while nothing has begun', async () => {
  const page = atDesk
  await page.getByRole('button', { name: '更改安排' }).click()
  const form = page.getByRole('form', { name: '更改安排' })
  expect(await form.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('宋店主')
  await form.getByRole('textbox', { name: '查访主题' }).fill('夏季消防')
  await keep(page, 'check-3b-change')
  await form.getByRole('button', { name: '保存更改' }).click()
  await page.getByRole('heading', { name: '夏季消防' }).waitFor()
  await page.getByText('应查 1，已查 0').waitFor()
})

test('another is planned on a phone and withdrawn for a reason', async () => {
  const page = onPhone
  await page.goto(`${station.address}/checks?plan=1`)
  await page.getByRole('textbox', { name: '查访主题' }).fill('管线占压')
  await page.getByText('商铺消防检查').waitFor()
  await page.getByRole('combobox', { name: '场所' }).fill('五金')
  await page.locator('.ant-select-item-option').filter({ visible: true }).first().click()
  await page.getByRole('button', { name: '添加一人' }).click()
  await page.getByRole('textbox', { name: '姓名' }).fill('郑主任')
  await page.getByRole('form').getByRole('button', { name: '安排' }).click()
  await page.getByRole('heading', { name: '管线占压' }).waitFor()
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-3c-phone-planned')
  await page.getByRole('button', { name: '撤回' }).click()
  const dialog = page.getByRole('dialog', { name: '撤回这次查访' })
  await dialog.getByRole('button', { name: '撤回查访' }).click()
  await dialog.getByText('请写撤回原因').waitFor()
  await dialog.getByRole('textbox', { name: '撤回原因' }).fill('场所停业')
  await keep(page, 'check-3d-phone-withdraw')
  await dialog.getByRole('button', { name: '撤回查访' }).click()
  await page.getByText(/撤回：场所停业/).waitFor()
  await page.getByText('已撤回').first().waitFor()
  expect(await page.getByRole('button', { name: '更改安排' }).count()).toBe(0)
  expect(await page.getByText('去填写').count()).toBe(0)
  await keep(page, 'check-3e-phone-withdrawn')
})

test('on a phone it is filled in group by group, left, and found again', async () => {
  const page = onPhone
  await page.goto(`${station.address}/checks`)
  await page.getByText('夏季消防').click()
  await page.getByText('去填写').click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('必须填写').waitFor()
  await page.getByRole('radio', { name: '否' }).check()
  await page.getByText('这是隐患，整改期限默认 15 天').waitFor()
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-4-phone-question')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('textbox', { name: '现场情况' }).fill('门口堆放纸箱')
  await page.reload()
  await page.getByText('已恢复').waitFor()
  expect(await page.getByRole('textbox', { name: '现场情况' }).inputValue()).toBe('门口堆放纸箱')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('textbox', { name: '问题和整改要求' }).fill('灭火器已过期，换新并清走纸箱')
  await page.getByRole('combobox', { name: '类别' }).click()
  await page.locator('.ant-select-item-option').filter({ visible: true, hasText: '消防' }).first().click()
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-5-phone-hazard')
  await page.getByRole('button', { name: '下一步' }).click()
})

test('an officer signs, and the device goes over to who runs the place: the record, and nothing else to tap', async () => {
  const page = onPhone
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('还没有民警或辅警签名').waitFor()
  await page.getByRole('button', { name: '签名', exact: true }).first().click()
  await draw(page, page.getByRole('dialog'), '确定')
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('还没有另一方签名').waitFor()
  const other = await handOver(page, '宋店主')
  await other.getByText('灭火器在有效期内').waitFor()
  await other.getByText('灭火器已过期，换新并清走纸箱').waitFor()
  await other.getByText('门口堆放纸箱').waitFor()
  await keep(page, 'check-6-phone-handed-over')
  await nothingBeside(page, other, ['确认签名', '清除', '拒绝签名'])
  expect(await other.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('宋店主')
  await draw(page, other, '确认签名')
  await other.getByText('请把设备交还民警').waitFor()
  await keep(page, 'check-6b-phone-given-back')
  await nothingBeside(page, other, ['民警继续'])
  await other.getByRole('button', { name: '民警继续' }).click()
  await other.waitFor({ state: 'detached' })
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-7-phone-signed')
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('查访已完成').waitFor()
  await page.getByText(/查访〔\d{4}〕第1号/).waitFor()
  await keep(page, 'check-8-phone-result')
})

/** Gives the device to somebody from outside who was expected; answers what they have before them. */
async function handOver(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: '场所或监管单位人员签名' }).click()
  await page
    .getByRole('dialog', { name: `请把设备交给 ${name}` })
    .getByRole('button', { name: '交给对方' })
    .click()
  const other = page.getByRole('dialog', { name: '请阅读并签名' })
  await other.waitFor()
  return other
}

/** How many of these points of the window are not of what lies over it. */
const pointsOutside = `[0.02, 0.25, 0.5, 0.75, 0.98]
  .flatMap((x) => [0.02, 0.25, 0.5, 0.75, 0.98].map((y) => document.elementFromPoint(x * innerWidth, y * innerHeight)))
  .filter((hit) => hit && !hit.closest('dialog')).length`

const goBack = `new Promise((done) => {
  addEventListener('popstate', () => done(), { once: true })
  history.back()
})`

/** These buttons and no link; nothing of the station is under a finger, behind a key or on the way back. */
async function nothingBeside(page: Page, other: Locator, buttons: readonly string[]): Promise<void> {
  expect(await other.getByRole('button').allInnerTexts()).toEqual(buttons.map((name) => expect.stringContaining(name)))
  expect(await other.getByRole('link').count()).toBe(0)
  const outside = await page.evaluate<number>(pointsOutside)
  expect(outside).toBe(0)
  const address = page.url()
  for (const key of ['Escape', 'Escape', '/', '?', 'g', 't']) await page.keyboard.press(key)
  await page.evaluate(goBack)
  await expect.poll(() => page.url()).toBe(address)
  expect(await other.isVisible()).toBe(true)
  expect(await page.getByRole('dialog').count()).toBe(1)
}

/** Signs in the frame, and says so. */
async function draw(page: Page, dialog: Locator, done: string): Promise<void> {
  const pad = dialog.locator('canvas[aria-busy="false"]')
  await pad.waitFor()
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('no frame to sign in')
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  for (const [x, y] of [
    [90, 120],
    [140, 50],
    [200, 130],
    [260, 70],
  ] as const) {
    await page.mouse.move(box.x + x, box.y + y, { steps: 6 })
  }
  await page.mouse.up()
  await dialog.getByRole('button', { name: done }).click()
  await pad.waitFor({ state: 'detached' })
}

test('the paper has what was found and both signatures', async () => {
  const page = onPhone
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载查访记录' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^定向查访记录_.+\.docx$/)
  const parts = unzipSync(await readFile((await download.path()) ?? ''))
  const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  const text = [...document.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, words]) => words).join('')
  for (const said of [
    '警社联动定向查访记录',
    '灭火器在有效期内',
    '灭火器已过期，换新并清走纸箱',
    '来源：走访发现',
    '宋店主',
  ]) {
    expect(text).toContain(said)
  }
  expect(text).not.toContain('草稿')
  expect(Object.keys(parts).filter((path) => path.startsWith('word/media/'))).toHaveLength(2)
})

test('at a desk somebody refuses: the reason is written down, and two police sign below it', async () => {
  const page = atDesk
  await page.goto(`${station.address}/checks?plan=1`)
  await page.getByRole('textbox', { name: '查访主题' }).fill('仓储消防')
  await page.getByText('商铺消防检查').waitFor()
  await page.getByRole('combobox', { name: '场所' }).fill('五金')
  await page.locator('.ant-select-item-option').filter({ visible: true }).first().click()
  await page.getByRole('button', { name: '添加一人' }).click()
  await page.getByRole('textbox', { name: '姓名' }).fill('钱经理')
  await page.getByRole('form').getByRole('button', { name: '安排' }).click()
  await page.getByText('去填写').click()
  await page.getByRole('radio', { name: '是' }).check()
  await page.getByRole('spinbutton', { name: '灭火器数量' }).fill('2')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('textbox', { name: '现场情况' }).fill('通道畅通')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('没有发现隐患').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  const other = await handOver(page, '钱经理')
  await keep(page, 'check-11-desk-handed-over')
  await other.getByRole('button', { name: '拒绝签名' }).click()
  await other.getByRole('button', { name: '确认拒签' }).click()
  await other.getByText('请写明理由').waitFor()
  await other.getByRole('textbox', { name: '理由' }).fill('认为检查太频繁')
  await keep(page, 'check-12-desk-refusing')
  await other.getByRole('button', { name: '确认拒签' }).click()
  await other.getByText('已记下拒签').waitFor()
  await other.getByRole('button', { name: '民警继续' }).click()
  await page.getByText('拒签：认为检查太频繁').waitFor()
  await page.getByRole('button', { name: '签名', exact: true }).first().click()
  await draw(page, page.getByRole('dialog'), '确定')
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('有人拒签，须两名民警或辅警签名').waitFor()
  await page.getByRole('combobox', { name: '再加一名到场的民警或辅警' }).click()
  await page.locator('.ant-select-item-option').filter({ visible: true }).first().click()
  await page.getByRole('button', { name: '签名', exact: true }).first().click()
  await draw(page, page.getByRole('dialog'), '确定')
  await keep(page, 'check-13-desk-refused')
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('查访已完成').waitFor()
  await page.getByText(/场所负责人（拒签）/).waitFor()
  await page.getByText(/查访〔\d{4}〕第2号/).waitFor()
  await keep(page, 'check-14-desk-refused-result')
  expect(await overflow(page)).toBe(0)
})

test('the hazard is looked at again: found rectified, it is struck off', async () => {
  const page = onPhone
  await page.getByRole('button', { name: '复查' }).click()
  await page.getByRole('radio', { name: '已整改' }).check()
  await page.getByRole('button', { name: '记下结果' }).click()
  await page.getByText('已销号').waitFor()
  await keep(page, 'check-9-phone-rectified')
  await page.getByRole('button', { name: '查看全文（留痕）' }).click()
  await page.getByText('门口堆放纸箱').waitFor()
  await page.goto(`${station.address}/checks`)
  await page.getByText('已完成').first().waitFor()
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-10-phone-list')
  expect(errors).toEqual([])
})

test.each([
  ['desk', 'dark', 'zh-CN'],
  ['phone', 'dark', 'zh-CN'],
  ['desk', 'light', 'en'],
  ['phone', 'dark', 'en'],
] as const)('its pages stand at a %s’s size, %s, in %s', async (size, colorScheme, locale) => {
  const { page, context, errors: thrown } = await openWindow(browser, { desk, phone }[size], locale)
  page.setDefaultTimeout(15_000)
  await page.emulateMedia({ colorScheme })
  await signIn(page, station.address, 'minjing1', station.passwords.get('minjing1') ?? '')
  const words = locale === 'en' ? english : chinese
  const look = async (name: string) => {
    expect(await overflow(page)).toBe(0)
    await keep(page, `check-look-${size}-${colorScheme}-${locale}-${name}`)
  }
  await page.goto(`${station.address}/checks`)
  await page.getByText('仓储消防').first().waitFor()
  await look('list')
  await page.getByText('仓储消防').first().click()
  await page.getByText(words.result).click()
  await page.getByText(words.refused).waitFor()
  await look('result')
  await page.goto(`${station.address}/checks?plan=1`)
  await page.getByRole('textbox', { name: words.theme }).fill('看看')
  await look('plan')
  expect(thrown).toEqual([])
  await context.close()
})

const chinese = { result: '看结果', refused: /（拒签）/, theme: '查访主题' } as const
const english = { result: 'Result', refused: /\(refused\)/, theme: 'Theme' } as const
