import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type FormRow, type FormSheet, readXlsForm, xlsFormProblemWords } from '@sifang/domain/checklists'
import type { z } from 'zod'
import { fail } from '../../platform/http/problem.ts'
import { cellText, readSheet, SheetProblem, type SheetRow } from '../../platform/sheets/index.ts'
import { checklistContent, type formRead } from './schema.ts'

export const maxFormBytes = 5 * 2 ** 20

/** A form has some hundred rows. */
const limits = {
  maxBytes: maxFormBytes,
  maxPartBytes: 64 * 2 ** 20,
  maxRows: 5000,
  maxColumns: 200,
  maxCellChars: 5000,
}

/**
 * Reads an XLSForm into a checklist and what stands in the way of it. The file is gone afterwards: it may hold more than
 * its questions. Errors: checklist/no-file, checklist/too-large, checklist/unreadable.
 */
export async function readForm(file: { name: string; stream: Readable }): Promise<z.input<typeof formRead>> {
  const folder = await mkdtemp(join(tmpdir(), 'sifang-form-'))
  try {
    const path = join(folder, 'form.xlsx')
    await keep(file.stream, path)
    const survey = await sheetOf(path, 'survey', ['type', 'name'])
    if (survey === null) return fail('checklist/unreadable', {}, [noSurvey])
    const choices = await sheetOf(path, 'choices', ['name'])
    const settings = await sheetOf(path, 'settings', ['form_title', 'form title', 'form_id', 'title'])
    const { checklist, problems, unused } = readXlsForm({ survey, choices, settings, fileName: file.name })
    return {
      checklist: checklistContent.parse(checklist),
      problems: problems.map((problem) => {
        const { sheet, row, column } = problem
        return { sheet, row, column, code: codeOf(problem), ...xlsFormProblemWords(problem) }
      }),
      unused: [...unused],
    }
  } catch (error) {
    if (error instanceof SheetProblem) {
      return fail('checklist/unreadable', { sheetProblem: error.code }, [{ path: 'file', zh: error.zh, en: error.en }])
    }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const codeOf = (problem: Parameters<typeof xlsFormProblemWords>[0]): string =>
  problem.code === 'fault' ? problem.fault.code : problem.code

const noSurvey = {
  path: 'file',
  zh: '没有名为 survey 的工作表，或其中没有 type、name 列',
  en: 'no sheet survey with the columns type and name',
}

async function keep(stream: Readable, path: string): Promise<void> {
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxFormBytes) done(new TooLarge())
      else done(null, chunk)
    },
  })
  try {
    await pipeline(stream, counting, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw error instanceof TooLarge ? fail('checklist/too-large') : error
  }
  if (bytes === 0) fail('checklist/no-file')
}

class TooLarge extends Error {}

/** One sheet by its name, with the row as its heading that has most of these; null where there is none. */
async function sheetOf(path: string, name: string, headings: readonly string[]): Promise<FormSheet | null> {
  const headingScore = (texts: readonly string[]) => {
    const bare = texts.map((text) => (text.split(/::?/)[0] ?? '').trim().toLowerCase())
    return headings.filter((heading) => bare.includes(heading)).length
  }
  try {
    const sheet = await readSheet(path, { ...limits, headingScore, sheetNamed: name })
    const rows: FormRow[] = []
    for await (const row of sheet.rows) rows.push(asRow(row))
    return { headings: sheet.headings, rows }
  } catch (error) {
    if (error instanceof SheetProblem && error.code === 'sheet/no-heading') return null
    throw error
  }
}

const asRow = ({ row, cells }: SheetRow): FormRow => ({
  row,
  cells: cells.map(cellText),
  unreadable: cells.flatMap(({ kind }, at) =>
    kind === 'error' || kind === 'uncomputed' || kind === 'merged' ? [at] : [],
  ),
})
