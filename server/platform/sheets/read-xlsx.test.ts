import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { filesForTest, rowsOf, workbookAround } from './files.test-setup.ts'
import { cellBoolean, cellDate, cellNumber, cellText } from './index.ts'

const files = await filesForTest()

async function saved(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('点位'), book)
  const path = files.path('xlsx')
  await book.xlsx.writeFile(path)
  return path
}

describe('an .xlsx file', () => {
  it('gives rows with the numbers a person sees, also below blank rows', async () => {
    const path = await saved((sheet) => {
      sheet.getRow(3).values = ['名称', '类型']
      sheet.getRow(4).values = ['小卖部', '商铺']
      sheet.getRow(9000).values = ['仓库', '仓库']
    })
    const { sheet, rows } = await rowsOf(path)
    expect(sheet.headingRow).toBe(3)
    expect(rows.map(({ row, cells }) => [row, ...cells.map(cellText)])).toEqual([
      [4, '小卖部', '商铺'],
      [9000, '仓库', '仓库'],
    ])
  })

  it('gives the text of rich text, links, and of numbers without exponent or rounding dust', async () => {
    const path = await saved((sheet) => {
      sheet.addRow(['名称', '链接', '电话', '数'])
      sheet.addRow([
        { richText: [{ text: '何家' }, { text: '小卖部', font: { bold: true } }] },
        { text: '网站', hyperlink: 'http://example.org/' },
        13800001234,
        0.1 + 0.2,
      ])
    })
    const { rows } = await rowsOf(path)
    expect(rows[0]?.cells.map(cellText)).toEqual(['何家小卖部', '网站', '13800001234', '0.3'])
  })

  it('takes zero-width and wide blanks away', async () => {
    const path = await saved((sheet) => {
      sheet.addRow(['名称\u200b ', '　类型\u00a0'])
      sheet.addRow(['\ufeff何家\n小卖部 ', ' \u00a0\u3000 '])
    })
    const { sheet, rows } = await rowsOf(path)
    expect(sheet.headings).toEqual(['名称', '类型'])
    expect(rows[0]?.cells.map(cellText)).toEqual(['何家 小卖部'])
  })

  it('knows dates as numbers, in the 1900 and in the 1904 system', async () => {
    for (const date1904 of [false, true]) {
      const path = await saved((sheet, book) => {
        book.properties.date1904 = date1904
        sheet.addRow(['名称', '日期'])
        sheet.addRow(['甲', new Date('2025-02-17T00:00:00Z')])
        sheet.getCell('B2').numFmt = 'yyyy"年"m"月"d"日"'
        sheet.addRow(['乙', date1904 ? 44243 : 45705])
        sheet.addRow(['丙', '2025年2月17日'])
        sheet.addRow(['丁', 20250217])
        sheet.addRow(['戊', '二月十七'])
      })
      const { sheet, rows } = await rowsOf(path)
      const is1904 = sheet.source.kind === 'xlsx' && sheet.source.date1904
      expect(is1904).toBe(date1904)
      const dates = rows.map(({ cells }) => cellDate(cells[1], is1904))
      expect(dates).toEqual(['2025-02-17', '2025-02-17', '2025-02-17', '2025-02-17', null])
      expect(rows[0]?.cells[1]?.kind).toBe('date')
    }
  })

  it('takes a formula’s stored result, and tells an error and a missing result', async () => {
    const path = await saved((sheet) => {
      sheet.addRow(['名称', '甲', '乙', '丙', '丁'])
      sheet.addRow([
        { formula: 'A1&"1"', result: '名称1' },
        { formula: '1+1', result: 2 },
        { formula: '1/0', result: { error: '#DIV/0!' } },
        { formula: 'X()' },
        { error: '#REF!' },
      ])
    })
    const { rows } = await rowsOf(path)
    expect(rows[0]?.cells).toEqual([
      { kind: 'text', text: '名称1' },
      { kind: 'number', value: 2 },
      { kind: 'error', error: '#DIV/0!' },
      { kind: 'uncomputed' },
      { kind: 'error', error: '#REF!' },
    ])
  })

  it('fills a merged value down its column and marks the cells to the right of it', async () => {
    const path = await saved((sheet) => {
      sheet.addRow(['牛庄镇走访场所'])
      sheet.mergeCells('A1:C1')
      sheet.addRow(['村', '名称', '类型'])
      sheet.addRow(['何家村', '甲', '商铺'])
      sheet.addRow([null, '乙', '商铺'])
      sheet.addRow([null, '丙'])
      sheet.mergeCells('A3:A5')
      sheet.mergeCells('B5:C5')
      sheet.addRow(['解家村', '丁', '商铺'])
    })
    const { sheet, rows } = await rowsOf(path)
    expect(sheet.headings).toEqual(['村', '名称', '类型'])
    expect(rows.map(({ cells }) => cellText(cells[0]))).toEqual(['何家村', '何家村', '何家村', '解家村'])
    expect(rows[2]?.cells[2]).toEqual({ kind: 'merged', range: 'B5:C5' })
  })

  it('reads booleans and numbers in any dress', async () => {
    const path = await saved((sheet) => {
      sheet.addRow(['是否', '数'])
      for (const value of [true, '是', 'TRUE', 1, '１', '√']) sheet.addRow([value, '３７．３５'])
      for (const value of [false, '否', '无', 0, 'no']) sheet.addRow([value, ' 37.35\u00a0'])
      sheet.addRow(['也许', '37,35'])
    })
    const { rows } = await rowsOf(path)
    const last = rows.pop()
    expect(rows.map(({ cells }) => cellBoolean(cells[0]))).toEqual([...Array(6).fill(true), ...Array(5).fill(false)])
    expect(new Set(rows.map(({ cells }) => cellNumber(cells[1])))).toEqual(new Set([37.35]))
    expect([cellBoolean(last?.cells[0]), cellNumber(last?.cells[1])]).toEqual([null, null])
  })

  it('takes the first sheet that has a heading row, passes hidden ones over and names the others', async () => {
    const path = await saved((sheet, book) => {
      sheet.addRow(['请先看说明'])
      book.addWorksheet('藏', { state: 'hidden' }).addRow(['名称', '类型'])
      book.addWorksheet('数据').addRow(['名称', '类型'])
      book.addWorksheet('备份').addRow(['名称', '类型'])
    })
    const { sheet } = await rowsOf(path)
    expect(sheet.source).toMatchObject({ sheetName: '数据', otherSheets: ['点位', '备份'] })
  })

  it('takes the sheet whose headings fit best, also behind one of explanations', async () => {
    const path = await saved((sheet, book) => {
      sheet.addRow(['栏目', '怎样填'])
      sheet.addRow(['名称', '场所的名称'])
      book.addWorksheet('数据').addRows([
        ['名称', '类型'],
        ['甲', '商铺'],
      ])
      book.addWorksheet('旧').addRow(['名称', '类型'])
    })
    const headingScore = (texts: readonly string[]) =>
      texts.filter((text) => ['名称', '类型'].includes(text)).length + (texts.length > 1 ? 0.5 : 0)
    const { sheet, rows } = await rowsOf(path, { headingScore })
    expect(sheet.source).toMatchObject({ sheetName: '数据', otherSheets: ['点位', '旧'] })
    expect(rows.map(({ cells }) => cells.map(cellText))).toEqual([['甲', '商铺']])
  })

  it('reads a hidden column, but not one whose heading a visible column has as well', async () => {
    const path = await saved((sheet) => {
      sheet.addRows([
        ['村', '编号', '村', '名称'],
        ['旧村', 'A1', '新村', '甲'],
      ])
      sheet.getColumn(1).hidden = true
      sheet.getColumn(2).hidden = true
    })
    const { sheet, rows } = await rowsOf(path)
    expect(sheet.headings).toEqual(['', '编号', '村', '名称'])
    expect(rows[0]?.cells.map(cellText)).toEqual(['旧村', 'A1', '新村', '甲'])
  })

  it('keeps Chinese whole where a character lies across two pieces of the file', async () => {
    const name = '牛庄镇何家村村委会东侧第一排沿街商铺'
    const path = await saved((sheet) => {
      sheet.addRow(['名称', '类型'])
      for (let at = 0; at < 20_000; at++) sheet.addRow([`${'a'.repeat(at % 7)}${name}${at}`, '商铺'])
    })
    const { rows } = await rowsOf(path)
    expect(rows.filter(({ cells }) => !cellText(cells[0]).includes(name))).toEqual([])
    expect(rows).toHaveLength(20_000)
  })

  it('is read whatever the writer’s habits: prefixes, cells and rows without references, inline text, no styles', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>名称</x:t></x:is></x:c><x:c t="str"><x:v>类型</x:v></x:c></x:row>' +
      '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c><x:v>1.5E3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const strings = '<sst><si><r><t>何</t></r><r><t>家_x0031_</t></r><rPh sb="0" eb="1"><t>he</t></rPh></si></sst>'
    const { rows } = await rowsOf(await files.zip(workbookAround(sheet, { 'xl/sharedStrings.xml': strings })))
    expect(rows.map(({ row, cells }) => [row, ...cells.map(cellText)])).toEqual([[2, '何家1', '1500']])
  })

  it('passes over a million formatted blank rows and reads what stands below them', { timeout: 120_000 }, async () => {
    async function* sheet() {
      yield '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>名称</v></c><c r="B1" t="str"><v>类型</v></c></row>'
      for (let row = 2; row < 1_000_002; row += 1000) {
        let chunk = ''
        for (let at = row; at < row + 1000; at++)
          chunk += `<row r="${at}"><c r="A${at}" s="1"/><c r="B${at}" s="1"/></row>`
        yield chunk
      }
      yield '<row r="1000002"><c r="A1000002" t="str"><v>最后</v></c></row></sheetData></worksheet>'
    }
    const { rows } = await rowsOf(await files.zip(workbookAround(sheet())))
    expect(rows.map(({ row, cells }) => [row, ...cells.map(cellText)])).toEqual([[1_000_002, '最后']])
  })
})
