import type { SheetLimits } from './limits.ts'
import { SheetProblem } from './problem.ts'
import { readWholeXml } from './xml.ts'
import { readEntry, type ZipEntry } from './zip-directory.ts'

/** Where the parts of an .xlsx lie (ECMA-376 part 1, §12.3, 18.2). */
export type Workbook = {
  readonly date1904: boolean
  readonly sheets: readonly WorksheetPart[]
  readonly strings: ZipEntry | null
  readonly styles: ZipEntry | null
}

export type WorksheetPart = { readonly name: string; readonly hidden: boolean; readonly entry: ZipEntry }

type Relation = { readonly id: string; readonly type: string; readonly target: string }
type Entries = ReadonlyMap<string, ZipEntry>

/** Finds sheets, strings and styles. Errors: sheet/other-format for other zips, sheet/broken. */
export async function readWorkbook(path: string, entries: Entries, limits: SheetLimits): Promise<Workbook> {
  const workbookName = await workbookPart(path, entries, limits)
  const workbookEntry = entries.get(workbookName)
  if (workbookEntry === undefined) throw new SheetProblem('sheet/other-format', { detail: otherFormat(entries) })

  const relations = await readRelations(path, entries, workbookName, limits)
  const named: { name: string; hidden: boolean; id: string }[] = []
  let date1904 = false
  await readWholeXml(readEntry(path, workbookEntry, limits), {
    open(tag, attributes) {
      if (tag === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (tag !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      named.push({ name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible', id })
    },
    text() {},
    close() {},
  })
  const sheets = named.flatMap(({ name, hidden, id }) => {
    const relation = relations.find((each) => each.id === id && each.type === 'worksheet')
    const entry = relation && entries.get(relation.target)
    return entry ? [{ name, hidden, entry }] : []
  })
  if (sheets.length === 0) throw new SheetProblem('sheet/broken', { detail: 'no worksheet' })
  const part = (type: string) => {
    const relation = relations.find((each) => each.type === type)
    return (relation && entries.get(relation.target)) ?? null
  }
  return { date1904, sheets, strings: part('sharedStrings'), styles: part('styles') }
}

async function workbookPart(path: string, entries: Entries, limits: SheetLimits): Promise<string> {
  const relations = await readRelations(path, entries, '', limits)
  return relations.find((each) => each.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
}

async function readRelations(path: string, entries: Entries, of: string, limits: SheetLimits): Promise<Relation[]> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const entry = entries.get(`${folder}_rels/${of.slice(folder.length)}.rels`)
  if (entry === undefined) return []
  const relations: Relation[] = []
  await readWholeXml(readEntry(path, entry, limits), {
    open(tag, { Id = '', Type = '', Target = '' }) {
      if (tag !== 'Relationship') return
      const target = Target.startsWith('/') ? Target.slice(1) : resolve(folder + Target)
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target })
    },
    text() {},
    close() {},
  })
  return relations
}

function resolve(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function otherFormat(entries: Entries): string {
  if (entries.has('xl/workbook.bin')) return '.xlsb'
  if (entries.has('word/document.xml')) return '.docx'
  if (entries.has('ppt/presentation.xml')) return '.pptx'
  if (entries.has('content.xml')) return '.ods'
  return '.zip'
}
