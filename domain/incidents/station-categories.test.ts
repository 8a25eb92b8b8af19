import { describe, expect, it } from 'vitest'
import {
  incidentCategories,
  isFoundLate,
  mayChangeCategories,
  mayReportAs,
  type OwnCategory,
  stationCategories,
} from './index.ts'

const bikes: OwnCategory = { id: 'own-bikes', zh: '电动车被盗', en: 'stolen e-bike', breaks: ['festival-streak'] }
const none = { ownCategories: [], unusedCategories: [], redCategories: null }

describe('a station’s categories', () => {
  it('are those of the rules until it sets something', () => {
    expect(stationCategories(none)).toEqual(
      incidentCategories.map(({ id, turnsRed }) => ({ id, own: null, inUse: true, turnsRed })),
    )
  })

  it('end with its own, and each may be switched off or be made to turn a place red', () => {
    const categories = stationCategories({
      ownCategories: [bikes],
      unusedCategories: ['gambling'],
      redCategories: ['own-bikes', 'theft'],
    })
    expect(categories.at(-1)).toEqual({ id: 'own-bikes', own: bikes, inUse: true, turnsRed: true })
    expect(categories.filter(({ inUse }) => !inUse).map(({ id }) => id)).toEqual(['gambling'])
    expect(categories.filter(({ turnsRed }) => turnsRed).map(({ id }) => id)).toEqual(['theft', 'own-bikes'])
  })

  it('that are in use may be reported, others not', () => {
    const settings = { ...none, ownCategories: [bikes], unusedCategories: ['gambling'] }
    expect(['own-bikes', 'theft', 'gambling', 'own-other'].map((id) => mayReportAs(settings, id))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it.each<[sentence: string, after: OwnCategory[], ReturnType<typeof mayChangeCategories>]>([
    ['stay', [bikes], null],
    ['may be called otherwise', [{ ...bikes, zh: '电动车盗窃', en: null }], null],
    ['may be joined by others', [bikes, { ...bikes, id: 'own-goats', zh: '偷羊' }], null],
    ['are never taken away', [], 'incident/category-kept'],
    ['do not break other streaks later', [{ ...bikes, breaks: [] }], 'incident/category-kept'],
    ['are not named twice', [bikes, { ...bikes, id: 'own-goats' }], 'incident/category-named-twice'],
    ['have each an id of its own', [bikes, { ...bikes, zh: '偷羊' }], 'incident/category-named-twice'],
  ])('of its own %s', (_sentence, after, refusal) => {
    expect(mayChangeCategories([bikes], after)).toBe(refusal)
  })
})

describe('an incident', () => {
  const hours = (count: number) => count * 3_600_000
  it('that was reported more than three days after it happened was found late', () => {
    expect([0, 1, 72].map((count) => isFoundLate(0, hours(count)))).toEqual([false, false, false])
    expect(isFoundLate(0, hours(72) + 1)).toBe(true)
  })
})
