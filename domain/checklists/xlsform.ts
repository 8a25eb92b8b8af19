import { type ChecklistFault, checklistFaults } from './faults.ts'
import type { Checklist, Choice, HazardAnswer, Item } from './question.ts'
import { type Column, columnsOf, type FormRow, type FormSheet, textIn } from './xlsform-columns.ts'
import { type Group, groupedBy } from './xlsform-groups.ts'
import { typeOf } from './xlsform-types.ts'

export type { FormRow, FormSheet } from './xlsform-columns.ts'

/** The sheets of a form; `choices` and `settings` may be left out. */
export type XlsForm = {
  readonly survey: FormSheet
  readonly choices: FormSheet | null
  readonly settings: FormSheet | null
  /** What the checklist is called where the form does not say. */
  readonly fileName: string
}

export type XlsFormProblemCode =
  | 'no-column'
  | 'cell-unreadable'
  | 'no-type'
  | 'type-not-taken'
  | 'no-name'
  | 'unknown-list'
  | 'column-not-taken'
  | 'group-not-closed'
  | 'group-not-open'
  | 'hazard-days'

/** Something that stands in the way, where people find it: sheet, row and column as Excel shows them. */
export type XlsFormProblem = {
  readonly sheet: 'survey' | 'choices' | 'settings'
  readonly row: number | null
  readonly column: string | null
} & (
  | { readonly code: XlsFormProblemCode; readonly piece: string }
  | { readonly code: 'fault'; readonly fault: ChecklistFault }
)

export type ReadXlsForm = {
  readonly checklist: Checklist
  /** In the order of their rows; none: the checklist may be kept. */
  readonly problems: readonly XlsFormProblem[]
  /** Columns that hold something and change nothing here (`appearance`, `default`, other languages). */
  readonly unused: readonly string[]
}

/** What changes a form's meaning and is not carried over: refused where it holds something. */
const refusedColumns = ['calculation', 'choice_filter', 'repeat_count', 'trigger'] as const
const defaultHazardDays = 15

/**
 * A checklist from an XLSForm (xlsform.org): questions of text, number, choice, photo and date, notes, groups as headings.
 * Everything else is named with its row and refused; nothing is left out unseen. Two columns of our own are read besides:
 * `hazard` (names of answers that are hazards, blanks between) and `hazard_days`.
 */
export function readXlsForm(form: XlsForm): ReadXlsForm {
  const survey = columnsOf(form.survey)
  const problems: XlsFormProblem[] = []
  const say = (row: FormRow | null, column: string | null, code: XlsFormProblemCode, piece: string) =>
    problems.push({ sheet: 'survey', row: row?.row ?? null, column, code, piece })
  for (const column of ['type', 'name', 'label'] as const) {
    if (!survey.has(column)) say(null, column, 'no-column', column)
  }
  const lists = choiceLists(form.choices, problems)
  const items: Item[] = []
  const rowsOfItems: FormRow[] = []
  const groups: Group[] = []

  for (const row of form.survey.rows) {
    const cell = (column: Column) => textIn(row, survey, column)
    if (isYes(cell('disabled'))) continue
    for (const at of row.unreadable) say(row, form.survey.headings[at] ?? null, 'cell-unreadable', '')
    for (const column of refusedColumns) if (cell(column) !== '') say(row, column, 'column-not-taken', cell(column))
    const type = typeOf(cell('type'))
    const add = (item: Item) => {
      items.push(item)
      rowsOfItems.push(row)
    }
    const relevant = groupedBy(groups, conditionOf(cell('relevant')))
    const heading = { label: cell('label'), relevant }
    switch (type.kind) {
      case 'none':
        say(row, 'type', 'no-type', cell('name') || cell('label'))
        break
      case 'refused':
        say(row, 'type', 'type-not-taken', type.piece)
        break
      case 'begin-group':
        groups.push({ row: row.row, relevant: conditionOf(cell('relevant')) })
        if (heading.label !== '') add({ kind: 'heading', ...heading })
        break
      case 'end-group':
        if (groups.pop() === undefined) say(row, 'type', 'group-not-open', cell('type'))
        break
      case 'note':
        add({ kind: 'note', ...heading })
        break
      default: {
        if (cell('name') === '') say(row, 'name', 'no-name', heading.label)
        const asked = {
          name: cell('name'),
          ...heading,
          hint: cell('hint') || null,
          required: requiredOf(cell('required')),
          constraint: conditionOf(cell('constraint')),
          constraintMessage: cell('constraint_message') || null,
        }
        if (type.kind !== 'choice') {
          add(type.kind === 'number' ? { ...asked, kind: 'number', whole: type.whole } : { ...asked, kind: type.kind })
          break
        }
        const list = lists.get(type.list)
        if (list === undefined) say(row, 'type', 'unknown-list', type.list)
        const hazards = hazardsOf(cell('hazard'), cell('hazard_days'))
        if (hazards === null) say(row, 'hazard_days', 'hazard-days', cell('hazard_days'))
        add({ ...asked, kind: 'choice', several: type.several, choices: list ?? [], hazards: hazards ?? [] })
      }
    }
  }
  for (const { row } of groups) {
    problems.push({ sheet: 'survey', row, column: 'type', code: 'group-not-closed', piece: 'begin group' })
  }
  const checklist = { title: titleOf(form), items }
  problems.push(...faultsByRow(checklist, rowsOfItems, problems))
  return { checklist, problems: problems.toSorted(byRow), unused: unusedColumns(form.survey, survey) }
}

/** What the checklist's own rules say, at the rows of the items; not what was said of a row's list already. */
function faultsByRow(
  checklist: Checklist,
  rows: readonly FormRow[],
  said: readonly XlsFormProblem[],
): readonly XlsFormProblem[] {
  const told = new Set(said.filter(({ code }) => code === 'unknown-list' || code === 'no-name').map(({ row }) => row))
  return checklistFaults(checklist).flatMap((fault): readonly XlsFormProblem[] => {
    const row = fault.item === null ? null : (rows[fault.item]?.row ?? null)
    const twice = told.has(row) && (fault.code === 'no-choices' || fault.code === 'name-not-allowed')
    if (twice || (fault.code === 'no-question' && said.length > 0)) return []
    return [{ sheet: 'survey', row, column: columnOf(fault), code: 'fault', fault }]
  })
}

function columnOf(fault: ChecklistFault): string | null {
  if ('condition' in fault) return fault.condition
  if (fault.code.startsWith('hazard')) return 'hazard'
  if (fault.code.startsWith('name')) return 'name'
  return fault.code === 'no-label' || fault.code === 'label-too-long' ? 'label' : 'type'
}

function choiceLists(sheet: FormSheet | null, problems: XlsFormProblem[]): ReadonlyMap<string, readonly Choice[]> {
  const lists = new Map<string, Choice[]>()
  if (sheet === null) return lists
  const columns = columnsOf(sheet)
  for (const row of sheet.rows) {
    const [list, name] = [textIn(row, columns, 'list_name'), textIn(row, columns, 'name')]
    for (const at of row.unreadable) {
      const column = sheet.headings[at] ?? null
      problems.push({ sheet: 'choices', row: row.row, column, code: 'cell-unreadable', piece: '' })
    }
    if (list === '' || name === '') {
      const column = list === '' ? 'list_name' : 'name'
      problems.push({ sheet: 'choices', row: row.row, column, code: 'no-name', piece: name || list })
      continue
    }
    const choice = { name, label: textIn(row, columns, 'label') || name }
    lists.set(list, [...(lists.get(list) ?? []), choice])
  }
  return lists
}

function titleOf({ settings, fileName }: XlsForm): string {
  const row = settings?.rows[0]
  const title = settings && row ? textIn(row, columnsOf(settings), 'form_title') : ''
  return title || fileName.replace(/\.[^.]+$/, '')
}

const yes = new Set(['yes', 'true', 'true()', '1', '是'])
const no = new Set(['', 'no', 'false', 'false()', '0', '否'])
const isYes = (text: string): boolean => yes.has(text.toLowerCase())

/** `yes` in the column, or an expression. */
function requiredOf(text: string): string | null {
  if (no.has(text.toLowerCase())) return null
  return isYes(text) ? 'true()' : text
}

const conditionOf = (text: string): string | null => (text === '' ? null : text)

function hazardsOf(answers: string, days: string): readonly HazardAnswer[] | null {
  const names = answers.split(/[\s,，、]+/).filter((name) => name !== '')
  if (days !== '' && !/^\d{1,3}$/.test(days)) return null
  return names.map((answer) => ({ answer, days: days === '' ? defaultHazardDays : Number(days) }))
}

function unusedColumns({ headings, rows }: FormSheet, columns: ReadonlyMap<string, number>): readonly string[] {
  const used = new Set(columns.values())
  return headings.filter(
    (heading, at) => heading !== '' && !used.has(at) && rows.some(({ cells }) => (cells[at] ?? '') !== ''),
  )
}

const sheetOrder = ['survey', 'choices', 'settings']
const byRow = (a: XlsFormProblem, b: XlsFormProblem): number =>
  sheetOrder.indexOf(a.sheet) - sheetOrder.indexOf(b.sheet) || (a.row ?? 0) - (b.row ?? 0)
