import { stat } from 'node:fs/promises'
import { cellText, type SheetRow } from './cell.ts'
import { decodedText, detectEncoding, readHead, type TextEncodingName } from './csv-encoding.ts'
import { csvReader, detectSeparator } from './csv-rows.ts'
import { defaultLimits, type SheetLimits } from './limits.ts'
import { refuseOtherFormats } from './other-formats.ts'
import { SheetProblem } from './problem.ts'
import { type Layout, readLayout } from './xlsx-merges.ts'
import { xlsxRows } from './xlsx-rows.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import { readDateStyles } from './xlsx-styles.ts'
import { readWorkbook, type WorksheetPart } from './xlsx-workbook.ts'
import { readEntry, zipEntries } from './zip-directory.ts'

export type SheetSource =
  /** `otherSheets`: the visible ones that are not read, to be named to the person */
  | {
      readonly kind: 'xlsx'
      readonly sheetName: string
      readonly otherSheets: readonly string[]
      readonly date1904: boolean
    }
  | { readonly kind: 'csv'; readonly encoding: TextEncodingName; readonly separator: ',' | ';' | '\t' }

export type Sheet = {
  readonly source: SheetSource
  readonly headingRow: number
  readonly headings: readonly string[]
  /** The rows below the heading that hold something. Each iteration reads the file anew, in constant memory. */
  readonly rows: AsyncIterable<SheetRow>
}

export type SheetOptions = Partial<SheetLimits> & {
  /** How well a row's texts serve as headings; 0 is not at all. Default: two different texts or more. */
  readonly headingScore?: (texts: readonly string[]) => number
  /** Of an .xlsx only the sheet of this name is looked at, in capitals or not. */
  readonly sheetNamed?: string
}

type Heading = { readonly row: number; readonly texts: readonly string[]; readonly score: number }

/** The heading is looked for among so many rows that hold something. */
const headingRows = 20
/** … in so many sheets of a file. */
const mostSheets = 50
/** … and, to begin with, not farther down than this row. */
const headingSearch = 5000

/**
 * Opens an .xlsx or a text file, told apart by content, and finds the heading row: the best of the first rows of all
 * visible sheets. Throws SheetProblem for a file that cannot be read; `rows` may throw it too while reading.
 */
export async function readSheet(path: string, options: SheetOptions = {}): Promise<Sheet> {
  const limits: SheetLimits = { ...defaultLimits, ...options }
  const score = options.headingScore ?? distinctTexts
  const { size } = await stat(path)
  if (size === 0) throw new SheetProblem('sheet/empty')
  if (size > limits.maxBytes) {
    throw new SheetProblem('sheet/too-large', { limit: `${Math.round(limits.maxBytes / 2 ** 20)} MB` })
  }
  const head = await readHead(path, 64 * 1024)
  if (head.subarray(0, 2).toString('latin1') === 'PK') return readXlsx(path, limits, score, options.sheetNamed)
  await refuseOtherFormats(path, head)
  return readCsv(path, limits, score)
}

async function readXlsx(
  path: string,
  limits: SheetLimits,
  score: (texts: readonly string[]) => number,
  name: string | undefined,
): Promise<Sheet> {
  const workbook = await readWorkbook(path, await zipEntries(path), limits)
  const { date1904 } = workbook
  const strings = workbook.strings ? await readSharedStrings(readEntry(path, workbook.strings, limits), limits) : []
  const dateStyles = workbook.styles ? await readDateStyles(readEntry(path, workbook.styles, limits)) : []
  const isNamed = (sheet: WorksheetPart) => name === undefined || sheet.name.trim().toLowerCase() === name
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden && isNamed(sheet))

  const rowsOf = ({ entry }: WorksheetPart, { merges }: Pick<Layout, 'merges'>, through?: number) =>
    xlsxRows(readEntry(path, entry, limits), { strings, dateStyles, date1904, merges, limits }, through)
  const sheet = (await bestSheet(visible, headingSearch)) ?? (await bestSheet(visible))
  if (sheet === null) throw new SheetProblem('sheet/no-heading')
  const layout = await readLayout(readEntry(path, sheet.entry, limits))
  const all = (through?: number) => rowsOf(sheet, layout, through)
  const heading = (await findHeading(all(headingSearch), score)) ?? (await findHeading(all(), score))
  if (heading === null) throw new SheetProblem('sheet/no-heading')
  const otherSheets = visible.filter((other) => other !== sheet).map((other) => other.name)
  const shown = { ...heading, texts: withoutHiddenTwins(heading.texts, layout) }
  return toSheet({ kind: 'xlsx', sheetName: sheet.name, otherSheets, date1904 }, shown, all, limits)

  /** The sheet with the best heading row, the first of several: explanations and notes may stand before the data. */
  async function bestSheet(sheets: readonly WorksheetPart[], through?: number): Promise<WorksheetPart | null> {
    let best: { sheet: WorksheetPart; score: number } | null = null
    for (const sheet of sheets.slice(0, mostSheets)) {
      const found = await findHeading(rowsOf(sheet, { merges: [] }, through), score)
      if (found !== null && found.score > (best?.score ?? 0)) best = { sheet, score: found.score }
    }
    return best?.sheet ?? null
  }
}

/** A hidden column whose heading a visible one has as well is a leftover that nobody sees: it is not read. */
function withoutHiddenTwins(texts: readonly string[], { hidden }: Layout): readonly string[] {
  const isHidden = (at: number) => hidden.some(({ from, to }) => at + 1 >= from && at + 1 <= to)
  const visible = new Set(texts.filter((_, at) => !isHidden(at)))
  return texts.map((text, at) => (isHidden(at) && visible.has(text) ? '' : text))
}

async function readCsv(path: string, limits: SheetLimits, score: (texts: readonly string[]) => number): Promise<Sheet> {
  const encoding = await detectEncoding(path)
  const beginning = new TextDecoder(encoding).decode(await readHead(path, 64 * 1024))
  const separator = detectSeparator(beginning)
  const all = () => csvRows(path, encoding, separator, limits)
  const heading = await findHeading(all(), score)
  if (heading === null) throw new SheetProblem('sheet/no-heading')
  return toSheet({ kind: 'csv', encoding, separator }, heading, all, limits)
}

async function* csvRows(path: string, encoding: TextEncodingName, separator: string, limits: SheetLimits) {
  const reader = csvReader(separator, limits)
  for await (const text of decodedText(path, encoding)) yield* reader.feed(text)
  yield* reader.end()
}

function toSheet(
  source: SheetSource,
  heading: Heading,
  all: () => AsyncIterable<SheetRow>,
  limits: SheetLimits,
): Sheet {
  async function* below() {
    let count = 0
    for await (const row of all()) {
      if (row.row <= heading.row) continue
      if (++count > limits.maxRows) throw new SheetProblem('sheet/too-many-rows', { limit: limits.maxRows })
      yield row
    }
  }
  const rows: AsyncIterable<SheetRow> = { [Symbol.asyncIterator]: () => below() }
  return { source, headingRow: heading.row, headings: heading.texts, rows }
}

async function findHeading(
  rows: AsyncIterable<SheetRow>,
  score: (texts: readonly string[]) => number,
): Promise<Heading | null> {
  let best: Heading | null = null
  let seen = 0
  for await (const { row, cells } of rows) {
    const texts = cells.map(cellText)
    const found = score(texts)
    if (found > (best?.score ?? 0)) best = { row, texts, score: found }
    if (++seen >= headingRows) break
  }
  return best
}

function distinctTexts(texts: readonly string[]): number {
  return new Set(texts.filter((text) => text !== '' && !/^[\d.+-]+$/.test(text))).size >= 2 ? 1 : 0
}
