import { placeKinds } from '@sifang/domain/places/kinds'
import type { OutColumn, OutSheet, Value } from '../../../platform/sheets/index.ts'
import { type SheetName, sheetColumns, sheetTitles } from './columns.ts'

export type Language = 'zh' | 'en'

export type Template = {
  readonly title: string
  readonly columns: readonly OutColumn[]
  /** one row, marked as an example; `isExample` passes it over on import */
  readonly example: readonly Value[]
  /** heading, needed or not, what to enter, example; below it the kinds of place */
  readonly explanations: readonly (readonly Value[])[]
}

/** The template of a sheet. Required headings carry an asterisk, which the import overlooks. */
export function templateRows(sheet: SheetName, language: Language): Template {
  const columns = sheetColumns[sheet]
  const zh = language === 'zh'
  const explanations: Value[][] = columns.map((column) => [
    column[language],
    column.required ? (zh ? '必填' : 'required') : zh ? '可不填' : 'optional',
    zh ? column.explainZh : column.explainEn,
    exampleOf(column.example, language),
  ])
  if (sheet === 'places') {
    explanations.push([], [zh ? '类型' : 'Kind', null, zh ? '也可以写' : 'also understood', null])
    for (const kind of placeKinds) explanations.push([kind[language], null, kind.aliases.slice(0, 6).join('、'), null])
  }
  return {
    title: sheetTitles[sheet][language],
    columns: columns.map((column) => ({ heading: `${column[language]}${column.required ? '*' : ''}`, width: 18 })),
    example: columns.map((column) => exampleOf(column.example, language)),
    explanations,
  }
}

/** The template as the two sheets of an .xlsx. */
export function templateSheets(sheet: SheetName, language: Language): readonly OutSheet[] {
  const template = templateRows(sheet, language)
  const zh = language === 'zh'
  const headings = zh ? ['栏目', '必填', '怎样填', '示例'] : ['Column', 'Needed', 'What to enter', 'Example']
  const widths = [20, 10, 60, 24]
  return [
    { name: template.title, columns: template.columns, rows: each([template.example]) },
    {
      name: zh ? '填写说明' : 'How to fill in',
      columns: headings.map((heading, at) => ({ heading, width: widths[at] ?? 20 })),
      rows: each(template.explanations),
    },
  ]
}

/** The template's own example row: its first cell begins with 示例： or Example:. */
export function isExample(firstText: string): boolean {
  return /^(示例|例|样例|example)\s*[:：]/i.test(firstText)
}

function exampleOf(example: string | number, language: Language): Value {
  return typeof example === 'string' && language === 'en' ? example.replace(/^示例：/, 'Example: ') : example
}

async function* each(rows: readonly (readonly Value[])[]): AsyncGenerator<readonly Value[]> {
  yield* rows
}
