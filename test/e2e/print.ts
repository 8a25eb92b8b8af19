import type { Page } from 'playwright-core'
import { keep } from './browser.ts'

/** What lies inside the margins of an A4, in CSS pixels: 182 × 269 mm. */
const paper = { width: 688, height: 1016 } as const

/** How many sheets the page is on paper, as the browser prints it; a picture at paper's width is kept to be looked at. */
export async function printedPages(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const screen = page.viewportSize()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(paper)
  await keep(page, name)
  await page.emulateMedia({ media: 'screen' })
  if (screen) await page.setViewportSize(screen)
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length
}
