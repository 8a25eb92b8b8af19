import { type Answers, type Checklist, questionsOf } from '@sifang/domain/checklists'
import { z } from 'zod'
import type { Matter } from '../../platform/secrets/index.ts'

/** Free text, and which photos there are, is sealed; codes, numbers and dates are not. */
const sealedKinds: readonly string[] = ['text', 'photo']

const storedAnswers = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
const storedOutsider = z.object({
  party: z.enum(['manager', 'regulator', 'other']),
  organisation: z.string(),
  name: z.string(),
})
const storedSignature = z.object({
  organisation: z.string(),
  name: z.string(),
  png: z.string().nullable(),
  refusal: z.string().nullable().default(null),
})

export type StoredAnswers = z.output<typeof storedAnswers>
export type StoredOutsider = z.output<typeof storedOutsider>
export type StoredSignature = z.output<typeof storedSignature>

/** Answers in two parts: what is kept clear, and what is sealed under the check's matter (null: nothing to seal). */
export function partAnswers(
  checklist: Checklist,
  answers: Answers,
  matter: Matter,
): { clear: Answers; sealed: Buffer | null } {
  const hidden = new Set(questionsOf(checklist).flatMap(({ kind, name }) => (sealedKinds.includes(kind) ? [name] : [])))
  const of = (isHidden: boolean) => Object.entries(answers).filter(([name]) => hidden.has(name) === isHidden)
  const sealed = of(true)
  return {
    clear: Object.fromEntries(of(false)),
    sealed: sealed.length === 0 ? null : matter.seal(JSON.stringify(Object.fromEntries(sealed))),
  }
}

export const openAnswers = (matter: Matter, sealed: Buffer | null): StoredAnswers =>
  sealed === null ? {} : storedAnswers.parse(JSON.parse(matter.open(sealed).toString()))

export const sealOutsiders = (matter: Matter, outsiders: readonly StoredOutsider[]): Buffer | null =>
  outsiders.length === 0 ? null : matter.seal(JSON.stringify(outsiders))

export const openOutsiders = (matter: Matter, sealed: Buffer | null): readonly StoredOutsider[] =>
  sealed === null ? [] : z.array(storedOutsider).parse(JSON.parse(matter.open(sealed).toString()))

export const sealSignature = (matter: Matter, signature: StoredSignature): Buffer =>
  matter.seal(JSON.stringify(signature))

export const openSignature = (matter: Matter, sealed: Buffer): StoredSignature =>
  storedSignature.parse(JSON.parse(matter.open(sealed).toString()))
