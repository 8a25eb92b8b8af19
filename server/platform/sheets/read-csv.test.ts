import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { filesForTest, problemOf, rowsOf } from './files.test-setup.ts'
import { cellText, type SheetRow } from './index.ts'

const files = await filesForTest()
const texts = (rows: readonly SheetRow[]) => rows.map(({ row, cells }) => [row, ...cells.map(cellText)])
const text = '名称,类型,村\r\n何家小卖部,商铺,何家村\r\n﨑岡㐀𠮷店,商铺,解家村\r\n'

describe('a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['GB18030', iconv.encode(text, 'gb18030'), 'gb18030'],
    ['UTF-16LE with BOM', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16BE with BOM', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
  ])('in %s is read alike', async (_, bytes, encoding) => {
    const { sheet, rows } = await rowsOf(await files.file(bytes))
    expect(sheet.source).toEqual({ kind: 'csv', encoding, separator: ',' })
    expect(sheet.headings).toEqual(['名称', '类型', '村'])
    expect(texts(rows)).toEqual([
      [2, '何家小卖部', '商铺', '何家村'],
      [3, '﨑岡㐀𠮷店', '商铺', '解家村'],
    ])
  })

  it('in GB18030 is known although its first Chinese character comes late', async () => {
    const late = `name,kind\r\n${'a,b\r\n'.repeat(100_000)}何家小卖部,商铺\r\n`
    const { sheet, rows } = await rowsOf(await files.file(iconv.encode(late, 'gb18030')))
    expect(sheet.source).toMatchObject({ encoding: 'gb18030' })
    expect(texts(rows.slice(-1))).toEqual([[100_002, '何家小卖部', '商铺']])
  })

  it('in UTF-8 stays UTF-8 when it breaks off inside a character', async () => {
    const bytes = Buffer.from(text.repeat(20))
    const { sheet } = await rowsOf(await files.file(bytes.subarray(0, bytes.length - 4)))
    expect(sheet.source).toMatchObject({ encoding: 'utf-8' })
  })

  it.each([
    [',', ','],
    [';', ';'],
    ['\t', '\t'],
  ])('separated by %j is told by its first lines', async (_, separator) => {
    const lines = [
      ['名称', '说明'],
      ['甲', '一,二;三'],
    ].map((line) => line.map((cell) => `"${cell}"`).join(separator))
    const { rows } = await rowsOf(await files.file(lines.join('\n')))
    expect(texts(rows)).toEqual([[2, '甲', '一,二;三']])
  })

  it('keeps quotation marks, line breaks in cells, and the row numbers of Excel', async () => {
    const { rows } = await rowsOf(
      await files.file('名称,说明\n"甲 ""旧""","两\r\n行"\n\n,,,\n乙"丙",="0123"\r丁,\'=1+1'),
    )
    expect(texts(rows)).toEqual([
      [2, '甲 "旧"', '两 行'],
      [5, '乙"丙"', '0123'],
      [6, '丁', '=1+1'],
    ])
  })

  it('passes over a million blank rows', { timeout: 60_000 }, async () => {
    const { rows } = await rowsOf(await files.file(`名称,类型\n${',,,,,,,,,\n'.repeat(1_000_000)}最后,商铺\n`))
    expect(texts(rows)).toEqual([[1_000_002, '最后', '商铺']])
  })

  it('with a quotation mark that is never closed is refused quickly, with its row', async () => {
    const long = `名称,类型\n甲,商铺\n"乙,商铺\n${'丙,商铺\n'.repeat(1_000_000)}`
    const started = Date.now()
    expect(await problemOf(await files.file(long))).toBe('sheet/cell-too-long')
    expect(await problemOf(await files.file('名称,类型\n甲,"商铺\n'))).toBe('sheet/unclosed-quote')
    expect(Date.now() - started).toBeLessThan(10_000)
  })
})
