import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asBoolean, evaluate } from './evaluate.ts'
import { expressionFaultWords, holds, parseExpression } from './index.ts'

const answers: Readonly<Record<string, string | number>> = {
  lock: 'yes',
  gate: 'no',
  age: 17,
  pressure: 4.5,
  none: '',
  zero: 0,
  several: 'front back',
  opened: '2025-02-01',
  名称: '五金店',
}
const asked = { answer: (name: string) => answers[name] ?? '', own: 5, today: '2025-02-17' }
const says = (text: string): boolean => holds(text, asked)

describe('a condition as XLSForm writes it', () => {
  it.each([
    ["${lock} = 'yes'", true],
    ['${lock}="yes"', true],
    ["${lock} != 'yes'", false],
    ["${ lock } = 'yes'", true],
    ["${名称} = '五金店'", true],
    ['${age} = 17', true],
    ["${age} = '17'", true],
    ['${age} < 18', true],
    ['${age} <= 17 and ${age} >= 17', true],
    ['${age} > 17', false],
    ['${pressure} > 4 and ${pressure} < 5', true],
    ['${pressure} = 4.50', true],
    ['. >= 1 and . <= 5', true],
    ['.>5', false],
    ['-5 < -4.5', true],
    ['- ${age} = -17', true],
    ['.5 < 1', true],
    ['true()', true],
    ['false()', false],
    ["not(${lock} = 'yes')", false],
    ['not(false())', true],
    ["selected(${several}, 'back')", true],
    ["selected(${several}, 'bac')", false],
    ["selected(${lock}, 'yes')", true],
    ["selected(${none}, '')", false],
    ['count-selected(${several}) = 2', true],
    ['count-selected(${none}) = 0', true],
    ['string-length(${名称}) = 3', true],
    // and binds closer than or; brackets bind closest
    ["${lock} = 'no' and ${gate} = 'yes' or ${age} = 17", true],
    ["${lock} = 'no' and (${gate} = 'yes' or ${age} = 17)", false],
    ["${age} = 17 or ${lock} = 'no' and ${gate} = 'yes'", true],
    // to the left: (17 = 17) = true()
    ['${age} = 17 = true()', true],
    ["${lock}='yes'and${gate}='no'", true],
    ['${lock}', true],
    ['${none}', false],
    ['${zero}', false],
    ["'0'", true],
  ])('%s', (text, expected) => {
    expect(parseExpression(text)).toMatchObject({ ok: true })
    expect(says(text)).toBe(expected)
  })

  it.each([
    ["${none} = ''", true],
    ["${age} = ''", false],
    ["${age} != ''", true],
    ["${zero} = ''", false],
    ['${none} < 1', false],
    ['${none} > 1', false],
    ['${none} = 0', false],
    ['${none} != 0', true],
    ['${nobodyAsked} = 1', false],
  ])('no answer is the empty text, and neither less nor more than a number: %s', (text, expected) => {
    expect(says(text)).toBe(expected)
  })

  it.each([
    ['${opened} <= today()', true],
    ['${opened} < ${opened}', false],
    ["${opened} >= date('2025-02-01')", true],
    ["${opened} > '2024-12-31'", true],
    ["${opened} = '2025-02-01'", true],
    ['${none} <= today()', false],
  ])('dates are ordered by their day: %s', (text, expected) => {
    expect(says(text)).toBe(expected)
  })

  it.each([
    ['${lock} = ‘yes’', true],
    ['${lock} = “yes”', true],
    ['${lock} = ’yes’', true],
    ["＄｛lock｝＝'yes'", true],
    ["not（${lock} ！= 'yes'）", true],
    ["selected(${several}，'front')", true],
    ["\u3000${lock}\u00a0= 'yes'", true],
    // inside a text they are what they are
    ["'（' = '('", false],
  ])('signs that sheets and keyboards put in unseen count as the plain ones: %s', (text, expected) => {
    expect(says(text)).toBe(expected)
  })
})

describe('an expression that cannot be read says where', () => {
  it.each([
    ['', 'ends-early', 1],
    ['${lock} =', 'ends-early', 10],
    ["${lock} = 'yes", 'unclosed-text', 11],
    ['${lock = 1', 'unclosed-name', 1],
    ['(${lock} = 1', 'unclosed-bracket', 1],
    ['${a} = 1 and (${b} = 2 or not(${c} = 3)', 'unclosed-bracket', 14],
    ['${lock} = 1)', 'unexpected', 12],
    ['${lock} = yes', 'unknown-word', 11],
    ["${lock} = 'a' AND ${gate} = 'b'", 'unexpected', 15],
    ['true', 'unknown-word', 1],
    ["regex(., '[0-9]+')", 'unknown-function', 1],
    ['${a} = 1 and if(${b}, 1, 2)', 'unknown-function', 14],
    ['selected(${lock})', 'arguments', 1],
    ['not()', 'arguments', 1],
    ["selected(${a} 'b')", 'unexpected', 15],
    ["selected(${a},,'b')", 'unexpected', 15],
    ["selected(${a},'b',)", 'unexpected', 19],
    ['${a} + 1 > 2', 'arithmetic', 6],
    ['${a} div 2 > 2', 'unexpected', 6],
    ['div 2', 'arithmetic', 1],
    ['../a = 1', 'arithmetic', 3],
    ['/data/a = 1', 'arithmetic', 1],
    ['${a} == 1', 'unexpected', 7],
    ['${a} && 1', 'unknown-sign', 6],
    ['${a} ≥ 1', 'unknown-sign', 6],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'too-deep', 34],
    [`${'not('.repeat(60)}1${')'.repeat(60)}`, 'too-deep', 133],
    [`1${' = 1'.repeat(100)}`, 'too-deep', 131],
    [`'${'长'.repeat(500)}'`, 'too-long', 1],
  ])('%s', (text, code, at) => {
    const parsed = parseExpression(text)
    expect(parsed).toMatchObject({ ok: false, fault: { code, at } })
    if (!parsed.ok) expect(expressionFaultWords(parsed.fault).zh).not.toBe('')
    expect(says(text)).toBe(false)
  })

  it('whatever is written: it is read or its fault lies in it', () => {
    const piece = fc.constantFrom(
      ...[
        "'",
        '"',
        '(',
        ')',
        ',',
        '.',
        '-',
        '=',
        '!=',
        '<',
        '<=',
        '>',
        ' and ',
        ' or ',
        'not(',
        '${a}',
        '${',
        '}',
        '1',
      ],
      ...['selected(', 'true()', ' ', '+', '五', '’'],
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (text) => {
          const parsed = parseExpression(text)
          if (parsed.ok) {
            evaluate(parsed.expression, asked)
            return
          }
          expect(parsed.fault.at).toBeGreaterThanOrEqual(1)
          expect(parsed.fault.at).toBeLessThanOrEqual([...text].length + 1)
        },
      ),
    )
  })
})

describe('conditions that are put together', () => {
  const simple = fc.constantFrom(
    "${lock} = 'yes'",
    "${gate} = 'yes'",
    '${age} < 18',
    '${none} > 3',
    "selected(${several}, 'back')",
    'true()',
    'false()',
    '${pressure}',
    "''",
  )
  const condition = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      simple,
      fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map(([a, how, b]) => `(${a}) ${how} (${b})`),
      tie('any').map((inner) => `not(${inner})`),
    ),
  })).any

  it('hold as their parts do', () => {
    fc.assert(
      fc.property(condition, condition, (a, b) => {
        expect(says(`(${a}) and (${b})`)).toBe(says(a) && says(b))
        expect(says(`(${a}) or (${b})`)).toBe(says(a) || says(b))
        expect(says(`not(${a})`)).toBe(!says(a))
        expect(says(`not((${a}) and (${b}))`)).toBe(says(`not(${a}) or not(${b})`))
        expect(says(`((${a}))`)).toBe(says(a))
      }),
    )
  })

  it('numbers compare as numbers, in every spelling', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 100)
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(says(`${a} < ${b}`)).toBe(a < b)
        expect(says(`${a} >= ${b}`)).toBe(a >= b)
        expect(says(`'${a}' = ${b}`)).toBe(a === b)
        expect(asBoolean(a)).toBe(a !== 0)
      }),
    )
  })
})
