import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { shots } from './browser.ts'

/** How many sheets the page is on paper, as the browser prints it; the PDF is kept to be looked at. */
export async function printedPages(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  await writeFile(join(shots, `${name}.pdf`), pdf)
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length
}
