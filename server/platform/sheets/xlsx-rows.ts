import { blank, type Cell, type SheetRow, serialDate } from './cell.ts'
import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'
import { cleanText, ownString } from './text.ts'
import { type Merge, mergeFiller } from './xlsx-merges.ts'
import { unescapeXlsx } from './xlsx-strings.ts'
import type { DateStyles } from './xlsx-styles.ts'
import { readXml, type XmlHandler } from './xml.ts'

export type WorksheetContext = {
  readonly strings: readonly string[]
  readonly dateStyles: DateStyles
  readonly date1904: boolean
  readonly merges: readonly Merge[]
  readonly limits: SheetLimits
}

/**
 * The rows that hold a value, in order. Rows and cells that are only formatted are passed over. Stops soon after row
 * `through`.
 */
export async function* xlsxRows(
  part: AsyncIterable<Buffer>,
  context: WorksheetContext,
  through = Number.POSITIVE_INFINITY,
): AsyncGenerator<SheetRow> {
  const rows: SheetRow[] = []
  const worksheet = worksheetHandler(context, (row) => rows.push(row))
  for await (const _ of readXml(part, worksheet)) {
    yield* rows
    rows.length = 0
    if (worksheet.row() > through) return
  }
}

function worksheetHandler(
  context: WorksheetContext,
  found: (row: SheetRow) => void,
): XmlHandler & { readonly row: () => number } {
  const fillMerged = mergeFiller(context.merges)
  let row = 0
  let column = 0
  let cells: Cell[] = []
  let type = ''
  let style = 0
  let formula = false
  let value: string | null = null
  let into: 'value' | 'nothing' = 'nothing'
  let inReading = false

  const endCell = () => {
    const cell = toCell(context, type, style, formula, value)
    if (cell.kind === 'blank') return
    const { maxColumns, maxCellChars } = context.limits
    if (column > maxColumns) throw new SheetProblem('sheet/too-many-columns', { limit: maxColumns, detail: row })
    if (cell.kind === 'text' && cell.text.length > maxCellChars) {
      throw new SheetProblem('sheet/cell-too-long', { limit: maxCellChars, detail: row })
    }
    while (cells.length < column) cells.push(blank)
    cells[column - 1] = cell
  }

  return {
    row: () => row,
    open(tag, attributes) {
      switch (tag) {
        case 'row':
          row = nextRow(row, attributes.r)
          column = 0
          break
        case 'c':
          column = attributes.r === undefined ? column + 1 : columnOfReference(attributes.r)
          type = attributes.t ?? 'n'
          style = attributes.s === undefined ? 0 : Number(attributes.s)
          formula = false
          value = null
          break
        case 'f':
          formula = true
          break
        case 'v':
        case 't':
          value ??= ''
          into = 'value'
          break
        case 'rPh':
          inReading = true
          break
      }
    },
    text(text) {
      if (into === 'value' && !inReading) value += text
    },
    close(tag) {
      switch (tag) {
        case 'v':
        case 't':
          into = 'nothing'
          break
        case 'rPh':
          inReading = false
          break
        case 'c':
          endCell()
          break
        case 'row':
          if (cells.length === 0) break
          fillMerged(row, cells)
          found({ row, cells })
          cells = []
          break
      }
    },
  }
}

/** Rows go up (ECMA-376 part 1, §18.3.1.73): one number for two rows would make one of them disappear. */
function nextRow(before: number, reference: string | undefined): number {
  const row = reference === undefined ? before + 1 : Number(reference)
  if (!(row > before)) throw new SheetProblem('sheet/broken', { detail: `row ${reference}` })
  return row
}

function toCell(context: WorksheetContext, type: string, style: number, formula: boolean, value: string | null): Cell {
  if (value === null || (value === '' && type !== 'str')) return formula ? { kind: 'uncomputed' } : blank
  switch (type) {
    case 's':
      return textCell(context.strings[Number(value)] ?? '')
    case 'inlineStr':
    case 'str':
      return textCell(ownString(cleanText(unescapeXlsx(value))))
    case 'e':
      return { kind: 'error', error: value }
    case 'b':
      return { kind: 'boolean', value: value === '1' || value === 'true' }
    case 'd':
      return textCell(value)
    default: {
      const number = Number(value)
      if (!Number.isFinite(number)) return { kind: 'error', error: cleanText(value).slice(0, 20) }
      const iso = context.dateStyles[style] ? serialDate(number, context.date1904) : null
      return iso === null ? { kind: 'number', value: number } : { kind: 'date', value: number, iso }
    }
  }
}

function textCell(text: string): Cell {
  return text === '' ? blank : { kind: 'text', text }
}

function columnOfReference(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column
}
