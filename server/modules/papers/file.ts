import {
  type DisputeRecord,
  dateText,
  type MissingField,
  missingFields,
  noOf,
  occasionOf,
  type PaperKind,
  type PlannedPaper,
  paperKindInfo,
  paperNumber,
  paperOrder,
  papersOf,
} from '@sifang/domain/papers'
import type { IssuedPaper } from './queries.ts'
import { type IndexRow, titleOf } from './templates/index.ts'

/** A paper of a dispute's file: what it should be, and the issued one where there is one. */
export type FilePaper = {
  readonly kind: PaperKind
  readonly no: number | null
  readonly title: string
  readonly en: string
  readonly need: PlannedPaper['need']
  readonly missing: readonly MissingField[]
  readonly issued: IssuedPaper | null
}

/**
 * The file of a dispute in the order of its index: what procedure and state ask for, and what was issued before (under a
 * procedure that has been changed since). The file's own paper needs all required ones to be issued.
 */
export function fileOf(record: DisputeRecord, papers: readonly IssuedPaper[]): readonly FilePaper[] {
  const standing = papers.filter(({ state }) => state === 'issued')
  const planned = papersOf(record).map(
    (paper): FilePaper => ({ ...described(record, paper), need: paper.need, issued: find(standing, paper, record) }),
  )
  const earlier = standing
    .filter((paper) => !planned.some(({ issued }) => issued?.id === paper.id))
    .map((issued): FilePaper => {
      const of = { kind: issued.kind, no: noOf(issued.occasion) }
      return { ...described(record, of), need: 'as-needed', missing: [], issued }
    })
  const file = [...planned, ...earlier].toSorted(
    (a, b) => paperOrder(a.kind) - paperOrder(b.kind) || (a.no ?? 0) - (b.no ?? 0),
  )
  return file.map((paper) => (paper.kind === 'case-file' ? { ...paper, missing: fileMissing(paper, file) } : paper))
}

const described = (record: DisputeRecord, { kind, no }: Pick<PlannedPaper, 'kind' | 'no'>) => ({
  kind,
  no,
  title: kind === 'case-file' ? paperKindInfo(kind).zh : titleOf(kind, { record, no }),
  en: no === null ? paperKindInfo(kind).en : `${paperKindInfo(kind).en} ${no}`,
  missing: missingFields(kind, { record, no }),
})

const find = (
  papers: readonly IssuedPaper[],
  { kind, no }: Pick<PlannedPaper, 'kind' | 'no'>,
  { procedureChanges }: DisputeRecord,
) => papers.find((paper) => paper.kind === kind && paper.occasion === occasionOf(procedureChanges, no)) ?? null

const fileMissing = ({ missing }: FilePaper, file: readonly FilePaper[]): readonly MissingField[] => [
  ...missing,
  ...file
    .filter(({ kind, need, issued }) => kind !== 'case-file' && need === 'required' && issued === null)
    .map(({ kind, no, title, en }) => ({
      field: `paper.${kind}.${no ?? 0}`,
      zh: `${title}（未出具）`,
      en: `${en} (not issued)`,
    })),
]

/** What the index lists: the issued papers with their pages, without the index itself. */
export const indexOf = (file: readonly FilePaper[], shortName: string): readonly IndexRow[] =>
  file.flatMap(({ kind, title, issued }): readonly IndexRow[] => {
    if (kind === 'case-file' || issued === null) return []
    const number = paperNumber(shortName, kind, issued.year, issued.number)
    return [{ title, number, date: dateText(issued.issuedOn), pages: issued.pages }]
  })
