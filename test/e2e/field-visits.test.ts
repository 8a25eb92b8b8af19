import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { carriesAll, type Desk, enrol, goTo, openDesk, openPhoneWindow, photo } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// Visits with something to go by: a campaign's checklist, and a targeted check that both sign. Entered without a network.

let station: RunningStation
let browser: Browser
let desk: Desk
let officer: Awaited<ReturnType<Desk['memberOf']>>
let shop: { readonly id: string; readonly name: string }

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
  officer = await desk.memberOf('officer')
  shop = (await desk.get(`/places?ownerId=${officer.id}&kind=shop&limit=1`)).rows[0]
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

/** The officer's phone, without a network, at the visit of the shop. */
async function atTheShop() {
  const window = await openPhoneWindow(browser)
  const { page, context } = window
  await enrol(page, station, await desk.codeFor(officer.id))
  await carriesAll(page)
  await context.setOffline(true)
  await page.getByRole('link', { name: '找场所' }).click()
  await page.getByLabel('名称').fill(shop.name)
  await page
    .getByRole('link', { name: new RegExp(`^${shop.name}`) })
    .first()
    .click()
  return window
}

async function sent(page: Page): Promise<void> {
  await page.context().setOffline(false)
  await goTo(page, '待发箱')
  await page.getByText('都发出去了。').waitFor()
}

test('a campaign’s checklist stands on an ordinary visit; the station takes it and counts it for the campaign', async () => {
  const campaignId = newId()
  const today: string = (await desk.get('/due')).today
  const { judgingId } = await desk.send('PUT', `/campaigns/${campaignId}`, {
    name: '冬季防火',
    placeKinds: ['shop'],
    firstDay: today,
    lastDay: new Date(Date.parse(today) + 20 * 86_400_000).toISOString().slice(0, 10),
    visits: 1,
    visitKinds: [],
    presentRoles: [],
    checklist: '灭火器在有效期内\n后门没有上锁',
  })
  await expect.poll(async () => (await desk.get(`/judgings/${judgingId}`)).finished, { timeout: 60_000 }).toBe(true)

  const { page, context, errors } = await atTheShop()
  await page.getByText('冬季防火').waitFor()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByRole('heading', { name: '冬季防火：照着查' }).waitFor()
  for (const line of ['灭火器在有效期内', '后门没有上锁']) await page.getByText(line).waitFor()
  await keep(page, 'field-visit-checklist')
  await page.getByRole('radio', { name: '现场查看' }).check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()
  await sent(page)
  const fulfilled = async () => (await desk.get(`/duties?lineId=${campaignId}&state=fulfilled`)).rows
  await expect.poll(fulfilled, { timeout: 15_000 }).toMatchObject([{ placeName: shop.name }])
  expect(errors).toEqual([])
  await context.close()
}, 90_000)

test('a targeted check is answered and signed by both without a network; the station has it whole', async () => {
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
  const { page, context, errors } = await atTheShop()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByLabel('哪一种走访').selectOption({ label: '定向查访' })
  await page.getByRole('link', { name: '按检查表查，当场签名' }).click()
  const done = page.getByRole('button', { name: '完成查访' })
  await done.click()
  await page.getByText('还有 1 项没有答好：灭火器在有效期内').waitFor()
  await page.getByLabel('灭火器在有效期内').selectOption({ label: '否' })
  await page.getByText(/这是隐患，\d{4}-\d{2}-\d{2}前整改/).waitFor()
  await done.click()
  await page.getByText('每处隐患请写一句怎么改。').waitFor()
  await page.getByLabel('哪里不对，要怎么改').fill('两具过期，换新的')
  await page.getByLabel('灭火器数量').fill('2')
  await page.getByLabel('姓名', { exact: true }).fill('宋店主')
  await page.getByLabel('单位').fill('五金店')
  await done.click()
  await page.getByText('请民警和另一方签名。').waitFor()
  await sign(page, officer.name)
  await sign(page, '宋店主')
  await keep(page, 'field-check-signed')
  await done.click()
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()
  await sent(page)

  const [check, ...others] = (await desk.get('/checks?limit=5')).rows
  expect(others).toEqual([])
  const at = await desk.get(`/checks/${check.id}/places/${shop.id}`)
  expect(at).toMatchObject({ state: 'complete', answers: { q1: 'no', q2: 2 } })
  const { signatures } = await desk.get(`/checks/${check.id}/places/${shop.id}/content?purpose=review`)
  const signed = signatures.map(({ name, png }: { name: string; png: string }) => [name, png.startsWith('iVBORw')])
  expect(signed).toEqual([
    [officer.name, true],
    ['宋店主', true],
  ])
  // what is to be put right is followed up, with its words
  const [hazard, ...more] = at.hazards
  expect(more).toEqual([])
  const { findings } = await desk.get(`/follow-ups/${hazard.id}/content?purpose=handle`)
  expect(findings.map(({ words }: { words: string }) => words)).toEqual(['两具过期，换新的'])
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('photos answer a checklist; who does not want to sign says why, and two of the police sign below it', async () => {
  const photographed = {
    kind: 'photo',
    name: 'seen',
    label: '电表箱照片',
    hint: null,
    relevant: null,
    required: 'true()',
    constraint: null,
    constraintMessage: null,
  }
  await desk.send('PUT', `/checklists/${newId()}`, { checklist: { title: '用电检查', items: [photographed] } })
  const auxiliary = await desk.memberOf('auxiliary')
  const { page, context, errors } = await atTheShop()
  await page.getByRole('link', { name: '去走访' }).click()
  await page.getByLabel('哪一种走访').selectOption({ label: '定向查访' })
  await page.getByRole('link', { name: '按检查表查，当场签名' }).click()
  await page.getByLabel('检查表').selectOption({ label: '用电检查' })
  const done = page.getByRole('button', { name: '完成查访' })
  await done.click()
  await page.getByText('还有 1 项没有答好：电表箱照片').waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(page) })
  await page.getByRole('button', { name: '去掉照片 1' }).waitFor()
  await page.getByLabel('姓名', { exact: true }).fill('宋店主')
  await page.getByLabel('另一方不愿签名').check()
  await sign(page, officer.name)
  await done.click()
  await page.getByText('请写一句另一方为什么不签。').waitFor()
  await page.getByLabel('为什么不签').fill('认为不是自己的电表箱')
  await done.click()
  await page.getByText('另一方不签时，要两名民警或辅警签名。').waitFor()
  const second = page.getByLabel('一起签名的民警或辅警')
  await second.selectOption(auxiliary.id)
  await sign(page, auxiliary.name)
  await keep(page, 'field-check-refused')
  await done.click()
  await page.getByText('没有网络。内容已存在手机里，有网后自动上报。').waitFor()
  await sent(page)

  const { rows } = await desk.get('/checks?limit=20')
  const check = rows.find(({ checklistTitle }: { checklistTitle: string }) => checklistTitle === '用电检查')
  const at = await desk.get(`/checks/${check.id}/places/${shop.id}`)
  expect(at).toMatchObject({ state: 'complete' })
  const signed = at.signed.map(({ refused }: { refused: boolean }) => refused)
  expect(signed.toSorted()).toEqual([false, false, true])
  const { rows: files } = await desk.get(`/matters/${check.id}/attachments`)
  expect(files).toMatchObject([{ kind: 'photo', placeId: shop.id }])
  const content = await desk.get(`/checks/${check.id}/places/${shop.id}/content?purpose=review`)
  expect(content.answers).toEqual({ seen: [files[0].id] })
  expect(JSON.stringify(content)).toContain('认为不是自己的电表箱')
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

/** Draws a line in the frame, and says so. */
async function sign(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `${name}签名` }).click()
  const paper = page.getByRole('img', { name: '在框里签名' })
  await paper.scrollIntoViewIfNeeded()
  const box = await paper.boundingBox()
  if (!box) throw new Error('no frame to sign in')
  await page.mouse.move(box.x + 40, box.y + 40)
  await page.mouse.down()
  for (const [x, y] of [
    [90, 90],
    [140, 30],
    [200, 100],
    [260, 50],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: '签好了' }).click()
  await page.getByText(`${name}：已签`).waitFor()
}
