import type { ProblemCode } from '@sifang/domain/problems'

/** What may come back instead of an answer: the server's codes, and one for having reached no server. */
export type ApiProblemCode = ProblemCode | 'network/unreachable'

/** One field that the server refused: its path in what was sent, and why, in both languages. */
export type FieldProblem = { readonly path: string; readonly zh: string; readonly en: string }

/** What the server says of a refusal (application/problem+json, RFC 9457), or of having no answer at all. */
export type ProblemBody = {
  /** Stable code of the catalogue. A newer server may know more of them: its words hold all the same. */
  readonly code: ApiProblemCode
  /** 0 when no server was reached. */
  readonly status: number
  readonly zh?: string
  readonly en?: string
  readonly zhDo?: string
  readonly enDo?: string
  readonly requestId?: string
  readonly fields?: readonly FieldProblem[]
  /** Ids, codes and numbers: what stands now, how long to wait. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Thrown by every call that was not answered with what was asked for. */
export class ApiProblem extends Error {
  readonly problem: ProblemBody

  constructor(problem: ProblemBody) {
    super(problem.code)
    this.name = 'ApiProblem'
    this.problem = problem
  }

  get code(): ApiProblemCode {
    return this.problem.code
  }
}

/** Whether a status says that nobody answered: none at all (0), or a proxy that finds no server behind it. */
export const isUnanswered = (status: number): boolean => status === 0 || (status >= 502 && status <= 504)

/** The problem that a refused call was answered with: the server's own words, or what else the status means. */
export function problemFrom(status: number, body: unknown): ProblemBody {
  if (isProblem(body)) return body
  return { code: isUnanswered(status) ? 'network/unreachable' : 'request/unexpected', status }
}

function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('status' in body)) return false
  return typeof body.code === 'string' && typeof body.status === 'number'
}

/** The problem behind anything thrown; what we do not know is `request/unexpected`. */
export function problemOf(thrown: unknown): ProblemBody {
  return thrown instanceof ApiProblem ? thrown.problem : { code: 'request/unexpected', status: 500 }
}

export function hasCode(thrown: unknown, code: ApiProblemCode): boolean {
  return thrown instanceof ApiProblem && thrown.code === code
}
