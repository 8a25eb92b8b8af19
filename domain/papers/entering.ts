import type { DisputeStepKind } from '../disputes/step.ts'
import type { SupplementedField, SupplementedStep } from '../disputes/supplements.ts'
import type { MissingField } from './field.ts'

/** Where what a paper lacks is entered: with a party, in the words of a step, or by taking the step itself. */
export type Entering =
  | {
      readonly kind: 'party'
      /** Null: one of that part is still to be entered. */
      readonly partyId: string | null
      readonly part: 'applicant' | 'respondent' | null
      readonly field: string
    }
  | { readonly kind: 'words'; readonly of: SupplementedStep; readonly word: SupplementedField }
  | { readonly kind: 'step'; readonly step: DisputeStepKind }

const words = (of: SupplementedStep, word: SupplementedField): Entering => ({ kind: 'words', of, word })
const step = (kind: DisputeStepKind): Entering => ({ kind: 'step', step: kind })

const byField: Readonly<Record<string, Entering>> = {
  summary: words('procedure-chosen', 'summary'),
  request: words('procedure-chosen', 'content'),
  informed: step('informed'),
  'scene.at': step('on-the-scene'),
  'scene.place': words('on-the-scene', 'place'),
  'scene.cadres': words('on-the-scene', 'others'),
  'scene.course': words('on-the-scene', 'course'),
  'scene.outcome': words('settled-there', 'outcome'),
  'inquiry.place': words('inquiry', 'place'),
  'inquiry.answered-by': words('inquiry', 'others'),
  'inquiry.text': words('inquiry', 'answer'),
  'sitting.place': words('sitting', 'place'),
  'sitting.course': words('sitting', 'course'),
  'sitting.last': words('sitting', 'place'),
  'agreement.facts': words('agreed', 'facts'),
  'agreement.issues': words('agreed', 'dispute'),
  'agreement.responsibilities': words('agreed', 'responsibilities'),
  'agreement.terms': words('agreed', 'content'),
  'agreement.performance': words('agreed', 'way'),
  'agreement.effective': step('signed'),
  'confirmation.court': words('agreed', 'court'),
  'revisit.measures': words('revisited', 'measures'),
  'referral.reason': words('referred', 'reason'),
  filed: step('filed'),
  'filed-by': step('filed'),
}

/** Where this field is entered; null where the record has it of itself, or it is another paper that is to be issued. */
export function enteringOf(field: string, missing: readonly Pick<MissingField, 'field'>[]): Entering | null {
  const lacks = (name: string) => missing.some((one) => one.field === name)
  // before somebody was there, nothing of the scene can be said
  if (field.startsWith('scene.') && lacks('scene.at')) return step('on-the-scene')
  const [of, id = '', detail = ''] = field.split('.')
  if (of !== 'party') return byField[field] ?? null
  if (id === 'applicant' || id === 'respondent') return { kind: 'party', partyId: null, part: id, field: 'name' }
  return { kind: 'party', partyId: id, part: null, field: detail }
}
