import { cleanText, narrow } from './text.ts'

/** What stands in one cell. `formula-…` and `merged` are problems of that cell, told to the person by row. */
export type Cell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** a number that its format shows as a date or time */
  | { readonly kind: 'date'; readonly value: number; readonly iso: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** #REF! and the like, computed or typed */
  | { readonly kind: 'error'; readonly error: string }
  /** a formula that was saved without its result */
  | { readonly kind: 'uncomputed' }
  /** covered from the left by a merged cell, e.g. B5:D5; its value belongs to the first cell */
  | { readonly kind: 'merged'; readonly range: string }

/** A row as the person sees it: `row` is the number at its left in Excel; a CSV record counts as one row. */
export type SheetRow = { readonly row: number; readonly cells: readonly Cell[] }

export const blank: Cell = { kind: 'blank' }

/** The cell as cleaned text; blank, erroneous and merged cells are ''. Numbers in at most 15 digits, never 1.2E+10. */
export function cellText(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case 'text':
      return cleanText(cell.text)
    case 'number':
      return numberText(cell.value)
    case 'date':
      return cell.iso
    case 'boolean':
      return cell.value ? '是' : '否'
    default:
      return ''
  }
}

/** A number, also when it was stored as text, with full-width digits or thousands commas; null otherwise. */
export function cellNumber(cell: Cell | undefined): number | null {
  if (cell?.kind === 'number') return Number.isFinite(cell.value) ? cell.value : null
  if (cell?.kind !== 'text') return null
  const text = narrow(cell.text)
    .replace(/[−–]/g, '-')
    .replace(/^'/, '')
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, '')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}

const yes = new Set(['是', '有', '真', '对', '能', '可', '可以', '√', '✓', 'true', 'yes', 'y', 't', '1'])
const no = new Set([
  '否',
  '无',
  '没有',
  '假',
  '不',
  '不是',
  '不能',
  '不可',
  '不可以',
  '×',
  '✗',
  'false',
  'no',
  'n',
  'f',
  '0',
  'x',
])

/** 是/否, 有/无, √/×, true/false, 1/0; null for anything else. */
export function cellBoolean(cell: Cell | undefined): boolean | null {
  if (cell?.kind === 'boolean') return cell.value
  const text = narrow(cellText(cell)).toLowerCase()
  if (yes.has(text)) return true
  return no.has(text) ? false : null
}

/** A civil date YYYY-MM-DD from a date, a day number or text such as 2025年2月1日, 2025/2/1, 20250201; else null. */
export function cellDate(cell: Cell | undefined, date1904: boolean): string | null {
  if (cell?.kind === 'date') return cell.iso.slice(0, 10)
  if (cell?.kind === 'number') {
    const compact = Number.isInteger(cell.value) ? civil(/^(\d{4})(\d\d)(\d\d)$/.exec(String(cell.value))) : null
    return compact ?? serialDate(cell.value, date1904)?.slice(0, 10) ?? null
  }
  const text = narrow(cellText(cell)).replace(/\s/g, '')
  return civil(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text))
}

/**
 * Excel's day number as local ISO text, with the time where it is not midnight; null outside 1900–9999 and for
 * 29 February 1900, a day that Excel believes in (day 60 of the 1900 system).
 */
export function serialDate(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null
  const day = Math.floor(serial)
  if (!date1904 && (day === 60 || day === 0)) return null
  const shift = date1904 ? 24_107 : day < 60 ? 25_568 : 25_569
  const seconds = Math.round((serial - shift) * 86_400)
  const iso = new Date(seconds * 1000).toISOString()
  return seconds % 86_400 === 0 ? iso.slice(0, 10) : iso.slice(0, 19)
}

function civil(match: RegExpExecArray | null): string | null {
  if (match === null) return null
  const [, year = '', month = '', day = ''] = match
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : null
}

function numberText(value: number): string {
  const short = Number(value.toPrecision(15))
  return Math.abs(short) >= 1e21 || (short !== 0 && Math.abs(short) < 1e-6) ? String(short) : plain(short)
}

function plain(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(value)
}
