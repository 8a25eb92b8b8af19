import { type Cell, cellBoolean, cellText, narrow, type SheetRow } from '../../../platform/sheets/index.ts'
import type { HeadingMap } from './headings.ts'
import { holdsPersonalNumber, maskNumbers, maskPerson } from './mask.ts'
import { problemText, type RowProblem, type RowProblemCode, type RowProblemDetails } from './problem.ts'
import { isExample } from './template.ts'

/**
 * Rows that say nothing of their own: the template's example, totals and signatures under the table, and one with nothing
 * in any column that is taken, such as a serial number entered in advance.
 */
export type PassedOver = 'example' | 'foot' | 'blank'

/** A row of the sheet with its cells by column key. */
export type RawRow<K extends string = string> = {
  readonly row: number
  readonly passedOver: PassedOver | null
  readonly cell: (key: K) => Cell | undefined
  /** the heading as it stands in the file */
  readonly heading: (key: K) => string
}

export function rawRow<K extends string = string>({ row, cells }: SheetRow, map: HeadingMap): RawRow<K> {
  const at = (key: K) => map.mapped.get(key)
  return {
    row,
    passedOver: passedOver(cells, map),
    cell: (key) => cells[at(key) ?? -1],
    heading: (key) => map.headings[at(key) ?? -1] ?? key,
  }
}

function passedOver(cells: readonly Cell[], map: HeadingMap): PassedOver | null {
  if (cells.some((cell) => cell.kind === 'text' && isExample(cell.text))) return 'example'
  const isBlank = (at: number) => (cells[at] ?? { kind: 'blank' }).kind === 'blank'
  const first = narrow(cellText(cells.find((cell) => cellText(cell) !== ''))).replace(/\s/g, '')
  // a remark may also stand in the first column of a row that says everything else
  if (total.test(first) || (signature.test(first) && map.needed.some(isBlank))) return 'foot'
  return [...map.mapped.values()].every(isBlank) ? 'blank' : null
}

/** 合计, 总 计：, 小计（户）, 合计42个村, Total: the line under a table. */
const total = /^(合计|总计|共计|小计|累计|total|sum)(\(.*\))?:?[\d.]*(个|处|条|人|户|家|根)?村?$/i
/** 填表人：, 注：…, below it. */
const signature = /^(填表人?|填报人?|制表人?|经办人?|审核人?|审批人?|单位负责人|填表(时间|日期|单位)|备注|说明|注)[:：]/

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
