import { Writable } from 'node:stream'
import type { Page } from 'playwright-core'
import { type Value, writeXlsx } from '../../server/platform/sheets/index.ts'

export type SheetFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** An .xlsx as a desk has it: headings, then rows. */
export async function xlsx(name: string, headings: readonly string[], rows: readonly Value[][]): Promise<SheetFile> {
  const chunks: Buffer[] = []
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  async function* each() {
    yield* rows
  }
  await writeXlsx([{ name: '表', columns: headings.map((heading) => ({ heading })), rows: each() }], out)
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name, mimeType, buffer: Buffer.concat(chunks) }
}

/** A .csv in UTF-8. */
export function csv(name: string, rows: readonly (readonly string[])[]): SheetFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(rows.map((row) => row.join(',')).join('\r\n')) }
}

/** Chooses what the sheet is and the file; the page then shows its columns. */
export async function uploadSheet(page: Page, sheet: string, file: SheetFile): Promise<void> {
  await page.getByRole('radiogroup').first().locator('label').filter({ hasText: sheet }).click()
  await page.locator('input[type="file"]').setInputFiles(file)
  await page.getByRole('heading', { name: '核对栏目' }).waitFor()
}

/** Says by hand which column of ours a heading of the sheet is. */
export async function mapHeading(page: Page, heading: string, column: string): Promise<void> {
  await page.getByRole('combobox', { name: heading, exact: true }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: column, visible: true }).first().click()
}

/** The counts of the check: how many rows are good, bad, likely duplicates. */
export async function checkSheet(page: Page): Promise<readonly number[]> {
  await page.getByRole('button', { name: '开始检查' }).click()
  await page.getByRole('heading', { name: '检查结果' }).waitFor()
  const tabs = await page.getByRole('tab').allInnerTexts()
  return tabs.map((tab) => Number(/\d+/.exec(tab)?.[0]))
}
