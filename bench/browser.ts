import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const web = fileURLToPath(new URL('../web/dist', import.meta.url))

/** Chromium as the machine has it, drawing in software. Throws when it, or the built console, is not there. */
export function openBrowser() {
  if (!existsSync(join(web, 'index.html'))) throw new Error('the web is not built: npm run build')
  const executablePath = browsers.find((path) => existsSync(path))
  if (!executablePath) throw new Error('no Chromium on this machine')
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
      ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    ],
  })
}

export async function signIn(page: Page, address: URL, userName: string, password: string): Promise<void> {
  await page.goto(new URL('/sign-in', address).href)
  await page.locator('input[autocomplete="username"]').fill(userName)
  await page.locator('input[type="password"]').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
