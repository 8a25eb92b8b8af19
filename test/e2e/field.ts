import { newId } from '@sifang/client'
import type { Browser, Page } from 'playwright-core'
import { desk, openWindow, phone, signedInWindow } from './browser.ts'
import type { RunningStation } from './station.ts'

export const pin = '295173'

/** The desk, where the chief is signed in, or who else: it gives codes, and sees what the phones sent. */
export async function openDesk(browser: Browser, station: RunningStation, userName = 'suozhang') {
  const window = await signedInWindow(browser, station, userName, desk)
  // in the page, which finds the station's host name and has its session
  const call = async (method: string, path: string, data?: object) => {
    const answer = await window.page.evaluate(
      async ([method, path, body]) => {
        const headers = body === null ? {} : { 'content-type': 'application/json' }
        const got = await fetch(`/api/v1${path}`, { method, headers, body })
        return { ok: got.ok, status: got.status, text: await got.text() }
      },
      [method, path, data === undefined ? null : JSON.stringify(data)] as const,
    )
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    return JSON.parse(answer.text)
  }
  const get = (path: string) => call('GET', path)
  const send = (method: 'PUT' | 'POST', path: string, data: object) => call(method, path, data)
  return {
    ...window,
    get,
    send,
    /** A member of this role, with villages of their own. */
    memberOf: async (role: string): Promise<{ id: string; name: string; villages: { id: string; name: string }[] }> => {
      const { rows } = await get(`/members?role=${role}&limit=50`)
      return rows.find(({ villages }: { villages: unknown[] }) => villages.length > 0) ?? rows[0]
    },
    codeFor: async (memberId: string): Promise<string> => {
      const { code } = await send('PUT', `/members/${memberId}/enrolments/${newId()}`, {})
      return code
    },
  }
}

/** An urgent dispute in a village of this officer, which they have in hand. */
export async function disputeOf(desk: Desk, officer: Awaited<ReturnType<Desk['memberOf']>>): Promise<string> {
  const id = newId()
  await desk.send('PUT', `/findings/${id}`, {
    kind: 'dispute',
    urgency: 'urgent',
    topic: 'irrigation',
    source: { kind: 'call' },
    placeId: officer.villages[0]?.id,
    at: new Date().toISOString(),
    reporterId: officer.id,
    words: '两家浇地争水',
  })
  const { version, ownerId } = await desk.get(`/follow-ups/${id}`)
  if (ownerId !== officer.id) {
    const step = { kind: 'transferred', ownerId: officer.id }
    await desk.send('POST', `/follow-ups/${id}/entries`, { id: newId(), basedOn: version, step })
  }
  return id
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** A phone's window. `serviceWorkers`: as a browser has them that forbids them. */
export async function openPhoneWindow(
  browser: Browser,
  { serviceWorkers = 'allow' }: { readonly serviceWorkers?: 'allow' | 'block' } = {},
) {
  const window = await openWindow(browser, phone, 'zh-CN', { serviceWorkers })
  window.page.setDefaultTimeout(15_000)
  return window
}

/** Opens the link of a code, as somebody does who scans it, up to the question how the phone is to be locked. */
export async function openCode(page: Page, { address }: Pick<RunningStation, 'address'>, code: string, look = '标准') {
  await page.goto(`${address}/field/enrol#${code}`)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('radio', { name: look }).check()
  await page.getByRole('button', { name: '下一步' }).click()
}

/** Enrols a phone by the link of a code and with a PIN. */
export async function enrol(
  page: Page,
  station: Pick<RunningStation, 'address'>,
  code: string,
  { ageFriendly = false } = {},
) {
  await openCode(page, station, code, ageFriendly ? '大字大按钮' : '标准')
  await typePin(page, pin)
  await page.getByText('再输入一遍').waitFor()
  await typePin(page, pin)
  await page.getByRole('heading', { name: '今天' }).waitFor()
}

export async function typePin(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}

export async function unlock(page: Page): Promise<void> {
  await page.getByText('输入密码').waitFor()
  await typePin(page, pin)
}

/** Until the app's files lie on the phone, so that it starts without a network. */
export const keptOnThePhone = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })

/** The bottom bar. */
export const goTo = (page: Page, name: '今天' | '我的上报' | '待发箱' | '我') =>
  page
    .getByRole('navigation', { name: '页面' })
    .getByRole('link', { name, exact: name === '我' })
    .click()

/** Until all that the member carries lies on the phone; ends on the page 今天. */
export async function carriesAll(page: Page): Promise<void> {
  await goTo(page, '我')
  await page.getByText('资料更新于').waitFor()
  await goTo(page, '今天')
}

/** A picture of a size that a camera makes, drawn in the page; noise does not pack. */
export async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const drawn = canvas.getContext('2d')
    for (let at = 0; drawn && at < 20_000; at++) {
      drawn.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`
      drawn.fillRect(Math.random() * 2400, Math.random() * 1800, 40, 40)
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? ''
  })
  return Buffer.from(base64, 'base64')
}
