import { type CivilDate, dayNumber, isCivilDate } from '../calendar/index.ts'
import type { Comparison, Expression, Value } from './expression.ts'
import { parseExpression } from './parse.ts'

/** What an expression is asked about. */
export type Asked = {
  /** The answer of a question as a value; the empty text where there is none. */
  readonly answer: (name: string) => string | number
  /** Of the question whose condition it is. */
  readonly own: string | number
  readonly today: CivilDate
}

/** Whether a condition holds; an expression that cannot be read holds never, and no stored version has one. */
export function holds(text: string, asked: Asked): boolean {
  const parsed = parseExpression(text)
  return parsed.ok && asBoolean(evaluate(parsed.expression, asked))
}

/** What an expression comes to, by the rules of XPath 1.0 §3.4 and §4 as far as they go. */
export function evaluate(expression: Expression, asked: Asked): Value {
  switch (expression.kind) {
    case 'value':
      return expression.value
    case 'answer':
      return expression.name === null ? asked.own : asked.answer(expression.name)
    case 'minus':
      return -asNumber(evaluate(expression.of, asked))
    case 'and':
      return asBoolean(evaluate(expression.left, asked)) && asBoolean(evaluate(expression.right, asked))
    case 'or':
      return asBoolean(evaluate(expression.left, asked)) || asBoolean(evaluate(expression.right, asked))
    case 'compare':
      return compare(expression.how, evaluate(expression.left, asked), evaluate(expression.right, asked))
    case 'call':
      return call(expression, asked)
  }
}

function call({ name, of }: Extract<Expression, { kind: 'call' }>, asked: Asked): Value {
  const value = (at: number): Value => {
    const given = of[at]
    return given === undefined ? '' : evaluate(given, asked)
  }
  switch (name) {
    case 'true':
      return true
    case 'false':
      return false
    case 'not':
      return !asBoolean(value(0))
    case 'selected':
      return chosen(value(0)).includes(asText(value(1)).trim())
    case 'count-selected':
      return chosen(value(0)).length
    case 'string-length':
      return [...asText(value(0))].length
    case 'today':
      return asked.today
    case 'date':
      return asText(value(0)).trim()
  }
}

/** Several answers stand in one value with blanks between them, as XLSForm keeps them. */
const chosen = (value: Value): readonly string[] =>
  asText(value)
    .split(/\s+/)
    .filter((name) => name !== '')

function compare(how: Comparison, left: Value, right: Value): boolean {
  if (how === '=') return equal(left, right)
  if (how === '!=') return differs(left, right)
  const [a, b] = [asOrdered(left), asOrdered(right)]
  switch (how) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
  }
}

function equal(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return asBoolean(left) === asBoolean(right)
  if (typeof left === 'number' || typeof right === 'number') return asNumber(left) === asNumber(right)
  return left === right
}

/** Not `!equal` by accident only: what is no number differs from every number, itself too. */
const differs = (left: Value, right: Value): boolean => !equal(left, right)

export function asBoolean(value: Value): boolean {
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value)
  return typeof value === 'boolean' ? value : value !== ''
}

function asNumber(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  return /^\s*-?(\d+(\.\d*)?|\.\d+)\s*$/.test(value) ? Number(value) : Number.NaN
}

/** Dates are ordered by their day, as forms do it; XPath itself knows none. */
const asOrdered = (value: Value): number =>
  typeof value === 'string' && isCivilDate(value) ? dayNumber(value) : asNumber(value)

const asText = (value: Value): string => (typeof value === 'string' ? value : String(value))
