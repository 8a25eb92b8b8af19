import { problems } from '@sifang/domain/problems'
import { mapHeadings, sheetColumns } from './rows/index.ts'
import type { Run } from './run.ts'
import type { ImportView } from './schema.ts'

/** An import as a page shows it: how far, which heading is which column, what was found. */
export function viewOf(run: Run): ImportView {
  const { mapped, unmapped, missing } = mapHeadings(run.options.headings, run.sheet, run.options.mapping)
  const keyAt = new Map([...mapped].map(([key, index]) => [index, key]))
  const reasonAt = new Map(unmapped.map(({ index, reason }) => [index, reason]))
  return {
    id: run.id,
    sheet: run.sheet,
    fileName: run.fileName,
    state: run.state,
    done: run.done,
    total: run.total,
    datum: run.options.datum,
    swapped: run.options.swapped,
    startedByName: run.startedByName,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    headings: run.options.headings.map((heading, index) => ({
      index,
      heading,
      key: keyAt.get(index) ?? null,
      reason: reasonAt.get(index) ?? null,
    })),
    columns: sheetColumns[run.sheet].map(({ key, zh, en, required }) => ({ key, zh, en, required })),
    missing: [...missing],
    otherSheets: run.options.otherSheets,
    report: run.report,
    problem: run.problem === null ? null : { ...run.problem, ...whatToDo(run.problem.code) },
  }
}

const catalogue: Readonly<Record<string, { readonly zhDo: string; readonly enDo: string }>> = problems

function whatToDo(code: string): { zhDo: string | null; enDo: string | null } {
  const { zhDo = null, enDo = null } = catalogue[code] ?? {}
  return { zhDo, enDo }
}
