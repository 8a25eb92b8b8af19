/** A row as Excel numbers it; `unreadable` are cells (from 0) with an error, a formula without result, or merged away. */
export type FormRow = {
  readonly row: number
  readonly cells: readonly string[]
  readonly unreadable: readonly number[]
}
export type FormSheet = { readonly headings: readonly string[]; readonly rows: readonly FormRow[] }

const columns = [
  'type',
  'name',
  'label',
  'hint',
  'relevant',
  'required',
  'constraint',
  'constraint_message',
  'calculation',
  'choice_filter',
  'repeat_count',
  'trigger',
  'disabled',
  'list_name',
  'form_title',
  'hazard',
  'hazard_days',
] as const
export type Column = (typeof columns)[number]

/** Headings that forms write for a column besides its own name; blanks are underscores already. */
const aliases: Readonly<Record<string, Column>> = {
  relevance: 'relevant',
  caption: 'label',
  constraint_msg: 'constraint_message',
  calculate: 'calculation',
  title: 'form_title',
}

/** The columns that are in several languages. */
const translated: readonly Column[] = ['label', 'hint', 'constraint_message']
const chinese = /中文|汉语|chinese|\bzh\b|zh[-_]/i

/** Where each column stands, from 0. Of several languages the Chinese one is read, else that without one, else the first. */
export function columnsOf({ headings }: FormSheet): ReadonlyMap<Column, number> {
  const found = new Map<Column, { readonly at: number; readonly rank: number }>()
  for (const [at, heading] of headings.entries()) {
    const [bare = '', ...language] = heading.split(/::?/)
    const name = bare.trim().toLowerCase().replace(/\s+/g, '_')
    const column = columns.find((known) => known === name) ?? aliases[name]
    if (column === undefined || (language.length > 0 && !translated.includes(column))) continue
    const rank = language.length === 0 ? 1 : chinese.test(language.join(' ')) ? 2 : 0
    if (rank > (found.get(column)?.rank ?? -1)) found.set(column, { at, rank })
  }
  return new Map([...found].map(([column, { at }]) => [column, at]))
}

/** A cell's text; empty where the sheet has no such column. */
export function textIn({ cells }: FormRow, at: ReadonlyMap<Column, number>, column: Column): string {
  const index = at.get(column)
  return index === undefined ? '' : (cells[index] ?? '').trim()
}
