import { type PaperKind, paperKindInfo, paperKinds } from './kinds.ts'
import type { DisputeRecord } from './record.ts'

/** A paper that a dispute's file has or may have. `no`: of the sitting, inquiry or revisit. */
export type PlannedPaper = {
  readonly kind: PaperKind
  readonly no: number | null
  readonly need: 'required' | 'as-needed'
}

type Need = PlannedPaper['need'] | null

const mediated = ({ procedure }: DisputeRecord): boolean => procedure === 'people' || procedure === 'public-security'
const settled = ({ agreement, settledOn }: DisputeRecord): boolean => agreement !== null || settledOn !== null

/** Whether a paper belongs into the file now; null: it has no place in it (MEDIATION.md “Papers”). */
const needs: Readonly<Record<PaperKind, (record: DisputeRecord) => Need>> = {
  // one of the two: the application where they applied, else the registration
  application: (record) =>
    record.procedure !== 'people' ? null : record.origin === 'applied' ? 'required' : 'as-needed',
  registration: (record) => {
    if (record.procedure === 'informal' || record.procedure === null) return null
    // referred at once, it was never accepted
    if (record.procedure === 'referral' && record.acceptedOn === null) return null
    return record.procedure === 'people' && record.origin !== 'applied' ? 'required' : 'as-needed'
  },
  'rights-notice': (record) => (mediated(record) ? 'required' : null),
  'on-scene': ({ procedure, scene }) => (procedure !== 'on-scene' ? null : scene ? 'required' : 'as-needed'),
  inquiry: (record) => (mediated(record) ? 'as-needed' : null),
  sitting: (record) => (mediated(record) ? 'required' : null),
  agreement: ({ procedure, agreement }) =>
    procedure === 'people' && agreement?.form === 'written' ? 'required' : null,
  'oral-agreement': ({ procedure, agreement }) =>
    procedure === 'people' && agreement?.form === 'oral' ? 'required' : null,
  'public-security-agreement': ({ procedure, agreement }) =>
    procedure === 'public-security' && agreement ? 'required' : null,
  revisit: (record) =>
    record.procedure !== 'informal' && (settled(record) || record.revisits.length > 0) ? 'required' : null,
  confirmation: ({ procedure, agreement, confirmation }) => {
    if (procedure !== 'people' || !agreement?.effectiveOn) return null
    return confirmation?.appliedOn ? 'required' : 'as-needed'
  },
  referral: ({ referral }) => (referral ? 'required' : null),
  'case-file': (record) => (!mediated(record) ? null : record.filedOn ? 'required' : 'as-needed'),
}

/**
 * The papers of a dispute as its procedure and state ask for them, in the order of the file's index. 就地劝和 has none.
 */
export function papersOf(record: DisputeRecord): readonly PlannedPaper[] {
  return paperKinds.flatMap(({ kind }): readonly PlannedPaper[] => {
    const need = needs[kind](record)
    if (need === null) return []
    return numbersOf(kind, record).map((no) => ({ kind, no, need }))
  })
}

function numbersOf(kind: PaperKind, record: DisputeRecord): readonly (number | null)[] {
  const numbers = (of: readonly { readonly no: number }[]) => of.map(({ no }) => no).toSorted((a, b) => a - b)
  switch (paperKindInfo(kind).of) {
    case 'dispute':
      return [null]
    case 'inquiry':
      return numbers(record.inquiries)
    case 'sitting':
      return numbers(record.sittings)
    case 'revisit':
      return numbers(record.revisits)
  }
}
