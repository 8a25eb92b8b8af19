import { type ProblemCode, problems } from '@sifang/domain/problems'
import { isDiskFull } from '../data-directory/start-error.ts'

/** One field that is wrong: its path in the body, what is wrong, in both languages. */
export type FieldError = { readonly path: string; readonly zh: string; readonly en: string }

/** A refusal with a code of the catalogue. Thrown anywhere below a route; answered as application/problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: Record<string, unknown>
  readonly fields: readonly FieldError[]

  constructor(code: ProblemCode, details: Record<string, unknown> = {}, fields: readonly FieldError[] = []) {
    super(code)
    this.code = code
    this.details = details
    this.fields = fields
  }
}

/** Refuses with `code`. `details` are ids, codes, numbers, and what stands now; never a person's data. */
export function fail(code: ProblemCode, details?: Record<string, unknown>, fields?: readonly FieldError[]): never {
  throw new Problem(code, details, fields)
}

/** Named constraints of the database and the refusal each stands for. */
const constraintCodes: Readonly<Record<string, ProblemCode>> = {
  place_external_id_taken: 'place/external-id-taken',
  streak_name_taken: 'streak/name-taken',
  streak_counted_twice: 'streak/counted-twice',
  paper_stands: 'paper/issued-already',
  appointment_rhythm_day_taken: 'appointment/rhythm-taken',
}

/** What a thrown value answers: its own problem, that of a full disk, a constraint's, or `request/unexpected`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  if (isDiskFull(thrown)) return new Problem('request/disk-full')
  const constraint = (thrown as { constraint?: string } | null)?.constraint
  const code = constraint ? constraintCodes[constraint] : undefined
  return new Problem(code ?? (isOutOfRange(thrown) ? 'request/invalid' : 'request/unexpected'))
}

/** SQLSTATE class 22: a date or a number that the database cannot hold. */
function isOutOfRange(thrown: unknown): boolean {
  const { code, severity } = (thrown ?? {}) as { code?: unknown; severity?: unknown }
  return typeof code === 'string' && /^22\w{3}$/.test(code) && severity !== undefined
}

/** The JSON body of a problem (RFC 9457). */
export function problemBody(problem: Problem, requestId: string) {
  const { status, zh, en, zhDo, enDo } = problems[problem.code]
  return {
    type: `urn:sifang:problem:${problem.code}`,
    code: problem.code,
    status,
    title: en,
    zh,
    en,
    zhDo,
    enDo,
    requestId,
    ...(problem.fields.length > 0 ? { fields: problem.fields } : {}),
    ...(Object.keys(problem.details).length > 0 ? { details: problem.details } : {}),
  }
}
