import { describe, expect, it } from 'vitest'
import { defaultPolicy, type Policy } from '../policy/index.ts'
import { at, life, line, told, version, visit } from './story.test-support.ts'

const defaults = defaultPolicy('2020-01-01')
const campaign = line(
  'fire-check',
  { kind: 'campaign', placeKinds: ['warehouse'], firstDay: '2025-02-10', lastDay: '2025-03-05' },
  version('2025-02-01', { period: 'campaign' }),
)
const green = (...versions: Parameters<typeof line>[2][]): Policy => [
  line('green', { kind: 'tier', tier: 'green' }, ...versions),
]

describe('a line that asks for more than one visit', () => {
  const twice = green(version('2020-01-01', { visits: 2 }))

  it('wants them on different days', () => {
    const visits = [visit('2025-02-03 09:00'), visit('2025-02-03 17:00')]
    expect(told(life('2025-02-03', { visits }), twice, '2025-02-04')).toEqual(['green 02-03: 02-03 … 02-09 open 1/2'])
    const more = [...visits, visit('2025-02-09 23:59')]
    expect(told(life('2025-02-03', { visits: more }), twice, '2025-02-09 23:59')).toEqual([
      'green 02-03: 02-03 … 02-09 fulfilled 2/2',
    ])
  })

  it('asks a part-window for n × days left ÷ days, rounded up', () => {
    const five = green(version('2020-01-01', { period: 'month', visits: 5 }))
    expect(told(life('2025-04-02'), five, '2025-04-02')).toEqual(['green 04-01: 04-02 … 04-30 open 0/5'])
    expect(told(life('2025-04-07'), five, '2025-04-07')).toEqual(['green 04-01: 04-07 … 04-30 open 0/4'])
    expect(told(life('2025-04-28 20:00'), five, '2025-04-28 20:00')).toEqual([
      'green 04-01: 04-28 20:00 … 04-30 open 0/1',
    ])
  })

  it('asks a window that began up to 2 days early for all', () => {
    expect(told(life('2025-02-08'), twice, '2025-02-08')).toEqual(['green 02-10: 02-08 … 02-16 open 0/2'])
  })

  it('asks a widened window for its n anew, and what was fulfilled stays so', () => {
    const policy = [
      line('red', { kind: 'tier', tier: 'red' }, version('2020-01-01')),
      line('green', { kind: 'tier', tier: 'green' }, version('2020-01-01', { period: 'month', visits: 4 })),
    ]
    const tierChanges = [
      { at: at('2025-02-21'), tier: 'red' as const },
      { at: at('2025-02-22'), tier: 'green' as const },
    ]
    expect(told(life('2025-02-20', { tierChanges }), policy, '2025-02-24')).toEqual([
      'green 02-01: 02-01 … 02-28 open 0/4',
      'red 02-17: 02-21 … 02-23 missed 0/1',
    ])
    // The month from 21 February asks for 2; after the fall it is the whole month, fulfilled before.
    const rest = [
      { at: at('2025-02-25'), tier: 'red' as const },
      { at: at('2025-02-26'), tier: 'green' as const },
    ]
    const visits = [visit('2025-02-21'), visit('2025-02-22')]
    expect(told(life('2025-02-21', { tierChanges: rest, visits }), policy, '2025-02-26')).toEqual([
      'green 02-01: 02-21 … 02-28 fulfilled 2/2',
      'red 02-24: 02-25 … 03-02 open 0/1',
    ])
  })
})

describe('a visit that counts', () => {
  const red = { tier: 'red' as const }

  it('is made with somebody the line wants present', () => {
    const visits = [visit('2025-02-03 09:00', { rolesPresent: ['volunteer'] })]
    expect(told(life('2025-02-03', { ...red, visits }), defaults, '2025-02-04')).toEqual([
      'tier-red 02-03: 02-03 … 02-09 open 0/1',
    ])
  })

  it('is none when it is void, and the duties are judged as if it had never been made', () => {
    const wrong = visit('2025-02-03 09:00', { voidedAt: at('2025-02-20') })
    const place = life('2025-02-03', { ...red, visits: [wrong] })
    expect(told(place, defaults, '2025-02-04')).toEqual(['tier-red 02-03: 02-03 … 02-09 fulfilled 1/1'])
    expect(told(place, defaults, '2025-02-20')[0]).toBe('tier-red 02-03: 02-03 … 02-09 missed 0/1')
  })

  it('reported late is marked so, unless others are enough', () => {
    const late = visit('2025-02-03 09:00', { receivedAt: at('2025-02-12') })
    expect(told(life('2025-02-03', { ...red, visits: [late] }), defaults, '2025-02-12')[0]).toBe(
      'tier-red 02-03: 02-03 … 02-09 fulfilled 1/1 late',
    )
    const both = [late, visit('2025-02-05')]
    expect(told(life('2025-02-03', { ...red, visits: both }), defaults, '2025-02-12')[0]).toBe(
      'tier-red 02-03: 02-03 … 02-09 fulfilled 1/1',
    )
  })

  it('after more than 7 days counts from when an officer lets it', () => {
    const late = visit('2025-02-03 09:00', { receivedAt: at('2025-03-01'), admittedAt: at('2025-03-02') })
    const place = life('2025-02-03', { ...red, visits: [late] })
    expect(told(place, defaults, '2025-03-01')[0]).toBe('tier-red 02-03: 02-03 … 02-09 missed 0/1')
    expect(told(place, defaults, '2025-03-02')[0]).toBe('tier-red 02-03: 02-03 … 02-09 fulfilled 1/1 late')
  })
})

describe('an excusal', () => {
  const excusal = (decided: string) => ({
    lineId: 'tier-red',
    period: 'week' as const,
    periodStart: '2025-02-03',
    decidedAt: at(decided),
  })
  const place = (decided: string, more = {}) =>
    life('2025-02-03', { tier: 'red', excusals: [excusal(decided)], ...more })

  it('holds until 7 days after the window’s end, from when it is decided', () => {
    expect(told(place('2025-02-17'), defaults, '2025-02-16')[0]).toContain('missed')
    expect(told(place('2025-02-17'), defaults, '2025-02-17')[0]).toContain('excused')
    expect(told(place('2025-02-17 00:01'), defaults, '2025-03-01')[0]).toContain('missed')
  })

  it('gives way to a visit that counts', () => {
    const visits = [visit('2025-02-09 12:00')]
    expect(told(place('2025-02-05', { visits }), defaults, '2025-03-01')[0]).toContain('fulfilled')
  })

  it('stays when a closing comes after it, and does nothing when it comes after the closing', () => {
    const closings = [{ from: at('2025-02-06'), to: null }]
    expect(told(place('2025-02-05', { closings }), defaults, '2025-03-01')).toEqual([
      'tier-red 02-03: 02-03 … 02-09 excused 0/1',
    ])
    expect(told(place('2025-02-07', { closings }), defaults, '2025-03-01')[0]).toContain('superseded')
  })
})

describe('a village and a community', () => {
  it('owe a canvass round a month and an appointment a quarter', () => {
    const visits = [
      visit('2025-02-03'),
      visit('2025-02-04', { kind: 'canvass' }),
      visit('2025-02-05', { kind: 'appointment' }),
    ]
    const none = { tier: null, visits }
    expect(told(life('2025-02-01', { ...none, kind: 'village' }), defaults, '2025-03-01')).toEqual([
      'kind-village 02-01: 02-01 … 02-28 fulfilled 1/1',
      'kind-village 03-01: 03-01 … 03-31 open 0/1',
    ])
    expect(told(life('2025-02-01', { ...none, kind: 'community' }), defaults, '2025-03-01')).toEqual([
      'kind-community 01-01: 02-01 … 03-31 fulfilled 1/1',
    ])
  })
})

describe('a kind’s line', () => {
  const schools = line('schools', { kind: 'place-kind', placeKind: 'school' }, version('2025-01-01'))
  const policy = [...defaults, schools]

  it('holds at every tier, so tier changes leave its duties alone', () => {
    const tierChanges = [{ at: at('2025-02-05'), tier: 'red' as const }]
    expect(told(life('2025-02-03', { kind: 'school', tierChanges }), policy, '2025-02-10')).toEqual([
      'schools 02-03: 02-03 … 02-09 missed 0/1',
      'schools 02-10: 02-10 … 02-16 open 0/1',
    ])
  })

  it('begins as for a new place when a place becomes of its kind, and closes the old line’s duties', () => {
    const kindChanges = [{ at: at('2025-02-08 10:00'), kind: 'school' }]
    expect(told(life('2025-02-03', { kindChanges }), policy, '2025-02-10')).toEqual([
      'tier-green 02-01: 02-03 … 02-28 superseded 0/1',
      'schools 02-10: 02-08 10:00 … 02-16 open 0/1',
    ])
  })

  it('ends as for a new place when a place is no longer of its kind', () => {
    const kindChanges = [{ at: at('2025-02-05 10:00'), kind: 'shop' }]
    expect(told(life('2025-02-03', { kind: 'school', kindChanges }), policy, '2025-02-10')).toEqual([
      'schools 02-03: 02-03 … 02-09 superseded 0/1',
      'tier-green 02-01: 02-05 10:00 … 02-28 open 0/1',
    ])
  })

  it('is nothing to a change between kinds without lines', () => {
    const kindChanges = [{ at: at('2025-02-05 10:00'), kind: 'warehouse' }]
    expect(told(life('2025-02-03', { kindChanges }), policy, '2025-02-10')).toEqual([
      'tier-green 02-01: 02-03 … 02-28 open 0/1',
    ])
  })

  it('dated within a running month takes over when that month ends', () => {
    const later = line('shops', { kind: 'place-kind', placeKind: 'shop' }, version('2025-02-12'))
    expect(told(life('2025-02-03'), [...defaults, later], '2025-03-10')).toEqual([
      'tier-green 02-01: 02-03 … 02-28 missed 0/1',
      'shops 03-03: 03-01 … 03-09 missed 0/1',
      'shops 03-10: 03-10 … 03-16 open 0/1',
    ])
  })
})

describe('a kind’s line that waits for the running period', () => {
  it('leaves a rise until then to the tier’s line', () => {
    const later = line('shops', { kind: 'place-kind', placeKind: 'shop' }, version('2025-02-05'))
    const tierChanges = [{ at: at('2025-02-06'), tier: 'red' as const }]
    expect(told(life('2025-02-01', { tierChanges }), [...defaults, later], '2025-02-10')).toEqual([
      'tier-green 02-01: 02-01 … 02-28 superseded 0/1',
      'tier-red 02-03: 02-06 … 02-09 missed 0/1',
      'shops 02-10: 02-10 … 02-16 open 0/1',
    ])
  })
})

describe('a new policy', () => {
  it('takes over when the running period ends and starts inside its period', () => {
    const weekly = green(version('2020-01-01', { period: 'month' }), version('2025-02-10', { visits: 2 }))
    // 1 March 2025 is a Saturday: with 2 days of that week left, the next one begins now.
    expect(told(life('2025-02-01'), weekly, '2025-03-01')).toEqual([
      'green 02-01: 02-01 … 02-28 missed 0/1',
      'green 03-03: 03-01 … 03-09 open 0/2',
    ])
    const monthly = green(version('2020-01-01'), version('2025-02-12', { period: 'month', visits: 4 }))
    expect(told(life('2025-02-03'), monthly, '2025-02-17')).toEqual([
      'green 02-03: 02-03 … 02-09 missed 0/1',
      'green 02-10: 02-10 … 02-16 missed 0/1',
      'green 02-01: 02-17 … 02-28 open 0/2',
    ])
  })

  it('dated on the first day of a period takes over that day', () => {
    const policy = green(version('2020-01-01'), version('2025-02-10', { visits: 3 }))
    expect(told(life('2025-02-03'), policy, '2025-02-10')).toEqual([
      'green 02-03: 02-03 … 02-09 missed 0/1',
      'green 02-10: 02-10 … 02-16 open 0/3',
    ])
  })

  it('holds from the end of the running period also for a place that comes in between', () => {
    const policy = green(version('2020-01-01'), version('2025-02-05', { visits: 7 }))
    expect(told(life('2025-02-06'), policy, '2025-02-10')).toEqual([
      'green 02-03: 02-06 … 02-09 missed 0/1',
      'green 02-10: 02-10 … 02-16 open 0/7',
    ])
  })

  it('that was replaced before it took over never held', () => {
    const policy = green(
      version('2020-01-01', { period: 'month' }),
      version('2025-02-10', { period: 'quarter' }),
      version('2025-02-12', { period: 'month', visits: 2 }),
    )
    expect(told(life('2025-02-01'), policy, '2025-03-01')).toEqual([
      'green 02-01: 02-01 … 02-28 missed 0/1',
      'green 03-01: 03-01 … 03-31 open 0/2',
    ])
  })

  it('is what a duty asks that begins up to 2 days before it takes over, unless it has other periods', () => {
    const twice = green(version('2020-01-01'), version('2025-02-10', { visits: 2 }))
    expect(told(life('2025-02-08'), twice, '2025-02-08')).toEqual(['green 02-10: 02-08 … 02-16 open 0/2'])
    const monthly = green(version('2020-01-01'), version('2025-02-10', { period: 'month' }))
    expect(told(life('2025-02-08'), monthly, '2025-02-17')).toEqual([
      'green 02-10: 02-08 … 02-16 missed 0/1',
      'green 02-01: 02-17 … 02-28 open 0/1',
    ])
    const ended = green(version('2020-01-01'), { effectiveFrom: '2025-02-10', ended: true })
    expect(told(life('2025-02-08'), ended, '2025-02-17')).toEqual([])
  })

  it('that ends a line lets its period run out and starts no other', () => {
    const policy = green(version('2020-01-01'), { effectiveFrom: '2025-02-12', ended: true })
    expect(told(life('2025-02-03'), policy, '2025-03-31')).toEqual([
      'green 02-03: 02-03 … 02-09 missed 0/1',
      'green 02-10: 02-10 … 02-16 missed 0/1',
    ])
  })

  it('that ends a kind’s line gives its places back to the tier’s', () => {
    const policy = [
      ...defaults,
      line('shops', { kind: 'place-kind', placeKind: 'shop' }, version('2020-01-01'), {
        effectiveFrom: '2025-02-05',
        ended: true,
      }),
    ]
    expect(told(life('2025-02-03'), policy, '2025-02-10')).toEqual([
      'shops 02-03: 02-03 … 02-09 missed 0/1',
      'tier-green 02-01: 02-10 … 02-28 open 0/1',
    ])
  })

  it('before its first day asks for nothing', () => {
    expect(told(life('2025-02-01'), green(version('2025-02-12')), '2025-02-12')).toEqual([
      'green 02-10: 02-12 … 02-16 open 0/1',
    ])
  })
})

describe('a campaign', () => {
  const policy = [...defaults, campaign]
  const warehouse = { kind: 'warehouse' }

  it('comes on top of the tier’s line, from its first to its last day', () => {
    expect(told(life('2025-02-01', warehouse), policy, '2025-02-10')).toEqual([
      'tier-green 02-01: 02-01 … 02-28 open 0/1',
      'fire-check 02-10: 02-10 … 03-05 open 0/1',
    ])
    expect(told(life('2025-02-01'), policy, '2025-02-10')).toHaveLength(1)
  })

  it('stays through tier changes', () => {
    const tierChanges = [{ at: at('2025-02-12'), tier: 'red' as const }]
    expect(told(life('2025-02-01', { ...warehouse, tierChanges }), policy, '2025-02-13')).toEqual([
      'tier-green 02-01: 02-01 … 02-28 superseded 0/1',
      'fire-check 02-10: 02-10 … 03-05 open 0/1',
      'tier-red 02-10: 02-12 … 02-16 open 0/1',
    ])
  })

  it('starts inside for a new place, a reopened one and one that became of its kind', () => {
    const begun = (place: ReturnType<typeof life>) =>
      told(place, policy, '2025-03-01').filter((duty) => duty.startsWith('fire-check'))
    const inside = ['fire-check 02-10: 02-20 … 03-05 open 0/1']
    expect(begun(life('2025-02-20', warehouse))).toEqual(inside)
    expect(
      begun(life('2025-02-01', { ...warehouse, closings: [{ from: at('2025-02-15'), to: at('2025-02-20') }] })),
    ).toEqual(inside)
    expect(begun(life('2025-02-01', { kindChanges: [{ at: at('2025-02-20'), kind: 'warehouse' }] }))).toEqual(inside)
  })

  it('keeps the version that it began with', () => {
    const { target } = campaign
    const changed = line(
      'fire-check',
      target,
      ...campaign.versions,
      version('2025-02-15', { period: 'campaign', visits: 24 }),
    )
    const begun = (created: string) => told(life(created, warehouse), [changed], '2025-02-20')
    expect(begun('2025-02-01')).toEqual(['fire-check 02-10: 02-10 … 03-05 open 0/1'])
    expect(begun('2025-02-20')).toEqual(['fire-check 02-10: 02-20 … 03-05 open 0/1'])
  })

  it('asks nothing of a place that comes in its last 2 days, and no more of one that left its kinds', () => {
    expect(told(life('2025-03-04', warehouse), policy, '2025-03-04')).toHaveLength(1)
    const left = life('2025-02-01', { ...warehouse, kindChanges: [{ at: at('2025-02-20'), kind: 'shop' }] })
    expect(told(left, policy, '2025-02-20')).toContain('fire-check 02-10: 02-10 … 03-05 superseded 0/1')
  })
})

describe('a forecast', () => {
  it('is the next period of the line, and a campaign still to come', () => {
    expect(told(life('2025-02-01', { kind: 'warehouse' }), [...defaults, campaign], '2025-02-05', 1)).toEqual([
      'tier-green 02-01: 02-01 … 02-28 open 0/1',
      'fire-check 02-10: 02-10 … 03-05 forecast 0/1',
      'tier-green 03-01: 03-01 … 03-31 forecast 0/1',
    ])
  })

  it('after a fall is the laxer line’s, unless its key stands already', () => {
    const tierChanges = [
      { at: at('2025-02-04'), tier: 'red' as const },
      { at: at('2025-02-05'), tier: 'yellow' as const },
    ]
    expect(told(life('2025-02-01', { tierChanges }), defaults, '2025-02-05', 2)).toEqual([
      'tier-green 02-01: 02-01 … 02-28 superseded 0/1',
      'tier-yellow 02-01: 02-01 … 02-15 forecast 0/1',
      'tier-red 02-03: 02-04 … 02-09 open 0/1',
      'tier-yellow 02-16: 02-16 … 02-28 forecast 0/1',
    ])
    const back = tierChanges.map((change) =>
      change.tier === 'yellow' ? { ...change, tier: 'green' as const } : change,
    )
    expect(told(life('2025-02-01', { tierChanges: back }), defaults, '2025-02-05', 1)).toHaveLength(2)
  })

  it('is none for a closed place', () => {
    const closings = [{ from: at('2025-02-03'), to: null }]
    expect(told(life('2025-02-01', { closings }), defaults, '2025-02-05', 3)).toHaveLength(1)
  })
})
