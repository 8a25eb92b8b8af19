import { newId } from '@sifang/client'
import type { OwnPart } from '@sifang/client/phone'
import type { DisputeCause } from '@sifang/domain/disputes'
import type { FieldStep } from './field-steps.ts'

/** What can be said of any of the steps; which of it a step asks for is in step-page.tsx. */
export type StepDraft = {
  readonly id: string
  readonly procedure: 'on-scene' | 'people' | 'public-security'
  readonly cause: DisputeCause
  readonly circumstances: readonly string[]
  readonly cadreId: string
  readonly withCadre: boolean
  readonly outcome: 'agreed' | 'adjourned' | 'failed'
  readonly performed: 'there' | 'later'
  readonly dueOn: string
  readonly revisit: 'kept' | 'not-kept' | 'quarrel-again'
  readonly how: 'phone' | 'in-person'
  readonly words: string
  readonly media: readonly string[]
}

export const emptyStep = (cause: DisputeCause): StepDraft => ({
  id: newId(),
  procedure: 'on-scene',
  cause,
  circumstances: [],
  cadreId: '',
  withCadre: true,
  outcome: 'agreed',
  performed: 'there',
  dueOn: '',
  revisit: 'kept',
  how: 'in-person',
  words: '',
  media: [],
})

/** The field of the record into which a step's words go. */
const fieldOf: Partial<Record<FieldStep, string>> = {
  'procedure-chosen': 'summary',
  'cadre-contacted': 'note',
  'on-the-scene': 'course',
  'settled-there': 'outcome',
  informed: 'note',
  sitting: 'course',
  agreed: 'content',
  revisited: 'satisfaction',
}

/** Steps of which the record needs the words: what was agreed, how it was settled. */
export const needsWords = (step: FieldStep): boolean => step === 'agreed' || step === 'settled-there'

type Reply = { readonly step: Record<string, unknown>; readonly words: Record<string, string> }

/** The step as the server's route takes it. */
export function stepOf(kind: FieldStep, draft: StepDraft, { member }: OwnPart): Reply {
  const text = draft.words.trim()
  const words: Record<string, string> = text === '' ? {} : { [fieldOf[kind] ?? 'note']: text }
  switch (kind) {
    case 'procedure-chosen':
      return {
        step: {
          kind,
          procedure: 'on-scene',
          cause: draft.cause,
          host: { kind: 'member', memberId: member.id },
          circumstances: draft.circumstances,
        },
        words,
      }
    case 'cadre-contacted':
      return { step: { kind, cadreId: draft.cadreId === '' ? null : draft.cadreId }, words }
    case 'on-the-scene':
      return { step: { kind, withCadre: draft.withCadre }, words }
    case 'sitting': {
      const host = member.role === 'cadre' ? 'mediator' : member.role === 'auxiliary' ? 'auxiliary' : 'officer'
      const present = [{ part: 'applicant' }, { part: 'respondent' }, { part: host, personId: member.id }]
      return { step: { kind, present, outcome: draft.outcome }, words }
    }
    case 'agreed': {
      const instalments = draft.performed === 'later' && draft.dueOn !== '' ? [{ no: 1, dueOn: draft.dueOn }] : []
      return { step: { kind, form: 'oral', instalments }, words }
    }
    case 'revisited':
      return { step: { kind, how: draft.how, outcome: draft.revisit }, words }
    case 'settled-there':
    case 'informed':
      return { step: { kind }, words }
  }
}
