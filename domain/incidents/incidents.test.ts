import { describe, expect, it } from 'vitest'
import { incidentCategories, incidentStatus } from './index.ts'

describe('an incident', () => {
  it('is reported until a review is known, then what the last one says', () => {
    const reviews = [
      { at: 10, verdict: 'verified' as const },
      { at: 20, verdict: 'rejected' as const },
    ]
    expect([9, 10, 19, 20].map((knownAt) => incidentStatus(reviews, knownAt))).toEqual([
      'reported',
      'verified',
      'verified',
      'rejected',
    ])
  })

  it('of a puncture breaks the pipelines’ streak, a homicide the years’, a call for help none', () => {
    const category = (id: string) => incidentCategories.find((one) => one.id === id)
    expect(category('pipeline-puncture')?.breaksStreaks).toContain('puncture')
    expect(category('homicide')?.breaksStreaks).toContain('homicide')
    expect(category('call-for-help')).toEqual({ id: 'call-for-help', turnsRed: false, breaksStreaks: [] })
    expect(new Set(incidentCategories.map(({ id }) => id)).size).toBe(incidentCategories.length)
  })
})
