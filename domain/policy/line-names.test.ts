import { describe, expect, test } from 'vitest'
import { defaultPolicy, lineNameIn } from './index.ts'

describe('the name of a policy line', () => {
  test('of a default line is in the language of the page, and in both there is one for each', () => {
    const stored = defaultPolicy('2025-01-01').map(({ name }) => name)
    const shown = stored.map((name) => lineNameIn('en', name, null))
    expect(stored.map((name) => lineNameIn('zh', name, null))).toEqual(stored)
    expect(shown.filter((name) => /[\u4e00-\u9fff]/.test(name))).toEqual([])
    expect(new Set(shown).size).toBe(stored.length)
  })

  test('of a default line follows its period when the station changes it', () => {
    expect(lineNameIn('zh', '红色：每周走访', 'half-month')).toBe('红色：每半月走访')
    expect(lineNameIn('en', '红色：每周走访', 'half-month')).toBe('Red: a visit each half-month')
  })

  test('of a station’s own line stays as it was typed, in every language', () => {
    expect(lineNameIn('en', '冬季防火检查', 'campaign')).toBe('冬季防火检查')
  })
})
