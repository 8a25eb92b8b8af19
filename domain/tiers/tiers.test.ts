import { describe, expect, it } from 'vitest'
import { parseInstant } from '../calendar/index.ts'
import { decideTier, hasTier, type TierHistory, tierTimeline } from './index.ts'

const at = (text: string): number => parseInstant(`${text.replace(' ', 'T')}+08:00`) ?? Number.NaN
const nothing: TierHistory = {
  createdAt: at('2025-01-01 00:00'),
  incidentReviews: [],
  redReviews: [],
  decisions: [],
  facts: [],
}
const told = (history: Partial<TierHistory>, asOf = '2026-01-01 00:00') =>
  tierTimeline({ ...nothing, ...history }, at(asOf)).map(
    (entry) =>
      `${new Date(entry.at + 8 * 3_600_000).toISOString().slice(5, 16)} ${entry.tier} ${entry.reason}${entry.basisId ? ` ${entry.basisId}` : ''}`,
  )
const verified = (id: string, incidentId: string, when: string) => ({
  id,
  incidentId,
  at: at(when),
  verdict: 'verified' as const,
})

describe('a place’s tier', () => {
  const facts = { openIncidentId: null, decision: null, vacantCourtyard: false, largeVehicleAccess: false }
  const decision = { id: 'd1', tier: 'green' as const }
  it.each([
    ['red by an incident, whatever was decided', { openIncidentId: 'i1', decision }, 'red', 'incident-verified', 'i1'],
    [
      'what a running decision says, before the facts',
      { decision, vacantCourtyard: true, largeVehicleAccess: true },
      'green',
      'decided',
      'd1',
    ],
    [
      'yellow for a vacant courtyard that large vehicles can enter',
      { vacantCourtyard: true, largeVehicleAccess: true },
      'yellow',
      'vacant-with-large-vehicle-access',
      null,
    ],
    ['green for a vacant courtyard that they cannot enter', { vacantCourtyard: true }, 'green', 'otherwise', null],
    ['green for an occupied one that they can enter', { largeVehicleAccess: true }, 'green', 'otherwise', null],
  ])('is %s', (_sentence, some, tier, reason, basisId) => {
    expect(decideTier({ ...facts, ...some })).toEqual({ tier, reason, basisId })
  })

  it('is none for a village and a community', () => {
    expect(['village', 'community', 'segment', 'shop'].map(hasTier)).toEqual([false, false, true, true])
  })
})

describe('the timeline of tiers', () => {
  it('falls at the moment of a rejection, and does not rewrite the past', () => {
    const incidentReviews = [
      verified('r1', 'i1', '2025-02-01 10:00'),
      { ...verified('r2', 'i1', '2025-02-05 10:00'), verdict: 'rejected' as const },
    ]
    expect(told({ incidentReviews })).toEqual([
      '01-01T00:00 green otherwise',
      '02-01T10:00 red incident-verified i1',
      '02-05T10:00 green otherwise',
    ])
    expect(told({ incidentReviews }, '2025-02-04 00:00')).toHaveLength(2)
  })

  it('takes reviews at one instant in the order recorded, whatever their ids', () => {
    const moment = '2025-02-01 10:00'
    const rejected = (id: string) => ({ ...verified(id, 'i1', moment), verdict: 'rejected' as const })
    const last = (incidentReviews: TierHistory['incidentReviews']) => told({ incidentReviews }).at(-1)
    expect(last([verified('r2', 'i1', moment), rejected('r1')])).toBe('02-01T10:00 green otherwise')
    expect(last([rejected('r2'), verified('r1', 'i1', moment)])).toBe('02-01T10:00 red incident-verified i1')
  })

  it('stays red while another incident is open, and a review closes all verified until then', () => {
    const incidentReviews = [verified('r1', 'i1', '2025-02-01 10:00'), verified('r2', 'i2', '2025-02-03 10:00')]
    const redReviews = [{ id: 'r3', at: at('2025-06-01 09:00') }]
    expect(told({ incidentReviews, redReviews })).toEqual([
      '01-01T00:00 green otherwise',
      '02-01T10:00 red incident-verified i1',
      '02-03T10:00 red incident-verified i2',
      '06-01T09:00 green otherwise',
    ])
  })

  it('lets a decision expire at 24:00 of its last day, before another of that instant begins', () => {
    const decisions = [
      { id: 'd1', at: at('2025-02-01 10:00'), tier: 'red' as const, lastDay: '2025-02-09' },
      { id: 'd0', at: at('2025-02-10 00:00'), tier: 'yellow' as const, lastDay: '2025-02-20' },
    ]
    expect(told({ decisions })).toEqual([
      '01-01T00:00 green otherwise',
      '02-01T10:00 red decided d1',
      '02-10T00:00 green otherwise',
      '02-10T00:00 yellow decided d0',
      '02-21T00:00 green otherwise',
    ])
  })

  it('follows facts as they are confirmed', () => {
    const fact = (id: string, when: string, largeVehicleAccess: boolean) => ({
      id,
      at: at(when),
      vacantCourtyard: true,
      largeVehicleAccess,
    })
    expect(told({ facts: [fact('f2', '2025-03-01 08:00', false), fact('f1', '2025-01-01 00:00', true)] })).toEqual([
      '01-01T00:00 yellow vacant-with-large-vehicle-access',
      '03-01T08:00 green otherwise',
    ])
  })
})
