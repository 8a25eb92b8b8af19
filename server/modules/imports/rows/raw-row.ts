import { type Cell, cellBoolean, cellText, narrow, type SheetRow } from '../../../platform/sheets/index.ts'
import type { HeadingMap } from './headings.ts'
import { holdsPersonalNumber, maskNumbers, maskPerson } from './mask.ts'
import { problemText, type RowProblem, type RowProblemCode, type RowProblemDetails } from './problem.ts'
import { isExample } from './template.ts'

/** A row of the sheet with its cells by column key. */
export type RawRow<K extends string = string> = {
  readonly row: number
  /** the template's own example, to be passed over */
  readonly example: boolean
  readonly cell: (key: K) => Cell | undefined
  /** the heading as it stands in the file */
  readonly heading: (key: K) => string
}

export function rawRow<K extends string = string>({ row, cells }: SheetRow, map: HeadingMap): RawRow<K> {
  const at = (key: K) => map.mapped.get(key)
  return {
    row,
    example: cells.some((cell) => cell.kind === 'text' && isExample(cell.text)),
    cell: (key) => cells[at(key) ?? -1],
    heading: (key) => map.headings[at(key) ?? -1] ?? key,
  }
}

export type RowReader<K extends string> = {
  readonly problems: RowProblem[]
  readonly fail: (key: K, code: RowProblemCode, details?: readonly (string | number)[] | RowProblemDetails) => null
  /** null when blank or bad; a bad one is among the problems */
  readonly text: (key: K, rule: TextRule) => string | null
  readonly boolean: (key: K) => boolean | null
  readonly shown: (key: K) => string
}

export type TextRule = { readonly max: number; readonly required?: boolean; readonly numbersRefused?: boolean }

/** Reads cells one by one and gathers what is wrong with them; `personal` columns are masked in every report. */
export function rowReader<K extends string>(raw: RawRow<K>, personal: ReadonlySet<K> = new Set()): RowReader<K> {
  const problems: RowProblem[] = []
  const shown = (key: K) => {
    const cell = raw.cell(key)
    const text = cell?.kind === 'error' ? cell.error : cellText(cell)
    return personal.has(key) ? maskPerson(text) : maskNumbers(text).slice(0, 80)
  }
  const fail: RowReader<K>['fail'] = (key, code, details = []) => {
    const both = 'zh' in details ? details : { zh: details, en: details }
    problems.push({ row: raw.row, column: raw.heading(key), key, value: shown(key), code, ...problemText(code, both) })
    return null
  }
  /** the cell, or null when it cannot be used */
  const usable = (key: K): Cell | null => {
    const cell = raw.cell(key) ?? { kind: 'blank' }
    switch (cell.kind) {
      case 'error':
        return fail(key, 'cell/formula-error', [cell.error])
      case 'uncomputed':
        return fail(key, 'cell/formula-without-result')
      case 'merged':
        return fail(key, 'cell/merged', [cell.range])
      default:
        return cellText(cell).includes('\ufffd') ? fail(key, 'cell/unreadable') : cell
    }
  }
  const text: RowReader<K>['text'] = (key, { max, required = false, numbersRefused = false }) => {
    const cell = usable(key)
    if (cell === null) return null
    const value = cellText(cell)
    if (value === '') return required ? fail(key, 'cell/required') : null
    if ([...value].length > max) return fail(key, 'cell/too-long', [max])
    if (numbersRefused && holdsPersonalNumber(narrow(value))) return fail(key, 'cell/personal-data')
    return value
  }
  const boolean = (key: K) => {
    const cell = usable(key)
    if (cell === null || cellText(cell) === '') return null
    return cellBoolean(cell) ?? fail(key, 'cell/not-yes-or-no')
  }
  return { problems, fail, text, boolean, shown }
}
