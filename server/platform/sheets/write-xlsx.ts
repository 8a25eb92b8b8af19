import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { looksLikeFormula, type OutColumn, type Value } from './value.ts'
import { contentTypes, packageRelations, stylesXml, workbookRelations, workbookXml } from './xlsx-frame.ts'
import { type ZipPart, zipStream } from './zip-writer.ts'

export type OutSheet = {
  readonly name: string
  readonly columns: readonly OutColumn[]
  readonly rows: AsyncIterable<readonly Value[]>
}

const chunkChars = 64 * 1024
const maxCellChars = 32_767
/** Excel's 1,048,576 less the heading; what is more goes on in another sheet. */
const maxSheetRows = 1_048_575

/**
 * Streams an .xlsx in constant memory, at the pace of `out`, which it ends. All text is written as text, never as a
 * formula; text that looks like one also keeps its quote prefix when somebody edits the cell.
 */
export async function writeXlsx(sheets: readonly OutSheet[], out: Writable, sheetRows = maxSheetRows): Promise<void> {
  await pipeline(Readable.from(zipStream(parts(sheets, sheetRows)), { highWaterMark: 1 }), out)
}

async function* parts(sheets: readonly OutSheet[], sheetRows: number): AsyncGenerator<ZipPart> {
  const names: string[] = []
  for (const sheet of sheets) {
    const rows = sheet.rows[Symbol.asyncIterator]()
    let next = await rows.next()
    try {
      for (let part = 1; part === 1 || next.done !== true; part++) {
        names.push(sheetName(part === 1 ? sheet.name : `${sheet.name} (${part})`, names))
        async function* text() {
          yield sheetStart(sheet.columns)
          let chunk = ''
          for (let row = 2; next.done !== true && row <= sheetRows + 1; row++) {
            chunk += rowXml(row, next.value, 0)
            next = await rows.next()
            if (chunk.length < chunkChars) continue
            yield chunk
            chunk = ''
          }
          yield `${chunk}</sheetData></worksheet>`
        }
        yield { name: `xl/worksheets/sheet${names.length}.xml`, text: text() }
      }
    } finally {
      if (next.done !== true) await rows.return?.()
    }
  }
  yield { name: '[Content_Types].xml', text: [contentTypes(names.length)] }
  yield { name: '_rels/.rels', text: [packageRelations] }
  yield { name: 'xl/workbook.xml', text: [workbookXml(names.map(escapeXml))] }
  yield { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(names.length)] }
  yield { name: 'xl/styles.xml', text: [stylesXml] }
}

function sheetStart(columns: readonly OutColumn[]): string {
  const widths = columns.map(({ heading, width }, at) => {
    const chars = width ?? Math.max(10, heading.length * 2 + 4)
    return `<col min="${at + 1}" max="${at + 1}" width="${chars}" customWidth="1"/>`
  })
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>' +
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>` +
    rowXml(
      1,
      columns.map((column) => column.heading),
      1,
    )
  )
}

function rowXml(row: number, values: readonly Value[], style: 0 | 1): string {
  let cells = ''
  for (let at = 0; at < values.length; at++)
    cells += cellXml(`${columnLetters(at + 1)}${row}`, values[at] ?? null, style)
  return `<row r="${row}">${cells}</row>`
}

function cellXml(reference: string, value: Value, style: 0 | 1): string {
  if (value === null || value === '') return ''
  if (typeof value === 'boolean') return cellXml(reference, value ? '是' : '否', style)
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${reference}"><v>${value}</v></c>` : ''
  const shown = style === 0 && looksLikeFormula(value) ? 2 : style
  const text = escapeXml(value.slice(0, maxCellChars))
  return `<c r="${reference}" s="${shown}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

function columnLetters(column: number): string {
  const rest = (column - 1) % 26
  const letter = String.fromCharCode(65 + rest)
  return column <= 26 ? letter : columnLetters((column - 1 - rest) / 26) + letter
}

/** What XML 1.0 cannot carry is left out; half a surrogate pair becomes U+FFFD. */
function escapeXml(text: string): string {
  if (/^[\w\u4e00-\u9fff .,:()（）、。-]*$/.test(text)) return text
  return text
    .toWellFormed()
    .replace(/[\p{Cc}--[\t\n\r]]|[\ufffe\uffff]/gv, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Excel allows 31 characters, none of []:*?/\ and no name twice. */
function sheetName(wanted: string, taken: readonly string[]): string {
  const name =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet'
  return taken.includes(name) ? sheetName(`${name.slice(0, 26)} (${taken.length + 1})`, taken) : name
}
