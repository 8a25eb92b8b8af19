import type { ProblemCode } from '../problems.ts'

/** What is published of a promise is one sentence for everybody. */
export const publicationLength = { least: 4, most: 120 } as const

/** A day is no number by which somebody is found. */
const day = /(?<![\d-])(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?![\d-])/g

/** Seven digits in a row, spaces and dashes between them or not: a telephone, a card. */
const longNumber = /\d(?:[\s-]?\d){6,}/

/**
 * Why a text about a promise may not be read by everybody, or null. It names nobody: no name that the matter holds, no
 * number by which somebody is found (DOMAIN.md §1). `names`: those sealed with the matter.
 */
export function publicationRefusal(text: string, names: readonly string[]): ProblemCode | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/g, '')
  if (longNumber.test(text.normalize('NFKC').replaceAll(day, ''))) return 'promise/number-in-text'
  const named = names.map((name) => name.normalize('NFKC').replaceAll(/\s/g, '')).filter((name) => name.length > 1)
  return named.some((name) => plain.includes(name)) ? 'promise/name-in-text' : null
}
