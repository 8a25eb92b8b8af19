import { type About, type MissingField, type PaperKind, paperKindInfo, procedureWord } from '@sifang/domain/papers'
import { type Block, type Docx, fields } from '../../../platform/docx/index.ts'
import { agreement, confirmation, oralAgreement, publicSecurityAgreement } from './agreements.ts'
import { caseFile, type IndexRow } from './case-file.ts'
import { inquiry, onScene, revisit, sitting } from './hearing.ts'
import { application, referral, registration, rightsNotice } from './intake.ts'
import type { Template } from './parts.ts'

/** A paper to be laid out. `number` is null on a draft, which lists what is `missing`. */
export type Composing = {
  readonly kind: PaperKind
  readonly about: About
  readonly number: string | null
  readonly missing: readonly MissingField[]
  readonly madeAt: Date
  /** Of a file: the papers in it. */
  readonly papers: readonly IndexRow[]
}

const templates: Readonly<Record<Exclude<PaperKind, 'case-file'>, Template>> = {
  application,
  registration,
  'rights-notice': rightsNotice,
  'on-scene': onScene,
  inquiry,
  sitting,
  agreement,
  'oral-agreement': oralAgreement,
  'public-security-agreement': publicSecurityAgreement,
  revisit,
  confirmation,
  referral,
}

/** The paper as blocks of the house style, from the record alone. */
export function compose({ kind, about, number, missing, madeAt, papers }: Composing): Docx {
  const draft = number === null
  const shown = number ?? '（草稿，未编号）'
  const note: readonly Block[] = draft && missing.length > 0 ? [missingNote(missing)] : []
  const parts = kind === 'case-file' ? caseFile(about, number ?? '', papers) : { blocks: templates[kind](about) }
  return {
    ...parts,
    blocks: [...note, ...parts.blocks],
    organ: organOf(kind, about),
    title: titleOf(kind, about),
    number: shown,
    draft,
    author: about.record.stationName,
    madeAt,
  }
}

const missingNote = (missing: readonly MissingField[]): Block =>
  fields([{ label: '草稿尚缺', value: missing.map(({ zh }) => zh).join('、') }])

/** What the committee makes bears its name; the rest the station's. */
function organOf(kind: PaperKind, { record }: About): string {
  const byCommittee = record.procedure === 'people' && kind !== 'referral' && kind !== 'confirmation'
  return (byCommittee ? record.committeeName : null) ?? record.stationName
}

export function titleOf(kind: PaperKind, { record, no }: About): string {
  switch (kind) {
    case 'case-file':
      return '卷内目录'
    case 'rights-notice':
      return `${procedureWord(record.procedure)}当事人权利义务告知书`
    case 'sitting':
      return `${procedureWord(record.procedure)}记录（第${no ?? ''}次）`
    case 'revisit':
      return `回访记录（第${no ?? ''}次）`
    default:
      return paperKindInfo(kind).zh
  }
}
