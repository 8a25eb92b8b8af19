// The whole long path of MEDIATION.md by clicks, at a desk and at a phone's width: from the acceptance, past the guards,
// through sittings, an agreement with instalments, the court and the revisits to papers that lack nothing and a filed case.
// One file, because register, figures and looks at its end read what the paths before filed at the same station.
import { newId } from '@sifang/client'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, keep, openBrowser, openWindow, overflow, phone, signedInWindow, signIn } from './browser.ts'
import { type RunningStation, startStation } from './station.ts'

let station: RunningStation
let browser: Browser
let volunteer: Page
let village: { readonly id: string }

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  volunteer = (await signedInWindow(browser, station, 'yijing1', phone)).page
  village = (await get(volunteer, '/villages')).rows[0]
  const { page: chief, context } = await signedInWindow(browser, station, 'suozhang', desk)
  const committee = await chief.request.put(`${station.address}/api/v1/committees/${newId()}`, {
    data: {
      id: newId(),
      basedOn: 0,
      name: '示范镇人民调解委员会',
      placeId: null,
      hasSeal: true,
      from: '2024-01-01',
      mediators: [{ id: newId(), name: '丙调解员', from: '2024-01-01' }],
    },
  })
  expect(committee.status()).toBe(200)
  await context.close()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, read where they are used
async function get(page: Page, path: string): Promise<any> {
  return (await page.request.get(`${station.address}/api/v1${path}`)).json()
}

/** A volunteer tells of a quarrel over irrigation. */
async function report(): Promise<string> {
  const id = newId()
  const data = {
    kind: 'dispute',
    urgency: 'urgent',
    topic: 'irrigation',
    source: { kind: 'message' },
    placeId: village.id,
    at: new Date().toISOString(),
    words: '两家为浇地吵起来了',
  }
  const sent = await volunteer.request.put(`${station.address}/api/v1/findings/${id}`, { data })
  expect(sent.status()).toBe(200)
  return id
}

const part = (page: Page) => page.getByRole('region', { name: '调处' })
const papers = (page: Page) => page.getByRole('region', { name: '文书' })
const dialog = (page: Page) => page.getByRole('dialog')
const stands = (page: Page, words: string) => part(page).locator('strong').filter({ hasText: words }).waitFor()
const shows = (page: Page, words: string) => part(page).getByText(words).first().waitFor()

/** A step's button, which a phone keeps behind 更多. */
async function press(page: Page, name: string): Promise<void> {
  const wanted = part(page).getByRole('button', { name, exact: true })
  const more = part(page).getByRole('button', { name: '更多', exact: true })
  await wanted.or(more).first().waitFor()
  if (!(await wanted.isVisible())) await more.click()
  await wanted.click()
}

const fill = (page: Page, name: string, words: string) =>
  dialog(page).getByRole('textbox', { name, exact: true }).fill(words)
const choose = (page: Page, name: string | RegExp) => dialog(page).getByRole('radio', { name }).check()

async function pick(page: Page, box: string, option: string): Promise<void> {
  await dialog(page).getByRole('combobox', { name: box }).last().click()
  await page.locator('.ant-select-item-option').filter({ hasText: option, visible: true }).first().click()
}

/** Sends the open form, and waits until it is gone. */
async function send(page: Page, name: string): Promise<void> {
  await dialog(page).getByRole('button', { name, exact: true }).click()
  await dialog(page).waitFor({ state: 'hidden' })
}

/** As long as the browser waits for anything else. */
const patient = { timeout: 15_000 }

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Nothing cut off, and on a phone all that is pressed as high as a thumb. */
async function fits(page: Page): Promise<void> {
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  if ((page.viewportSize()?.width ?? 0) > 767) return
  const heights = await part(page)
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => [one.textContent, one.getBoundingClientRect().height] as const))
  expect(heights.filter(([, height]) => height < 43.5)).toEqual([])
}

async function enterParty(page: Page, which: string, name: string, more?: () => Promise<void>): Promise<void> {
  await press(page, '登记当事人')
  expect(await dialog(page).getByRole('radio', { name: which, exact: true }).isChecked()).toBe(true)
  await fill(page, '姓名', name)
  await more?.()
  await send(page, '保存')
  await part(page).getByText(`${which}（姓名未打开）`, { exact: true }).waitFor()
}

/** From each paper's list of what is missing straight to the field, until no paper lacks what somebody can enter. */
async function completePapers(page: Page): Promise<readonly string[]> {
  const entered: string[] = []
  const lacking = papers(page).getByText('还缺').locator('xpath=..').getByRole('button')
  for (;;) {
    const [next] = await lacking.all()
    if (next === undefined) return entered
    const name = (await next.textContent()) ?? ''
    entered.push(name)
    expect(entered.length).toBeLessThan(40)
    const before = await lacking.count()
    await next.click()
    await dialog(page).waitFor()
    const focused = dialog(page).locator('input:focus, textarea:focus')
    await focused.waitFor()
    await focused.fill(/联系方式/.test(name) ? '13800000000' : `${name}的内容`)
    await send(page, /联系方式|住址/.test(name) ? '保存' : '补填')
    await expect.poll(() => lacking.count(), patient).toBeLessThan(before)
  }
}

/** All words of a draft or an issued paper. */
async function wordsAt(page: Page, path: string): Promise<string> {
  const answer = await page.request.get(new URL(path, station.address).href)
  expect(answer.status()).toBe(200)
  return wordsOf(new Uint8Array(await answer.body()))
}

const wordsOf = (docx: Uint8Array): string =>
  Object.entries(unzipSync(docx))
    .filter(([path]) => /^word\/(document|header|footer).*\.xml$/.test(path))
    .flatMap(([, xml]) => [...strFromU8(xml).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text))
    .join('')

/** Issues whatever may be issued. */
async function issueAll(page: Page): Promise<void> {
  const issue = papers(page).getByRole('button', { name: '出具', exact: true })
  const drafts = papers(page).getByRole('link', { name: '草稿' })
  while ((await issue.count()) > 0) {
    const left = await drafts.count()
    await issue.first().click()
    await expect.poll(() => drafts.count(), patient).toBeLessThan(left)
  }
}

/** Water is quarrelled over again: whoever can set the rota is asked to. */
async function openNeed(page: Page): Promise<void> {
  await press(page, '转为民需')
  await fill(page, '请谁做什么', '请村里定轮灌顺序')
  await send(page, '转为民需')
  await part(page).getByRole('link', { name: '打开民需' }).waitFor()
}

async function revisitTwice(page: Page): Promise<void> {
  for (const no of [1, 2]) {
    await press(page, '回访')
    await choose(page, '和好，说到做到')
    await send(page, '回访')
    await part(page)
      .locator('dd')
      .filter({ hasText: `${no}. ` })
      .filter({ hasText: '打电话：和好' })
      .waitFor()
  }
}

/** All papers, the case filed, and what only a filed case has. */
async function fileAll(page: Page): Promise<void> {
  await issueAll(page)
  await press(page, '归档')
  await stands(page, '已归档')
  await papers(page).getByRole('button', { name: '出具', exact: true }).waitFor()
  await issueAll(page)
  await papers(page).scrollIntoViewIfNeeded()
}

const filed = new Map<string, string>()

test.each([
  ['a desk', desk, 'confirmed'],
  ['a phone', phone, 'denied'],
] as const)(
  'people’s mediation goes from the report to filed papers on %s',
  async (_where, size, court) => {
    const { page, context, errors } = await signedInWindow(browser, station, 'suozhang', size)
    const shot = (name: string) => keep(page, `dispute-long-${name}-${size.width}`)
    const id = await report()
    await page.goto(`${station.address}/disputes/${id}`)
    await stands(page, '已上报，待受理')

    await press(page, '受理')
    await choose(page, /人民调解/)
    await pick(page, '谁主持', '丙调解员')
    await pick(page, '来由', '当事人申请')
    await fill(page, '申请事项', '请求排定浇地先后。')
    await dialog(page).getByRole('button', { name: '还有别的情况' }).click()
    const refuses = dialog(page).getByRole('button', { name: '一方明确不同意调解' })
    await refuses.click()
    await dialog(page).getByRole('button', { name: '受理', exact: true }).click()
    await dialog(page).locator('dd').filter({ hasText: '《人民调解法》' }).waitFor()
    await dialog(page).getByText('人民法院、仲裁、法律援助').waitFor()
    await shot('1-refused')
    await refuses.click()
    await send(page, '受理')
    await stands(page, '已受理')

    await enterParty(page, '申请人', '甲某')
    await enterParty(page, '被申请人', '乙某', async () => {
      await fill(page, '职业', '务农')
      await fill(page, '证件号码', '11010119800101001')
      await dialog(page).getByRole('button', { name: '添加代理人' }).click()
      await fill(page, '代理人姓名', '丁某')
      await fill(page, '代理人与当事人的关系', '其子')
      await dialog(page).getByRole('button', { name: '保存' }).click()
      await dialog(page).getByText('应为十八位身份证号').waitFor()
      await shot('2-party')
      await fill(page, '证件号码', '11010119800101001X')
    })
    await press(page, '告知权利义务')
    await stands(page, '已告知权利义务')
    await press(page, '记调查询问')
    await fill(page, '怎么答的', '早上六点开始放水。')
    await send(page, '记调查询问')
    await stands(page, '调查询问中')

    // the respondent stays away, and an agent speaks for that side
    await press(page, '记调解会')
    await dialog(page).getByRole('group', { name: '当事人' }).getByRole('button', { name: '被申请人' }).last().click()
    await dialog(page).getByRole('button', { name: '添加在场人' }).click()
    await pick(page, '身份', '代理人')
    await dialog(page).getByTitle('被申请人').waitFor()
    await choose(page, '改日再谈')
    await shot('3-sitting')
    await send(page, '记调解会')
    await stands(page, '已开调解会')
    await press(page, '记调解会')
    await fill(page, '地点', '村委会')
    await fill(page, '其他在场人姓名', '村干部戊某')
    await choose(page, '谈成了')
    await fill(page, '经过', '双方就轮灌顺序达成一致。')
    await send(page, '记调解会')
    await part(page).getByText('谈成了').waitFor()

    await press(page, '达成协议')
    await fill(page, '协议内容', '一、按村里的轮灌表放水。')
    for (const no of [1, 2]) {
      await dialog(page).getByRole('button', { name: '添加一期' }).press('Enter')
      await fill(page, `第 ${no} 期最后一天`, inDays(no * 10))
      await fill(page, `第 ${no} 期内容`, `第${no}次补偿`)
    }
    await shot('4-agreed')
    await send(page, '达成协议')
    await stands(page, '已达成书面协议，待签名')
    await press(page, '记签名盖章')
    await send(page, '记签名盖章')
    await stands(page, '协议已生效，履行中')

    await press(page, '记履行')
    await choose(page, court === 'denied' ? '未履行' : '已履行')
    await send(page, '记履行')
    if (court === 'denied') {
      await stands(page, '有一期未履行')
      await press(page, '督促履行')
      await send(page, '督促履行')
      await stands(page, '已督促履行')
      await press(page, '记履行')
      await choose(page, '已履行')
      await send(page, '记履行')
      await stands(page, '协议已生效，履行中')
    }
    await shows(page, '已履行')
    await press(page, '记履行')
    await choose(page, '已履行')
    await send(page, '记履行')
    await stands(page, '已履行完')

    for (const [to, words] of [
      ['双方已申请', '双方已申请'],
      ['法院已受理', '法院已受理'],
      court === 'confirmed' ? ['法院已确认', '法院已确认'] : ['法院未确认', '法院未确认'],
    ] as const) {
      await press(page, '司法确认')
      await choose(page, to)
      await send(page, '司法确认')
      await part(page).locator('dd').filter({ hasText: words }).waitFor()
    }
    await openNeed(page)
    await revisitTwice(page)

    await papers(page).scrollIntoViewIfNeeded()
    await shot('5-lacking')
    await fits(page)
    const entered = await completePapers(page)
    for (const name of ['申请人联系方式', '被申请人单位或者住址', '地点', '被调查人', '各方当事人的责任', '受理法院']) {
      expect(entered).toContain(name)
    }
    const draft = (title: string) =>
      papers(page)
        .locator('li')
        .filter({ hasText: title })
        .first()
        .getByRole('link', { name: '草稿' })
        .getAttribute('href')
    const words = await wordsAt(page, (await draft('人民调解协议书')) ?? '')
    for (const said of ['甲某', '丁某（其子）', '务农', '第2次补偿', '各方当事人的责任的内容', '13800000000']) {
      expect(words).toContain(said)
    }
    expect(await wordsAt(page, (await draft('人民调解申请书')) ?? '')).toContain('请求排定浇地先后。')
    await fileAll(page)
    await shot('6-filed')
    await fits(page)
    expect(await papers(page).getByText('还缺').count()).toBe(0)
    expect(await papers(page).getByRole('link', { name: '草稿' }).count()).toBe(0)

    const file = await page.request.get(`${station.address}/api/v1/disputes/${id}/file?purpose=paper`)
    const [cover] = Object.entries(unzipSync(new Uint8Array(await file.body()))).slice(-1)
    const index = wordsOf(cover?.[1] ?? new Uint8Array())
    expect(index).toMatch(/卷内目录.*人民调解申请书.*调查记录.*人民调解记录.*人民调解协议书.*回访记录.*司法确认申请书/)
    expect(errors).toEqual([])
    filed.set(_where, id)
    await context.close()
  },
  360_000,
)

test('public-security mediation meets its guards on a phone, and an application is withdrawn with the reason', async () => {
  const { page, context, errors } = await signedInWindow(browser, station, 'minjing1', phone)
  const shot = (name: string) => keep(page, `dispute-long-${name}-390`)
  const id = await report()
  await page.goto(`${station.address}/disputes/${id}`)
  await press(page, '受理')
  await choose(page, /治安调解/)
  await dialog(page).getByRole('button', { name: '受理', exact: true }).click()
  await dialog(page).locator('dd').filter({ hasText: '《治安管理处罚法' }).waitFor()
  const minor = dialog(page).getByRole('group', { name: '有打人、损毁财物等轻微违法？' })
  await minor.getByRole('button', { name: '是' }).click()
  await send(page, '受理')
  await stands(page, '已受理')
  await enterParty(page, '申请人', '甲某')
  await enterParty(page, '被申请人', '乙某')
  await press(page, '告知权利义务')
  await stands(page, '已告知权利义务')
  await press(page, '记调解会')
  await choose(page, '谈成了')
  await dialog(page).getByRole('button', { name: '记调解会', exact: true }).click()
  await dialog(page).locator('dd').filter({ hasText: '第一百零八条' }).waitFor()
  await shot('7-one-officer')
  await dialog(page).getByRole('checkbox', { name: '在规范场所全程录音录像' }).check()
  await send(page, '记调解会')
  await stands(page, '已开调解会')

  // these two had both of the disputes above
  await press(page, '以前有过吗')
  const why = part(page).getByRole('region', { name: '为什么看' })
  await why.getByRole('button', { name: '以前有过吗' }).click()
  await shows(page, '以前有过 2 起')
  await shows(page, '不因人加重，只供办理时留意。')
  await shot('8-again')

  await press(page, '当事人撤回')
  await dialog(page).getByRole('button', { name: '当事人撤回', exact: true }).click()
  await dialog(page).getByText('请写一句').waitFor()
  await fill(page, '为什么', '双方自行和解，申请撤回。')
  await send(page, '当事人撤回')
  await stands(page, '当事人撤回')
  await shot('9-withdrawn')
  await press(page, '归档')
  await stands(page, '已归档')
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('public-security mediation that the police of elsewhere passed on goes to filed papers', async () => {
  const { page, context, errors } = await signedInWindow(browser, station, 'suozhang', desk)
  const id = await report()
  await page.goto(`${station.address}/disputes/${id}`)
  await press(page, '受理')
  await choose(page, /治安调解/)
  await pick(page, '来由', '公安机关移交')
  await dialog(page)
    .getByRole('group', { name: '有打人、损毁财物等轻微违法？' })
    .getByRole('button', { name: '是' })
    .click()
  await send(page, '受理')
  await stands(page, '已受理')
  await enterParty(page, '申请人', '甲某')
  await enterParty(page, '被申请人', '乙某')
  await press(page, '告知权利义务')
  await stands(page, '已告知权利义务')
  await press(page, '记调解会')
  await choose(page, '谈成了')
  await dialog(page).getByRole('checkbox', { name: '在规范场所全程录音录像' }).check()
  await send(page, '记调解会')
  await stands(page, '已开调解会')
  await press(page, '达成协议')
  await fill(page, '协议内容', '乙某向甲某赔礼道歉。')
  await dialog(page).getByRole('button', { name: '添加一期' }).press('Enter')
  await fill(page, '第 1 期最后一天', inDays(3))
  await fill(page, '第 1 期内容', '当面道歉')
  await send(page, '达成协议')
  await stands(page, '已达成书面协议，待签名')
  await press(page, '记签名盖章')
  await send(page, '记签名盖章')
  await stands(page, '协议已生效，履行中')
  await press(page, '记履行')
  await choose(page, '已履行')
  await send(page, '记履行')
  await stands(page, '已履行完')
  await revisitTwice(page)
  await openNeed(page)
  await completePapers(page)
  const draft = await papers(page)
    .locator('li')
    .filter({ hasText: '治安调解协议书' })
    .first()
    .getByRole('link', { name: '草稿' })
    .getAttribute('href')
  expect(await wordsAt(page, draft ?? '')).toMatch(/甲某.*乙某.*赔礼道歉/)
  await fileAll(page)
  await keep(page, 'dispute-long-10-public-security-1440')
  expect(await papers(page).getByText('还缺').count()).toBe(0)
  expect(errors).toEqual([])
  await context.close()
}, 240_000)

test.each([
  ['a desk', desk],
  ['a phone', phone],
] as const)('the register and the figures of the month are seen and printed on %s', async (_where, size) => {
  const { page, context, errors } = await signedInWindow(browser, station, 'suozhang', size)
  await page.goto(`${station.address}/disputes`)
  await page.getByRole('link', { name: '登记簿', exact: true }).click()
  await page.getByRole('region', { name: '登记簿' }).getByText('丙调解员').first().waitFor()
  const { rows } = await get(page, `/papers/mediation-register?month=${new Date().toISOString().slice(0, 7)}`)
  const { fileNumber } = rows.find(({ id }: { id: string }) => id === filed.get(_where))
  expect(fileNumber).toMatch(/卷〔\d{4}〕第\d+号/)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await keep(page, `dispute-long-register-${size.width}`)
  const register = await page.getByRole('link', { name: '下载登记簿' }).getAttribute('href')
  expect(await wordsAt(page, register ?? '')).toContain(fileNumber)
  await page.getByRole('link', { name: '统计', exact: true }).click()
  await page.getByRole('table', { name: '按方式' }).getByText('人民调解').waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await keep(page, `dispute-long-statistics-${size.width}`)
  for (const name of ['下载月报', '下载季报']) {
    const paper = await page.getByRole('link', { name }).getAttribute('href')
    expect(await wordsAt(page, paper ?? '')).toContain('矛盾纠纷调处统计报表')
  }
  expect(errors).toEqual([])
  await context.close()
})

test('in the demonstration, what is settled as a follow-up is settled as a dispute', async () => {
  const { page, context } = await signedInWindow(browser, station, 'suozhang', desk)
  const { rows } = await get(page, '/follow-ups?subject=dispute&stage=closed')
  expect(rows.length).toBeGreaterThan(2)
  for (const { id } of rows) {
    const { state } = await get(page, `/disputes/${id}`)
    expect(state).not.toMatch(/^(reported|accepted|on-the-scene)$/)
  }
  await context.close()
})

test('the chief sets the short name with which numbers of papers begin', async () => {
  const { page, context } = await signedInWindow(browser, station, 'suozhang', desk)
  await page.goto(`${station.address}/settings?show=station`)
  await page.getByRole('textbox', { name: '文书编号简称' }).fill('牛庄')
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('设置已保存').waitFor()
  const { rows } = await get(page, '/papers')
  expect(rows[0].number).toMatch(/^牛庄\S+〔\d{4}〕第\d+号$/)
  const officer = await signedInWindow(browser, station, 'minjing1', desk)
  await officer.page.goto(`${station.address}/settings?show=station`)
  const field = officer.page.getByRole('textbox', { name: '文书编号简称' })
  await field.waitFor()
  expect(await field.isDisabled()).toBe(true)
  await officer.context.close()
  await context.close()
})

test.each([
  ['zh-CN', 'dark', desk],
  ['en', 'light', desk],
  ['en', 'dark', phone],
] as const)('a filed dispute in %s, %s fits its window', async (language, appearance, size) => {
  const { context, page, errors } = await openWindow(browser, size)
  await context.addInitScript(
    `localStorage.setItem('sifang.language', '${language}'); localStorage.setItem('sifang.appearance', '${appearance}')`,
  )
  await signIn(page, station.address, 'suozhang', station.passwords.get('suozhang') ?? '')
  await page.goto(`${station.address}/disputes/${filed.get('a phone')}`)
  await page.getByRole('region', { name: language === 'en' ? 'Papers' : '文书' }).waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  const { rows } = await get(page, `/disputes/${filed.get('a desk')}/papers`)
  expect(rows.length).toBeGreaterThan(9)
  await keep(page, `dispute-long-look-${size.width}-${language}-${appearance}`)
  expect(errors).toEqual([])
  await context.close()
})
