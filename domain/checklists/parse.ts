import {
  type Expression,
  ExpressionError,
  type ExpressionFault,
  type FunctionName,
  functionNames,
} from './expression.ts'
import { checklistBounds } from './question.ts'
import { type Token, tokensOf } from './tokens.ts'

export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: ExpressionFault }

/** Nesting beyond this is no form's, and would run the reader out of stack. */
const mostDeep = 32

const argumentsOf: Readonly<Record<FunctionName, number>> = {
  selected: 2,
  'count-selected': 1,
  not: 1,
  true: 0,
  false: 0,
  'string-length': 1,
  today: 0,
  date: 1,
}

/**
 * Reads an expression as XLSForm writes them: the part of XPath 1.0 that conditions need. `or` binds least, then `and`,
 * then = and !=, then <, <=, >, >=; all to the left (XPath 1.0 §3.4). Says where it cannot be read; never throws.
 */
export function parseExpression(text: string): Parsed {
  try {
    if (text.length > checklistBounds.expressionChars) throw new ExpressionError('too-long', 1)
    return { ok: true, expression: readAll(text) }
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, fault: error.fault }
    throw error
  }
}

function readAll(text: string): Expression {
  const tokens = tokensOf(text)
  const end = [...text].length + 1
  let index = 0
  const expression = readOr(0)
  const left = tokens[index]
  if (left !== undefined) unexpected(left)
  return expression

  function readOr(depth: number): Expression {
    return chain(depth, readAnd, (token) => isWord(token, 'or'), combined('or'))
  }
  function readAnd(depth: number): Expression {
    return chain(depth, readEqual, (token) => isWord(token, 'and'), combined('and'))
  }
  function readEqual(depth: number): Expression {
    return chain(depth, readOrdered, (token) => isComparison(token, ['=', '!=']), compared)
  }
  function readOrdered(depth: number): Expression {
    return chain(depth, readOne, (token) => isComparison(token, ['<', '<=', '>', '>=']), compared)
  }

  function chain(
    depth: number,
    read: (depth: number) => Expression,
    goesOn: (token: Token | undefined) => boolean,
    join: (token: Token, left: Expression, right: Expression) => Expression,
  ): Expression {
    let joined = read(depth)
    // a long chain is a deep tree too: each link counts
    for (let links = 1; goesOn(tokens[index]); links++) {
      const token = take()
      if (depth + links > mostDeep) throw new ExpressionError('too-deep', token.at, token.piece)
      joined = join(token, joined, read(depth + links))
    }
    return joined
  }

  function readOne(depth: number): Expression {
    const token = take()
    if (depth > mostDeep) throw new ExpressionError('too-deep', token.at, token.piece)
    const { at, piece } = token
    switch (token.kind) {
      case 'text':
        return { kind: 'value', value: piece, at }
      case 'number':
        return { kind: 'value', value: Number(piece), at }
      case 'name':
        return { kind: 'answer', name: piece, at }
      case '.':
        return { kind: 'answer', name: null, at }
      case '-':
        return { kind: 'minus', of: readOne(depth + 1), at }
      case '(': {
        const inner = readOr(depth + 1)
        close(token)
        return inner
      }
      case 'word':
        return readCall(token, depth)
      default:
        return unexpected(token)
    }
  }

  function readCall(token: Token, depth: number): Expression {
    const { at, piece } = token
    const opened = tokens[index]?.kind === '('
    if (piece === 'div' || piece === 'mod') throw new ExpressionError('arithmetic', at, piece)
    const name = functionNames.find((known) => known === piece)
    if (name === undefined || !opened)
      throw new ExpressionError(opened ? 'unknown-function' : 'unknown-word', at, piece)
    const open = take()
    const of: Expression[] = []
    while (tokens[index]?.kind !== ')') {
      if (of.length > 0 && tokens[index]?.kind === ',') take()
      else if (of.length > 0) break
      of.push(readOr(depth + 1))
    }
    close(open)
    if (of.length !== argumentsOf[name]) throw new ExpressionError('arguments', at, piece)
    return { kind: 'call', name, of, at }
  }

  function take(): Token {
    const token = tokens[index++]
    if (token === undefined) throw new ExpressionError('ends-early', end)
    return token
  }

  function close(open: Token): void {
    const token = tokens[index]
    if (token === undefined) throw new ExpressionError('unclosed-bracket', open.at, open.piece)
    if (token.kind !== ')') unexpected(token)
    index++
  }
}

const isWord = (token: Token | undefined, word: string): boolean => token?.kind === 'word' && token.piece === word
const isComparison = (token: Token | undefined, signs: readonly string[]): boolean =>
  token?.kind === 'compare' && signs.includes(token.how)

const combined =
  (kind: 'and' | 'or') =>
  ({ at }: Token, left: Expression, right: Expression): Expression => ({ kind, left, right, at })

function compared(token: Token, left: Expression, right: Expression): Expression {
  if (token.kind !== 'compare') return unexpected(token)
  return { kind: 'compare', how: token.how, left, right, at: token.at }
}

function unexpected({ at, piece }: Token): never {
  throw new ExpressionError('unexpected', at, piece)
}

/** The questions whose answers an expression asks for, each with where it does; `null` is the question itself. */
export function asksFor(expression: Expression): readonly { readonly name: string | null; readonly at: number }[] {
  switch (expression.kind) {
    case 'value':
      return []
    case 'answer':
      return [{ name: expression.name, at: expression.at }]
    case 'minus':
      return asksFor(expression.of)
    case 'call':
      return expression.of.flatMap(asksFor)
    case 'and':
    case 'or':
    case 'compare':
      return [...asksFor(expression.left), ...asksFor(expression.right)]
  }
}
