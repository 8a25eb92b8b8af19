import { open, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { filesForTest, problemOf, rowsOf, workbookAround } from './files.test-setup.ts'
import { readSheet, SheetProblem } from './index.ts'

const files = await filesForTest()
const heading = '<row r="1"><c r="A1" t="str"><v>名称</v></c><c r="B1" t="str"><v>类型</v></c></row>'
const sheetOf = (rows: string) => `<worksheet><sheetData>${heading}${rows}</sheetData></worksheet>`
const oneRow = '<row r="2"><c r="A2" t="str"><v>甲</v></c></row>'

/** Bytes without order, and without zero bytes. */
const noise = Buffer.alloc(4000)
for (let at = 0, seed = 7; at < noise.length; at++) {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  noise[at] = 1 + ((seed >> 16) % 255)
}

/** The container of old .xls files, with one name in its directory. */
function oleFile(streamName: string): Buffer {
  const bytes = Buffer.alloc(4096)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(2, 48)
  bytes.write(streamName, 3 * 512, 'utf16le')
  return bytes
}

describe('a file that cannot be read', () => {
  it('of 2 GB is refused before anything is read', async () => {
    const path = files.path('xlsx')
    const file = await open(path, 'w')
    await file.truncate(2 * 2 ** 30)
    await file.close()
    const started = Date.now()
    expect(await problemOf(path)).toBe('sheet/too-large')
    expect(Date.now() - started).toBeLessThan(1000)
  })

  it('cut off anywhere, or changed inside, is broken; never half read, never waited for', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>${Math.sin(at)}</v></c></row>`,
    )
    const whole = await readFile(await files.zip(workbookAround(sheetOf(rows.join('')))))
    for (const part of [0.01, 0.3, 0.7, 0.99]) {
      expect(await problemOf(await files.file(whole.subarray(0, whole.length * part)))).toBe('sheet/broken')
    }
    const changed = Buffer.from(whole)
    const middle = Math.floor(whole.length / 2)
    changed.fill(0x55, middle, middle + 40)
    expect(await problemOf(await files.file(changed))).toBe('sheet/broken')
  })

  it('with a few bytes changed anywhere is read as it was or refused, never anything else', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>${at}</v></c></row>`)
    const whole = await readFile(await files.zip(workbookAround(sheetOf(rows.join('')))))
    for (let at = 0; at < 200; at++) {
      const changed = Buffer.from(whole)
      changed.writeUInt16LE(0xffff - at, (at * 7919) % (whole.length - 2))
      const outcome = await problemOf(await files.file(changed))
      expect(outcome).toMatch(/^(read|sheet\/.+)$/)
    }
  })

  it('in which two rows have one number is broken: one of them would disappear', async () => {
    expect(await problemOf(await files.zip(workbookAround(sheetOf(oneRow + oneRow))))).toBe('sheet/broken')
  })

  it('with broken XML is broken', async () => {
    expect(await problemOf(await files.zip(workbookAround('<worksheet><sheetData><row></sheet>')))).toBe('sheet/broken')
    expect(await problemOf(await files.zip(workbookAround(`${sheetOf(oneRow)}<more/>`)))).toBe('sheet/broken')
    expect(await problemOf(await files.zip(workbookAround(sheetOf(oneRow).slice(0, -9))))).toBe('sheet/broken')
    const entities = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheetOf('<row r="2"><c r="A2" t="str"><v>&a;</v></c></row>')}`
    expect(await problemOf(await files.zip(workbookAround(entities)))).toBe('sheet/broken')
  })

  it('that unpacks to an abnormal size is refused, by what it says and by what comes out', async () => {
    async function* spaces() {
      yield `<worksheet><sheetData>${heading}`
      for (let at = 0; at < 70; at++) yield ' '.repeat(2 ** 20)
      yield '</sheetData></worksheet>'
    }
    expect(await problemOf(await files.zip(workbookAround(spaces())))).toBe('sheet/zip-bomb')
    const large = await files.zip(
      workbookAround(sheetOf(Array.from({ length: 20_000 }, (_, at) => oneRow.replaceAll('2', `${at + 2}`)).join(''))),
    )
    expect(await problemOf(large, { maxPartBytes: 100_000 })).toBe('sheet/zip-bomb')

    const lying = Buffer.from(await readFile(large))
    // the size in the central directory of the last part, 24 bytes behind its mark
    lying.writeUInt32LE(5000, lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
    expect(await problemOf(await files.file(lying))).toBe('sheet/zip-bomb')
  })

  it.each([
    ['an old .xls', oleFile('Workbook'), 'sheet/old-excel'],
    ['an .xlsx with a password', oleFile('EncryptedPackage'), 'sheet/password'],
    ['a web page', '\ufeff<html><table><tr><td>名称</td></tr></table></html>', 'sheet/web-page'],
    ['an XML sheet of 2003', '<?xml version="1.0"?><Workbook/>', 'sheet/web-page'],
    ['a PDF', '%PDF-1.7\nabc', 'sheet/other-format'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'sheet/other-format'],
    ['nothing', '', 'sheet/empty'],
    ['blank lines', '\n\n , ,\n', 'sheet/no-heading'],
    ['noise', noise, 'sheet/unknown-encoding'],
  ])('that is %s says what to do', async (_, content, code) => {
    const path = await files.file(content)
    expect(await problemOf(path)).toBe(code)
    const problem = await readSheet(path).catch((error: unknown) => error)
    expect(problem instanceof SheetProblem && problem.zh.length > 5 && !problem.zh.includes('{')).toBe(true)
  })

  it('that is another kind of zip says which', async () => {
    expect(await problemOf(await files.zip({ 'word/document.xml': '<a/>' }))).toBe('sheet/other-format')
    expect(await problemOf(await files.zip({ 'content.xml': '<a/>', mimetype: 'x' }))).toBe('sheet/other-format')
  })

  it('with too many rows, columns or characters in a cell is told so', async () => {
    const csv = await files.file(`名称,类型\n${'甲,商铺\n'.repeat(30)}`)
    expect(await problemOf(csv, { maxRows: 29 })).toBe('sheet/too-many-rows')
    expect((await rowsOf(csv, { maxRows: 30 })).rows).toHaveLength(30)
    expect(await problemOf(await files.file('名称,类型\n1,2,3,4\n'), { maxColumns: 3 })).toBe('sheet/too-many-columns')
    const wide = '<row r="2"><c r="XFD2" s="1"/><c r="ZZ3"><v>1</v></c></row>'
    expect(await problemOf(await files.zip(workbookAround(sheetOf(wide))))).toBe('sheet/too-many-columns')
    const long = `<row r="2"><c r="A2" t="str"><v>${'字'.repeat(40_000)}</v></c></row>`
    expect(await problemOf(await files.zip(workbookAround(sheetOf(long))))).toBe('sheet/cell-too-long')
  })
})
