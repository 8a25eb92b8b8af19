/** What a piece of an expression comes to. A question without an answer is the empty text, as in XLSForm. */
export type Value = string | number | boolean

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

export const functionNames = [
  'selected',
  'count-selected',
  'not',
  'true',
  'false',
  'string-length',
  'today',
  'date',
] as const
export type FunctionName = (typeof functionNames)[number]

/** `at`: the sign that it begins with, counted from 1. */
export type Expression = { readonly at: number } & (
  | { readonly kind: 'value'; readonly value: string | number }
  /** An answer; `name` null is `.`, the answer of the question itself. */
  | { readonly kind: 'answer'; readonly name: string | null }
  | { readonly kind: 'minus'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly how: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: readonly Expression[] }
)

export type ExpressionFaultCode =
  | 'too-long'
  | 'too-deep'
  | 'unclosed-text'
  | 'unclosed-name'
  | 'unclosed-bracket'
  | 'unknown-sign'
  | 'unknown-function'
  | 'unknown-word'
  | 'arithmetic'
  | 'arguments'
  | 'unexpected'
  | 'ends-early'

/** What is wrong with an expression, where (sign, from 1) and at which piece of it. */
export type ExpressionFault = { readonly code: ExpressionFaultCode; readonly at: number; readonly piece: string }

/** Thrown while reading and caught at its door, `parseExpression`. */
export class ExpressionError extends Error {
  readonly fault: ExpressionFault

  constructor(code: ExpressionFaultCode, at: number, piece = '') {
    super(`${code} at ${at}: ${piece}`)
    this.fault = { code, at, piece }
  }
}
