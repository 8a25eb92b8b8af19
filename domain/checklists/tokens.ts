import { type Comparison, ExpressionError } from './expression.ts'

/** A piece of an expression; `at` counts signs from 1. */
export type Token = { readonly at: number; readonly piece: string } & (
  | { readonly kind: 'text' | 'name' | 'word' }
  | { readonly kind: 'number' }
  | { readonly kind: 'compare'; readonly how: Comparison }
  | { readonly kind: '(' | ')' | ',' | '.' | '-' }
)

/** Sheets and Chinese keyboards put these in place of the plain signs; nobody sees the difference in a cell. */
const plainSigns: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '＝': '=',
  '！': '!',
  '＜': '<',
  '＞': '>',
  '＄': '$',
  '｛': '{',
  '｝': '}',
  '．': '.',
  '－': '-',
  '\u00a0': ' ',
  '\u3000': ' ',
}
/** What ends a text that began with this sign. Sheets make typographic quotation marks by themselves. */
const closing: Readonly<Record<string, string>> = { "'": "'", '"': '"', '‘': '’', '“': '”', '’': '’', '”': '”' }

const comparisons: readonly Comparison[] = ['!=', '<=', '>=', '=', '<', '>']
const arithmetic = new Set(['+', '*', '/', '|'])

/** The pieces of an expression. Throws ExpressionError at the first sign that begins none. */
export function tokensOf(text: string): readonly Token[] {
  const signs = [...text]
  const plain = signs.map((sign) => plainSigns[sign] ?? sign)
  const tokens: Token[] = []
  let at = 0
  while (at < plain.length) {
    const sign = plain[at] ?? ''
    if (/\s/.test(sign)) {
      at++
      continue
    }
    const { token, length } = tokenAt(plain, signs, at)
    tokens.push(token)
    at += length
  }
  return tokens
}

type Found = { readonly token: Token; readonly length: number }

function tokenAt(plain: readonly string[], signs: readonly string[], index: number): Found {
  const at = index + 1
  const sign = plain[index] ?? ''
  const next = plain[index + 1] ?? ''
  const end = closing[sign]
  if (end !== undefined) return textAt(signs, index, end)
  if (sign === '$' && next === '{') return nameAt(plain, index)
  const how = comparisons.find((known) => known === sign + next) ?? comparisons.find((known) => known === sign)
  if (how !== undefined) return { token: { kind: 'compare', how, at, piece: how }, length: how.length }
  if (/\d/.test(sign) || (sign === '.' && /\d/.test(next))) {
    const piece = /^(\d+(\.\d*)?|\.\d+)/.exec(plain.slice(index).join(''))?.[0] ?? sign
    return { token: { kind: 'number', at, piece }, length: piece.length }
  }
  if (sign === '(' || sign === ')' || sign === ',' || sign === '.' || sign === '-') {
    return { token: { kind: sign, at, piece: sign }, length: 1 }
  }
  if (arithmetic.has(sign)) throw new ExpressionError('arithmetic', at, sign)
  const word = /^[\p{L}_][\p{L}\p{N}_:-]*/u.exec(plain.slice(index).join(''))?.[0]
  if (word === undefined) throw new ExpressionError('unknown-sign', at, signs[index])
  return { token: { kind: 'word', at, piece: word }, length: [...word].length }
}

function textAt(signs: readonly string[], index: number, end: string): Found {
  const close = signs.indexOf(end, index + 1)
  if (close < 0) throw new ExpressionError('unclosed-text', index + 1, signs.slice(index).join(''))
  const piece = signs.slice(index + 1, close).join('')
  return { token: { kind: 'text', at: index + 1, piece }, length: close - index + 1 }
}

function nameAt(plain: readonly string[], index: number): Found {
  const close = plain.indexOf('}', index)
  if (close < 0) throw new ExpressionError('unclosed-name', index + 1, plain.slice(index).join(''))
  const piece = plain
    .slice(index + 2, close)
    .join('')
    .trim()
  return { token: { kind: 'name', at: index + 1, piece }, length: close - index + 1 }
}
