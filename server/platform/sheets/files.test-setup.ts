import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll } from 'vitest'
import { readSheet, type Sheet, type SheetOptions, type SheetRow } from './index.ts'
import { type ZipPart, zipStream } from './zip-writer.ts'

/** A folder for the files of one test file, gone afterwards. */
export async function filesForTest() {
  const folder = await mkdtemp(join(tmpdir(), 'sheets-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  let count = 0
  const path = (ending = 'bin') => join(folder, `${++count}.${ending}`)
  return {
    path,
    async file(content: string | Buffer): Promise<string> {
      const name = path()
      await writeFile(name, content)
      return name
    },
    async zip(parts: Readonly<Record<string, ZipPart['text']>>): Promise<string> {
      const name = path('xlsx')
      async function* each() {
        for (const [part, text] of Object.entries(parts))
          yield { name: part, text: typeof text === 'string' ? [text] : text }
      }
      await pipeline(Readable.from(zipStream(each())), createWriteStream(name))
      return name
    },
  }
}

/** The least that makes an .xlsx around one worksheet's XML. */
export function workbookAround(sheet: ZipPart['text'], more: Readonly<Record<string, string>> = {}) {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return {
    'xl/workbook.xml': `<workbook xmlns:r="${relation}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ...more,
    'xl/worksheets/sheet1.xml': sheet,
  }
}

export async function rowsOf(path: string, options?: SheetOptions): Promise<{ sheet: Sheet; rows: SheetRow[] }> {
  const sheet = await readSheet(path, options)
  const rows: SheetRow[] = []
  for await (const row of sheet.rows) rows.push(row)
  return { sheet, rows }
}

/** The code of the problem that reading this file ends with, or 'read'. */
export async function problemOf(path: string, options?: SheetOptions): Promise<string> {
  try {
    await rowsOf(path, options)
    return 'read'
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
}
