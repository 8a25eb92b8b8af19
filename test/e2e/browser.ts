import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const shots = fileURLToPath(new URL('../../test-output/screenshots', import.meta.url))
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A station on a host name, whose authority this browser has taken, as an enrolled phone's has. */
type OnAName = { readonly address: string; readonly certificateKey: string | null }

/** Chromium as the system has it; software drawing, so that maps work without a graphics card. */
export function openBrowser(station?: OnAName): Promise<Browser> {
  const executablePath = places.find((path) => existsSync(path))
  if (!executablePath) throw new Error('no Chromium: npm test installs it, or says how')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // a microphone that hums and a camera, where the machine has none; allowed as a test says
      '--use-fake-device-for-media-stream',
      ...(station?.certificateKey
        ? [
            `--host-resolver-rules=MAP ${new URL(station.address).hostname} 127.0.0.1`,
            `--ignore-certificate-errors-spki-list=${station.certificateKey}`,
          ]
        : []),
    ],
  })
}

export const desk = { width: 1440, height: 900 } as const
export const phone = { width: 390, height: 844 } as const

/** A window of this size, in Chinese, in Beijing time. What its pages throw or report as an error ends up in `errors`. */
export async function openWindow(
  browser: Browser,
  size: { width: number; height: number },
  locale = 'zh-CN',
  options: BrowserContextOptions = {},
) {
  const context: BrowserContext = await browser.newContext({
    viewport: size,
    locale,
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
  const errors: string[] = []
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    // refusals by the browser's policy among them; an answer that is a refusal is the page's own matter
    const own = message.type() === 'error' && !message.text().startsWith('Failed to load resource')
    if (own) errors.push(message.text())
  })
  return { context, page, errors }
}

export async function signIn(page: Page, address: string, userName: string, password: string): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.locator('input[autocomplete="username"]').fill(userName)
  await page.locator('input[type="password"]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** A window of this size in which a user of the station is signed in. */
export async function signedInWindow(
  browser: Browser,
  station: { readonly address: string; readonly passwords: ReadonlyMap<string, string> },
  userName: string,
  size: { width: number; height: number },
) {
  const window = await openWindow(browser, size)
  window.page.setDefaultTimeout(15_000)
  await signIn(window.page, station.address, userName, station.passwords.get(userName) ?? '')
  return window
}

/** Keeps a picture of the page to be looked at. */
export async function keep(page: Page, name: string): Promise<void> {
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name}.png`) })
}

/** How far the page is wider than its window, in px: nothing may be cut off or scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
