import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, phone, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

let station: RunningStation
let browser: Browser
let page: Page
let errors: readonly string[]

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  ;({ page, errors } = await openWindow(browser, desk))
  await signIn(page, station.address, 'suozhang', station.passwords.get('suozhang') ?? '')
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

const dialog = () => page.getByRole('dialog')
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const choose = async (label: string, name: string) => {
  await dialog().getByLabel(label, { exact: true }).fill(name)
  // what was just entered may still be on its way into the choices
  await page.locator('.ant-select-item-option-active').filter({ hasText: name }).first().waitFor()
  await page.keyboard.press('Enter')
}
/** An icon that says that it is being sent may stand in the button's name for a while. */
const send = (name: string) => dialog().getByRole('button', { name }).click()
const save = async (name: string) => {
  await send(name)
  await dialog().waitFor({ state: 'hidden' })
}
/** Opens a page of the station and waits for what is named on it. */
const open = async (path: string, named: string) => {
  await page.goto(`${station.address}${path}`)
  await page.getByText(named).first().waitFor()
}

test('the chief makes a village and a community of two villages, renames it, and closes it once it is empty', async () => {
  await open('/divisions', '北片社区')
  await press('登记村')
  await dialog().getByLabel('名称', { exact: true }).fill('新河村')
  await save('登记')
  await press('新建社区')
  await dialog().getByLabel('名称', { exact: true }).fill('新河社区')
  await choose('村', '新河村')
  await save('登记')

  const group = page.locator('section', { has: page.getByRole('link', { name: '新河社区' }) })
  await group.getByRole('link', { name: '新河村' }).waitFor()
  await group.getByRole('button', { name: '编入村' }).click()
  await choose('村', '东张村')
  await keep(page, '1440-divisions-assign')
  await save('编入')
  await group.getByRole('link', { name: '东张村' }).waitFor()

  await group.getByRole('link', { name: '新河社区' }).click()
  await press('更正')
  await dialog().getByLabel('名称', { exact: true }).fill('新河片社区')
  await save('保存更正')
  await page.getByRole('heading', { name: '新河片社区' }).waitFor()
  await press('停用')
  await dialog().getByLabel('原因').fill('撤并')
  await send('停用')
  await dialog().getByText('这里还有未停用的场所或村').waitFor()

  for (const name of ['新河村', '东张村']) {
    await open('/divisions', '新河片社区')
    await page.getByRole('link', { name, exact: true }).click()
    await press('换社区')
    await dialog().getByLabel('社区', { exact: true }).click()
    await page.locator('.ant-select-dropdown').getByText('北片社区', { exact: true }).click()
    await save('换社区')
  }
  await open('/divisions', '新河片社区')
  await page.getByRole('link', { name: '新河片社区' }).click()
  await press('停用')
  await dialog().getByLabel('原因').fill('撤并')
  await save('停用')
  await page.getByText('已停用').first().waitFor()
  await open('/divisions?closed=true', '新河片社区')
  expect(errors).toEqual([])
})

test('an administrator makes and renames a village, and is shown nothing that they may not read', async () => {
  const admin = await openWindow(browser, desk)
  const refused: string[] = []
  admin.page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(answer.url())
  })
  const window = admin.page.getByRole('dialog')
  await signIn(admin.page, station.address, 'guanliyuan', station.passwords.get('guanliyuan') ?? '')
  await admin.page.goto(`${station.address}/divisions`)
  await admin.page.getByRole('button', { name: '登记村' }).click()
  await window.getByLabel('名称', { exact: true }).fill('管理新村')
  await window.getByRole('button', { name: '登记' }).click()
  await window.waitFor({ state: 'hidden' })
  refused.length = 0
  await keep(admin.page, '1440-divisions-administrator')

  await admin.page.getByRole('link', { name: '管理新村' }).click()
  await admin.page.getByRole('button', { name: '更正' }).first().click()
  await window.getByLabel('名称', { exact: true }).fill('管理新新村')
  await window.getByRole('button', { name: '保存更正' }).click()
  await window.waitFor({ state: 'hidden' })
  await admin.page.getByRole('heading', { name: '管理新新村' }).waitFor()
  await keep(admin.page, '1440-village-administrator')
  await admin.page.getByRole('button', { name: '停用' }).first().click()
  await window.getByLabel('原因').fill('登记错了')
  await window.getByRole('button', { name: '停用' }).click()
  await window.waitFor({ state: 'hidden' })
  await admin.page.getByText('已停用').first().waitFor()
  expect(refused).toEqual([])
  expect(admin.errors).toEqual([])
})

test('the chief enters a line and divides it; an overlap and a kilometre beyond it are refused in words', async () => {
  await open('/divisions?show=lines', '天然气管线')
  await press('登记管线')
  await dialog().getByLabel('管线名称').fill('试验线')
  await dialog().getByLabel('全长（公里）').fill('6.5')
  await save('登记')
  const line = page.locator('section', { has: page.getByRole('heading', { name: '试验线', exact: true }) })
  const divide = async (from: string, to: string) => {
    await line.getByRole('button', { name: '划管段' }).first().click()
    await dialog().getByLabel('从', { exact: true }).fill(from)
    await dialog().getByLabel('到', { exact: true }).fill(to)
    await choose('归哪个村', '东张村')
  }
  await divide('0', 'K3+500')
  await save('划管段')
  await line.getByRole('link', { name: '试验线 K0+000—K3+500' }).waitFor()

  await divide('3', '7')
  await send('划管段')
  await dialog().getByText('管线从 0 到 6.5 公里', { exact: true }).waitFor()
  await dialog().getByLabel('到', { exact: true }).fill('6')
  await send('划管段')
  await dialog().getByText('“试验线 K0+000—K3+500”已占 0–3.5 公里').waitFor()
  await dialog().getByLabel('从', { exact: true }).fill('K3+500')
  await save('划管段')

  await line.getByRole('link', { name: '试验线 K3+500—K6+000' }).click()
  await press('改起止里程')
  await dialog().getByLabel('到', { exact: true }).fill('6.5')
  await save('保存')
  await page.getByRole('heading', { name: '试验线 K3+500—K6+500' }).waitFor()
  await page.getByText('起止里程：K3+500—K6+000 → K3+500—K6+500').waitFor()
  expect(errors).toEqual([])
})

test('the chief adds kilometre posts by hand, moves one and takes one away; a number that is taken is refused in words', async () => {
  await open('/divisions?show=lines', '试验线')
  const line = page.locator('section', { has: page.getByRole('heading', { name: '试验线', exact: true }) })
  const fillIn = async (post: string, position: string) => {
    await dialog().getByLabel('桩号', { exact: true }).fill(post)
    await dialog().getByLabel('粘贴一对坐标').fill(position)
  }
  const add = async (post: string, position: string) => {
    await line.getByRole('button', { name: '加里程桩' }).click()
    await fillIn(post, position)
  }
  await line.getByText('还没有里程桩').waitFor()
  await add('K0+000', '37.36, 118.40')
  await save('加里程桩')
  await line.getByText('1 个里程桩').waitFor()
  await add('6+000', '37.40, 118.44')
  await keep(page, '1440-divisions-post')
  await save('加里程桩')
  await line.getByRole('button', { name: '看里程桩' }).click()
  await line.getByRole('cell', { name: 'K6+000', exact: true }).waitFor()

  await add('K6+000', '37.39, 118.43')
  await send('加里程桩')
  await dialog().getByText('K6+000 已有桩').waitFor()
  await fillIn('9', '37.39, 118.43')
  await send('加里程桩')
  await dialog().getByText('管线从 0 到 6.5 公里', { exact: true }).waitFor()
  await fillIn('3.2', '37.39, 118.43')
  await save('加里程桩')

  await line.getByRole('button', { name: '移动 K3+200' }).click()
  await fillIn('K3+300', '37.385, 118.425')
  await save('保存')
  await line.getByRole('row').filter({ hasText: 'K3+300' }).filter({ hasText: '37.38500, 118.42500' }).waitFor()
  await line.getByRole('button', { name: '删去 K6+000' }).click()
  await keep(page, '1440-divisions-post-remove')
  await save('删去')
  await line.getByText('2 个里程桩').waitFor()
  expect(await line.getByRole('cell', { name: 'K6+000', exact: true }).count()).toBe(0)
  expect(errors).toEqual([])
})

test('digging is announced on a line; who reports a puncture there reads of it', async () => {
  await open('/divisions?show=lines', '试验线')
  const line = page.locator('section', { has: page.getByRole('heading', { name: '试验线', exact: true }) })
  await line.getByRole('button', { name: '报备施工' }).click()
  await dialog().getByLabel('从', { exact: true }).fill('K1+000')
  await dialog().getByLabel('到', { exact: true }).fill('K2+000')
  await dialog().getByLabel('哪个单位，做什么').fill('胜大管道公司更换阀门，电话13800000000')
  await send('报备施工')
  await dialog().getByText('施工内容里有电话或证件号码').waitFor()
  await dialog().getByLabel('哪个单位，做什么').fill('胜大管道公司更换阀门')
  await keep(page, '1440-divisions-digging')
  await save('报备施工')
  await line.getByRole('listitem').filter({ hasText: '胜大管道公司更换阀门' }).waitFor()
  await keep(page, '1440-divisions-diggings')

  await open('/incidents?report=true', '什么警情')
  await page.getByRole('radio', { name: '打孔盗油' }).check()
  await page.getByRole('radio', { name: '管线桩号' }).check()
  await page.getByRole('combobox', { name: '管线', exact: true }).fill('试验线')
  await page.locator('.ant-select-item-option-active').filter({ hasText: '试验线' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('公里', { exact: true }).fill('K1+500')
  await page.getByText('这里当天有报备的施工').waitFor()
  await keep(page, '1440-incident-digging')

  await open('/divisions?show=lines', '试验线')
  await line.getByRole('button', { name: '撤回 K1+000—K2+000 的施工报备' }).click()
  await dialog().getByLabel('为什么撤回').fill('改期')
  await save('撤回')
  await line.getByText('没有报备的施工').waitFor()
  expect(errors).toEqual([])
})

test('a new password from the chief is shown once, and its member replaces it before anything else', async () => {
  await open('/members?role=officer', 'minjing1')
  await page.getByText('minjing1').first().click()
  await press('密码与登录')
  await press('给新密码')
  await dialog().getByText('原来的密码作废').waitFor()
  await send('给新密码')
  await dialog().getByText('新密码已生效').waitFor()
  await keep(page, '1440-members-new-password')
  const [userName = '', given = ''] = await dialog().locator('dd').allTextContents()
  await save('已抄好，关闭')

  const officer = await openWindow(browser, phone)
  await signIn(officer.page, station.address, userName, given)
  await officer.page.getByText('请先换成自己的密码').waitFor()
  await officer.page.goto(`${station.address}/places`)
  await officer.page.waitForURL((url) => url.pathname === '/account')
  await officer.page.getByLabel('当前密码').fill(given)
  await officer.page.getByLabel('新密码', { exact: true }).fill('Harrier-2027')
  await officer.page.keyboard.press('Enter')
  await officer.page.waitForURL((url) => url.pathname === '/')
  await officer.page.goto(`${station.address}/places`)
  await officer.page.getByText('登记场所').first().waitFor()
  expect(officer.errors).toEqual([])
})

test('a given password typed in above a page whose session has ended leads to where it is replaced', async () => {
  const officer = await openWindow(browser, desk)
  await signIn(officer.page, station.address, 'minjing2', station.passwords.get('minjing2') ?? '')
  await officer.page.goto(`${station.address}/members`)
  await officer.page.getByText('minjing2').first().waitFor()

  await open('/members?role=officer', 'minjing2')
  await page.getByText('minjing2').first().click()
  await press('密码与登录')
  await press('给新密码')
  await send('给新密码')
  await dialog().getByText('新密码已生效').waitFor()
  const [, given = ''] = await dialog().locator('dd').allTextContents()
  await save('已抄好，关闭')

  // the live stream ends with the session, and the page finds out by itself
  await officer.page.getByRole('dialog').getByText('登录已过期').first().waitFor()
  await officer.page.getByRole('dialog').locator('input[type="password"]').fill(given)
  await officer.page.keyboard.press('Enter')
  await officer.page.waitForURL((url) => url.pathname === '/account')
  await officer.page.getByText('请先换成自己的密码').waitFor()
  await officer.page.getByRole('dialog').waitFor({ state: 'hidden' })
  await keep(officer.page, '1440-account-after-the-dialog')
  await officer.page.getByLabel('当前密码').fill(given)
  await officer.page.getByLabel('新密码', { exact: true }).fill('Harrier-2027')
  await officer.page.keyboard.press('Enter')
  await officer.page.waitForURL((url) => url.pathname === '/')
})
