import { randomUUIDv7 } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import type { Caller } from './visiting.ts'

const phone = { width: 390, height: 844 } as const
export const pin = '295173'

/** A phone's window that belongs to nobody yet. */
export async function blankPhone(browser: Browser) {
  const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  return { context, page: await context.newPage() }
}

export async function typePin(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click()
}

/** Enrols the phone by a code of the desk and waits until what the member carries has arrived. */
export async function enrol(page: Page, address: URL, { connection, cookie }: Caller, memberId: string): Promise<void> {
  const path = `/api/v1/members/${memberId}/enrolments/${randomUUIDv7()}`
  const { body } = await connection.send({ method: 'PUT', path, cookie, body: {} })
  const { code } = JSON.parse(body) as { code: string }
  await page.goto(new URL(`/field/enrol#${code}`, address).href)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await typePin(page, pin)
  await page.getByText('再输入一遍').waitFor()
  await typePin(page, pin)
  await page.getByRole('heading', { name: '今天' }).waitFor()
}

/** Until the app's files lie on the phone, so that it starts without a network. */
export const keptOnThePhone = (page: Page): Promise<void> =>
  page.evaluate<void>(`(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })()`)
