import { newId } from '@sifang/client'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, openBrowser } from './browser.ts'
import { type Desk, enrol, goTo, openDesk, openPhoneWindow } from './field.ts'
import { type RunningStation, startStation } from './station.ts'

// What is done in the field, with the taps that it takes beyond what must be typed or said.

let station: RunningStation
let browser: Browser
let desk: Desk

beforeAll(async () => {
  ;[station, browser] = await Promise.all([startStation(), openBrowser()])
  desk = await openDesk(browser, station)
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await station?.stop()
})

type Member = Awaited<ReturnType<Desk['memberOf']>>

/** A phone of a member, with what they carry. */
async function phoneOf(member: Member) {
  const window = await openPhoneWindow(browser)
  await enrol(window.page, station, await desk.codeFor(member.id))
  await window.page.getByText('还没有取到您的走访资料').waitFor({ state: 'detached' })
  return window
}

/** One finger: counts. Each task begins on a page of the bottom bar; to touch a field that is written in is part of the writing. */
function finger() {
  let taps = 0
  return {
    tap: async (target: Locator) => {
      await target.click()
      taps += 1
    },
    taken: () => {
      const taken = taps
      taps = 0
      return taken
    },
  }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const bar = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: '页面' }).getByRole('link', { name })
const followUpPath = (id: string) => `/follow-ups/${id}/entries`

test('the six tasks take no more than 2, 3, 3, 2, 1 and 1 taps', async () => {
  const officer = await desk.memberOf('officer')
  const { page, context, errors } = await phoneOf(officer)
  const { tap, taken } = finger()
  const list = page.getByRole('list', { name: '今天要去的' })
  const name = async () =>
    (
      await list
        .getByRole('link', { name: /^去走访 / })
        .first()
        .textContent()
    )?.slice(4) ?? ''
  await list.waitFor()

  await tap(link(page, '上报'))
  await page.getByLabel('写几句').fill('两家浇地争水')
  await tap(button(page, '上报'))
  await page.getByText('已上报，派出所收到了。').waitFor()
  expect(taken()).toBeLessThanOrEqual(2)

  await link(page, '回到今天').click()
  const visited = await name()
  await tap(list.getByRole('link', { name: `去走访 ${visited}` }).first())
  await tap(page.getByRole('radio', { name: '见到人' }))
  await tap(button(page, '保存'))
  await page.getByText('已上报，派出所收到了。').waitFor()
  expect(taken()).toBeLessThanOrEqual(3)

  await link(page, '下一处').click()
  const missed = await name()
  expect(missed).not.toBe(visited)
  await tap(list.getByRole('link', { name: `去走访 ${missed}` }).first())
  await tap(page.getByRole('radio', { name: '没人在' }))
  await tap(button(page, '保存'))
  await page.getByText('已上报，派出所收到了。').waitFor()
  expect(taken()).toBeLessThanOrEqual(3)

  await link(page, '下一处').click()
  await tap(link(page, '找场所'))
  await page.getByLabel('名称').fill(missed)
  await tap(page.getByRole('link', { name: new RegExp(`^${missed}`) }).first())
  await page.getByRole('heading', { name: missed }).waitFor()
  expect(taken()).toBeLessThanOrEqual(2)

  await tap(bar(page, '我的上报'))
  // in the station's words as soon as they have come back
  await page
    .getByText(/已上报，派出所收到了|派出所已收到|已受理/)
    .first()
    .waitFor()
  expect(taken()).toBeLessThanOrEqual(1)

  await context.setOffline(true)
  await bar(page, '今天').click()
  await link(page, '上报').click()
  await page.getByLabel('写几句').fill('井盖没了')
  await button(page, '上报').click()
  await link(page, '回到今天').click()
  // before the network is back: then it goes by itself
  await tap(page.getByRole('button', { name: '1 条待发' }))
  await context.setOffline(false)
  await page.getByText('都发出去了。').waitFor()
  expect(taken()).toBeLessThanOrEqual(1)
  expect(errors).toEqual([])
  await context.close()
}, 120_000)

test('a report of the wrong kind is put right where one sees what became of it', async () => {
  const volunteer = await desk.memberOf('volunteer')
  const { page, context } = await phoneOf(volunteer)
  await page.getByRole('link', { name: '上报', exact: true }).click()
  await page.getByLabel('写几句').fill('路口井盖没了')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('已上报，派出所收到了。').waitFor()
  await goTo(page, '我的上报')
  await page.getByText('类别报错了？').first().click()
  await page.getByRole('radio', { name: '隐患' }).check()
  await keep(page, 'field-mine-wrong-kind')
  await page.getByRole('button', { name: '改过来' }).click()
  await expect
    .poll(async () => {
      const { rows } = await desk.get('/follow-ups?subject=hazard&limit=50')
      const read = rows.map(({ id }: { id: string }) => desk.get(`/follow-ups/${id}/content?purpose=handle`))
      return (await Promise.all(read)).flatMap(({ findings }) =>
        findings.map((finding: { words: string | null }) => finding.words),
      )
    })
    .toContain('路口井盖没了')
  await page
    .getByRole('list', { name: '我的上报' })
    .getByText(/ 隐患$/)
    .waitFor()
  await context.close()
}, 90_000)

describe('a dispute', () => {
  test('is taken up, a cadre called and it is settled on the spot without a network; the volunteer who told of it says that it is', async () => {
    const officer = await desk.memberOf('officer')
    const volunteer = await desk.memberOf('volunteer')
    const told = await phoneOf(volunteer)
    await told.page.getByRole('link', { name: '上报', exact: true }).click()
    await told.page.getByLabel('写几句').fill('两家浇地争水，一家人要去理论')
    await told.page.getByRole('radio', { name: '紧急' }).check()
    await told.page.getByText('您只看、只报、不上前').waitFor()
    await button(told.page, '上报').click()
    await told.page.getByText('已上报，派出所收到了。').waitFor()

    const { rows } = await desk.get('/follow-ups?subject=dispute&urgency=urgent&limit=50')
    const { id, version } = rows.find(
      ({ villageName }: { villageName: string }) => villageName === volunteer.villages[0]?.name,
    )
    const hand = { kind: 'transferred', ownerId: officer.id }
    const { ownerId } = await desk.send('POST', followUpPath(id), { id: newId(), basedOn: version, step: hand })
    expect(ownerId).toBe(officer.id)

    const { page, context, errors } = await phoneOf(officer)
    await page
      .getByRole('link', { name: /^紧急 矛盾纠纷/ })
      .first()
      .click()
    await context.setOffline(true)
    await link(page, '受理，就地调处').click()
    await page.getByLabel('为什么事').selectOption({ label: '浇地灌溉' })
    await page.getByLabel('怎么回事').fill('轮到谁浇没有说清')
    await button(page, '保存').click()
    await link(page, '已联系村干部').click()
    await button(page, '保存').click()
    await link(page, '到了现场').click()
    await button(page, '保存').click()
    await link(page, '当场调好').click()
    await button(page, '保存').click()
    await page.getByText('请写一两句，记录里要有。').waitFor()
    await page.getByLabel('怎么说好的').fill('今天浇东边，明天浇西边')
    await button(page, '保存').click()
    await bar(page, '待发箱').click()
    await page.getByText('有 4 条没有发出').waitFor()
    await context.setOffline(false)
    await page.getByText('都发出去了。').waitFor()
    expect(await desk.get(`/disputes/${id}`)).toMatchObject({ state: 'settled-there', cadreContacted: true })

    const { version: settled } = await desk.get(`/follow-ups/${id}`)
    const tell = { kind: 'told', to: volunteer.id }
    await desk.send('POST', followUpPath(id), { id: newId(), basedOn: settled, step: tell })
    await bar(told.page, '我').last().click()
    await button(told.page, '现在更新').click()
    await bar(told.page, '我的上报').click()
    await button(told.page, '解决了').click()
    // in the station's words, once they have come back
    await told.page.getByText('已办结，您说解决了。谢谢您。').waitFor()
    expect(await desk.get(`/follow-ups/${id}`)).toMatchObject({ state: 'confirmed' })
    expect(errors).toEqual([])
    await context.close()
    await told.context.close()
  }, 120_000)
})
