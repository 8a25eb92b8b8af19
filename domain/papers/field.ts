import type { DisputeRecord, PaperParty } from './record.ts'
import { genderWord, partWord } from './words.ts'

/** What a paper is about: a dispute, and of it the sitting, inquiry or revisit of that number. */
export type About = { readonly record: DisputeRecord; readonly no: number | null }

/** One thing that a paper says. */
export type PaperField = {
  readonly field: string
  readonly zh: string
  readonly en: string
  /** Whether the paper is incomplete without it; what is not needed is left blank. */
  readonly needed: (about: About) => boolean
  /** Empty or null: not there. */
  readonly value: (about: About) => string | null
}

/** What is missing on a paper: the field and what it is called. */
export type MissingField = Pick<PaperField, 'field' | 'zh' | 'en'>

export const always = (): boolean => true
export const never = (): boolean => false

export function field(
  name: string,
  [zh, en]: readonly [zh: string, en: string],
  value: PaperField['value'],
  needed: PaperField['needed'] = always,
): PaperField {
  return { field: name, zh, en, needed, value }
}

/** Of each party, as its part says: 申请人姓名. A dispute has at least one of either side. */
export function partyFields({ record }: About): readonly PaperField[] {
  const sides = [
    side(record, 'applicant', ['当事人（申请人）', 'a party (applicant)']),
    side(record, 'respondent', ['对方当事人（被申请人）', 'the other party (respondent)']),
  ]
  return [...sides, ...record.parties.flatMap(ofParty)]
}

const side = ({ parties }: DisputeRecord, part: PaperParty['part'], name: readonly [string, string]): PaperField => {
  const found = parties.filter((party) => party.part === part)
  return field(`party.${part}`, name, () => found.map((party) => party.name).join('、'))
}

const english = { applicant: 'applicant', respondent: 'respondent', other: 'other party' } as const

function ofParty(party: PaperParty): readonly PaperField[] {
  const who = partWord(party.part)
  const of = english[party.part]
  return [
    field(`party.${party.id}.name`, [`${who}姓名`, `name (${of})`], () => party.name),
    field(`party.${party.id}.gender`, [`${who}性别`, `gender (${of})`], () => genderWord(party.gender), never),
    field(`party.${party.id}.phone`, [`${who}联系方式`, `telephone (${of})`], () => party.phone),
    field(`party.${party.id}.address`, [`${who}单位或者住址`, `address (${of})`], () => party.address),
  ]
}

export const isWritten = (value: string | null): boolean => value !== null && value.trim() !== ''
