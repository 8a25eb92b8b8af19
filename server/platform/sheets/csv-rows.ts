import { blank, type Cell, type SheetRow } from './cell.ts'
import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'
import { cleanText, ownString } from './text.ts'

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

export type CsvReader = {
  /** The records that `text` ended, without blank ones. */
  readonly feed: (text: string) => readonly SheetRow[]
  readonly end: () => readonly SheetRow[]
}

/**
 * RFC 4180, forgiving: a stray quotation mark is kept as it stands. Written because the parser at hand needed 195 s
 * and 1.5 GB for 20 MB with one unclosed quotation mark, and could not say in which row.
 * Errors: sheet/cell-too-long, sheet/unclosed-quote, sheet/too-many-columns.
 */
export function csvReader(separator: string, limits: SheetLimits): CsvReader {
  const separatorCode = separator.charCodeAt(0)
  let row = 1
  let cells: Cell[] = []
  let hasValue = false
  let columns = 0
  let field = ''
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let afterReturn = false

  const checkLength = () => {
    if (field.length <= limits.maxCellChars) return
    throw new SheetProblem('sheet/cell-too-long', { limit: limits.maxCellChars, detail: row })
  }
  const endField = () => {
    checkLength()
    const cell = csvCell(field)
    columns++
    if (cell.kind !== 'blank') {
      if (columns > limits.maxColumns) {
        throw new SheetProblem('sheet/too-many-columns', { limit: limits.maxColumns, detail: row })
      }
      hasValue = true
      while (cells.length < columns - 1) cells.push(blank)
      cells.push(cell)
    }
    field = ''
    state = 'start'
  }
  const endRecord = (rows: SheetRow[]) => {
    endField()
    if (hasValue) rows.push({ row, cells })
    if (hasValue) cells = []
    hasValue = false
    columns = 0
    row++
  }

  const feed = (text: string): readonly SheetRow[] => {
    const rows: SheetRow[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (state === 'quoted') {
        if (code !== quote) continue
        field += text.slice(from, at)
        from = at + 1
        state = 'closed'
        checkLength()
        continue
      }
      if (afterReturn && code === lineFeed) {
        afterReturn = false
        from = at + 1
        continue
      }
      afterReturn = false
      if (code === separatorCode || code === lineFeed || code === carriageReturn) {
        field += text.slice(from, at)
        from = at + 1
        if (code === separatorCode) endField()
        else endRecord(rows)
        afterReturn = code === carriageReturn
      } else if (code === quote && state === 'start' && field === '' && from === at) {
        state = 'quoted'
        from = at + 1
      } else if (code === quote && state === 'closed' && from === at) {
        // a doubled quotation mark stands for one
        field += '"'
        from = at + 1
        state = 'quoted'
      } else if (state === 'start') {
        state = 'plain'
      } else if (state === 'closed') {
        state = 'plain'
      }
    }
    field += text.slice(from)
    checkLength()
    return rows
  }

  const end = (): readonly SheetRow[] => {
    if (state === 'quoted') throw new SheetProblem('sheet/unclosed-quote', { detail: row })
    const rows: SheetRow[] = []
    endRecord(rows)
    return rows
  }
  return { feed, end }
}

/** ="0123" is how sheets keep zeros in CSV; '=… is our own guard against formulas; other formulas have no result. */
function csvCell(field: string): Cell {
  const text = ownString(cleanText(field))
  if (text === '') return blank
  const kept = /^="([^"]*)"$/.exec(text)
  if (kept) return { kind: 'text', text: kept[1] ?? '' }
  if (text.startsWith('=')) return { kind: 'uncomputed' }
  return { kind: 'text', text: /^'[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text }
}

/** Comma, semicolon or tab: whichever is most frequent in the first lines, outside quotation marks. */
export function detectSeparator(head: string): ',' | ';' | '\t' {
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1]
  if (named === ',' || named === ';' || named === '\t') return named
  const bare = head.replace(/"[^"]*("|$)/g, '')
  const lines = bare
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .slice(0, 5)
    .join('\n')
  const count = (sign: string) => lines.split(sign).length
  const [commas, semicolons, tabs] = [count(','), count(';'), count('\t')]
  if (tabs > commas && tabs >= semicolons) return '\t'
  return semicolons > commas ? ';' : ','
}
