import { describe, expect, it } from 'vitest'
import { after, agreed, both, chosen, people, refusedOn, revisited, sitting, walked } from './disputes.test-support.ts'
import type { DisputeStep, SupplementedStep } from './index.ts'

const informed: DisputeStep = { kind: 'informed' }
const settled: readonly DisputeStep[] = [
  chosen(),
  { kind: 'cadre-contacted', cadreId: null },
  { kind: 'on-the-scene', withCadre: true },
  { kind: 'settled-there', on: '2025-02-01' },
  { kind: 'need-opened', followUpId: 'need' },
  revisited(1, '2025-02-08'),
  { kind: 'filed', on: '2025-02-08' },
]

describe('what a step left open is entered afterwards', () => {
  const supplement = (of: SupplementedStep, no: number | null = null): DisputeStep => ({ kind: 'supplemented', of, no })
  const held = [people, informed, sitting(1, '2025-02-03'), agreed()] as const

  it('of a step that was taken, whatever stands, and changes nothing', () => {
    const before = after(...held)
    for (const step of [supplement('procedure-chosen'), supplement('sitting', 1), supplement('agreed')]) {
      expect(refusedOn(before, step)).toBeNull()
      expect(after(...held, step)).toEqual(before)
    }
    expect(refusedOn(walked(...settled), supplement('settled-there'))).toBeNull()
  })

  it.each([
    ['a sitting that was not held', held, supplement('sitting', 2)],
    ['an agreement that was not reached', held.slice(0, 3), supplement('agreed')],
    ['the scene where nobody is yet', [chosen()], supplement('on-the-scene')],
    ['a revisit that was not made', held, supplement('revisited', 1)],
  ])('but not of %s', (_what, steps, step) => {
    expect(refusedOn(after(...steps), step)?.code).toBe('dispute/not-supplemented')
  })

  it('before it is taken up there is nothing to enter', () => {
    expect(refusedOn(after(), supplement('procedure-chosen'))?.code).toBe('dispute/not-allowed-now')
  })
})

it('a guardian or an agent sits for the party who is not there', () => {
  const [applicant] = both
  const present = [...(applicant ? [applicant] : []), { part: 'agent', personId: null, forPartyId: 'qian' } as const]
  expect(refusedOn(after(people, informed), sitting(1, '2025-02-03', { present }))).toBeNull()
})
