import type { JobContext } from '../../platform/context.ts'
import type { SheetRow } from '../../platform/sheets/index.ts'
import type { HeadingMap, PassedOver, RowNote, RowProblem } from './rows/index.ts'
import type { RunOptions } from './run.ts'
import type { StagedRow } from './staging.ts'

/** A row of the file judged, with what was done to it on the way in; or why it is passed over. */
export type JudgedRow = { readonly staged: StagedRow; readonly notes: readonly RowNote[] } | PassedOver

export type RowJudge = (row: SheetRow) => JudgedRow

/** What a sheet's judge is opened with. */
export type Opening = {
  readonly job: JobContext
  readonly map: HeadingMap
  readonly options: RunOptions
}

export function badRow(id: string, row: number, problems: readonly RowProblem[]): JudgedRow {
  const staged: StagedRow = {
    rowNo: row,
    id,
    verdict: 'bad',
    choice: 'skip',
    twinId: null,
    problems: problems.map(({ column, key, value, code, zh, en }) => ({ column, key, value, code, zh, en })),
    row: null,
    grams: null,
    contact: null,
  }
  return { staged, notes: [] }
}

/** Why a row is likely a duplicate, as it is kept with the row. */
export type Twin = {
  readonly id: string
  readonly row: number | null
  readonly why: 'external-id' | 'name' | 'near' | 'name-and-near'
  readonly likeness: number | null
  readonly distanceM: number | null
}

/**
 * What becomes of a duplicate when nobody chooses: the same number is the same place; names that merely stand close
 * together are two; the rest is left out rather than entered twice.
 */
export function usualChoice(twin: Twin): StagedRow['choice'] {
  switch (twin.why) {
    case 'external-id':
      return 'merge'
    case 'near':
      return 'keep'
    default:
      return 'skip'
  }
}

export function asDuplicate(staged: StagedRow, twin: Twin | null, choice?: StagedRow['choice']): StagedRow {
  if (twin === null) return staged
  const { id: _, ...why } = twin
  return { ...staged, verdict: 'duplicate', choice: choice ?? usualChoice(twin), twinId: twin.id, problems: [why] }
}
