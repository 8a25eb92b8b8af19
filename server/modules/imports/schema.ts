import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

export const sheetName = z.enum(['divisions', 'places', 'lines', 'members'])
export type Sheet = z.output<typeof sheetName>

export const datum = z.enum(['wgs84', 'gcj02', 'bd09'])
/** Whether latitude and longitude that stand the wrong way round are refused or turned. */
export const swapped = z.enum(['refuse', 'correct'])

export const templateParams = z.object({ sheet: sheetName })
export const templateQuery = z.object({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  language: z.enum(['zh', 'en']).default('zh'),
})

export const uploadQuery = z.object({
  sheet: sheetName,
  datum: datum.default('wgs84'),
  swapped: swapped.default('refuse'),
})
export type UploadQuery = z.output<typeof uploadQuery>

export const importState = z.enum([
  'uploaded',
  'checking',
  'checked',
  'importing',
  'duties',
  'done',
  'failed',
  'undoing',
  'undone',
  'cancelled',
])
export type ImportState = z.output<typeof importState>

/** What was counted, as far as the import has come. */
export const importReport = z.object({
  rows: z.number().int().default(0),
  ok: z.number().int().default(0),
  bad: z.number().int().default(0),
  duplicates: z.number().int().default(0),
  /** The template's own example rows, passed over. */
  examples: z.number().int().default(0),
  /** Totals and signatures under the table, passed over. */
  footRows: z.number().int().default(0),
  convertedFromGcj02: z.number().int().default(0),
  convertedFromBd09: z.number().int().default(0),
  swapped: z.number().int().default(0),
  /** Villages that are there already and get another community officer. */
  otherOfficers: z.number().int().default(0),
  added: z.number().int().default(0),
  merged: z.number().int().default(0),
  skipped: z.number().int().default(0),
})
export type ImportReport = z.output<typeof importReport>

export const importView = z.object({
  id: z.uuid(),
  sheet: sheetName,
  fileName: z.string(),
  state: importState,
  /** Rows read, then rows gone live, then duties judged. */
  done: z.number().int(),
  /** Null while nobody knows: rows are counted as they are read. */
  total: z.number().int().nullable(),
  datum,
  swapped,
  startedByName: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Each heading of the file with the column it is taken for. */
  headings: z.array(
    z.object({
      index: z.number().int(),
      heading: z.string(),
      key: z.string().nullable(),
      reason: z.enum(['unknown', 'repeated', 'not-kept']).nullable(),
    }),
  ),
  columns: z.array(z.object({ key: z.string(), zh: z.string(), en: z.string(), required: z.boolean() })),
  /** Needed columns that no heading was found for. */
  missing: z.array(z.string()),
  /** Further visible sheets of the file, which are not read. */
  otherSheets: z.array(z.string()),
  report: importReport,
  problem: z
    .object({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      zhDo: z.string().nullable(),
      enDo: z.string().nullable(),
    })
    .nullable(),
})
export type ImportView = z.output<typeof importView>

export const importPage = page(
  importView.pick({
    id: true,
    sheet: true,
    fileName: true,
    state: true,
    startedByName: true,
    startedAt: true,
    finishedAt: true,
    report: true,
  }),
)
export const importQuery = pageQuery

/** Place in the sheet, from 0, → key of the column, or null to leave it out. */
export const putMapping = z.object({ mapping: z.record(z.string().regex(/^\d{1,3}$/), z.string().max(40).nullable()) })
export type PutMapping = z.output<typeof putMapping>

/** `id`: the command's own. */
export const startCheck = z.object({ id: z.uuid(), datum: datum.optional(), swapped: swapped.optional() })
export type StartCheck = z.output<typeof startCheck>

/** `skipBad`: somebody has seen the bad rows and leaves them out. */
export const startImport = z.object({ id: z.uuid(), skipBad: z.boolean().default(false) })
export type StartImport = z.output<typeof startImport>

export const giveId = z.object({ id: z.uuid() })
export const stateReply = z.object({ id: z.uuid(), state: importState })

export const rowChoice = z.enum(['merge', 'skip', 'keep'])
export const putChoices = z.union([
  z.object({ all: rowChoice }),
  z.object({
    rows: z
      .array(z.object({ row: z.int().min(1), choice: rowChoice }))
      .min(1)
      .max(500),
  }),
])
export type PutChoices = z.output<typeof putChoices>
export const choicesReply = z.object({
  merge: z.number().int(),
  skip: z.number().int(),
  keep: z.number().int(),
})

export const rowVerdict = z.enum(['ok', 'bad', 'duplicate'])
export const rowsQuery = pageQuery.extend({ verdict: rowVerdict })
export type RowsQuery = z.output<typeof rowsQuery>

const values = z.record(z.string(), z.json())
export const importRow = z.object({
  /** As at the left edge of the sheet. */
  row: z.number().int(),
  verdict: rowVerdict,
  choice: z.enum(['add', 'merge', 'skip', 'keep']),
  /** What is wrong in which cell, and what would be right. Telephone numbers and contacts are masked. */
  problems: z.array(
    z.object({
      column: z.string(),
      key: z.string(),
      value: z.string(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  /** What the row says, read and converted; null for a bad row. */
  values: values.nullable(),
  /** The record, or the earlier row of the file, that it is likely a duplicate of. */
  twin: z
    .object({
      kind: z.enum(['record', 'row']),
      id: z.uuid(),
      row: z.number().int().nullable(),
      why: z.enum(['external-id', 'name', 'near', 'name-and-near']),
      likeness: z.number().nullable(),
      distanceM: z.number().nullable(),
      values,
    })
    .nullable(),
})
export const importRowPage = page(importRow)
