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

test('on a phone it is filled in group by group, left, and found again', async () => {
  const page = onPhone
  await page.goto(`${station.address}/checks`)
  await page.getByText('春季消防').click()
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
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-5-phone-hazard')
  await page.getByRole('button', { name: '下一步' }).click()
})

test('police and who runs the place sign on its screen, and only then is it complete', async () => {
  const page = onPhone
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('还没有民警或辅警签名').waitFor()
  await page.getByRole('button', { name: '签名', exact: true }).first().click()
  await draw(page)
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('还没有另一方签名').waitFor()
  await page.getByRole('button', { name: '场所或监管单位人员签名' }).click()
  await page.getByRole('dialog').locator('canvas[aria-busy="false"]').waitFor()
  await keep(page, 'check-6-phone-pad')
  expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('宋店主')
  await draw(page)
  expect(await overflow(page)).toBe(0)
  await keep(page, 'check-7-phone-signed')
  await page.getByRole('button', { name: '完成查访' }).click()
  await page.getByText('查访已完成').waitFor()
  await keep(page, 'check-8-phone-result')
})

/** Signs in the open frame. */
async function draw(page: Page): Promise<void> {
  const pad = page.getByRole('dialog').locator('canvas[aria-busy="false"]')
  await pad.waitFor()
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
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
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
