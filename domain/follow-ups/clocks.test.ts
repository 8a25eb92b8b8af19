import { describe, expect, it } from 'vitest'
import { type ClockEntry, type ClockRules, defaultClocks, followUpOf, nextClock, overdueSince } from './index.ts'
import { at, holders, need, opened, rules, type Step, story, told, worked } from './story.test-support.ts'

const accepted: Step = { kind: 'accepted' }
const settled: Step = { kind: 'settled' }

const clockOf = (one: ReturnType<typeof story>): string => {
  const clock = nextClock(one.now, rules)
  if (clock === null) return 'none'
  const { outcome } = clock
  return `${clock.clock} ${told(clock.runsOutAt)} ${outcome.kind === 'escalates' ? outcome.post : outcome.kind}`
}
const lines = (entries: readonly ClockEntry[]): readonly string[] =>
  entries.map((entry) =>
    entry.kind === 'escalated'
      ? `${told(entry.receivedAt)} ${entry.clock} ${entry.post}`
      : `${told(entry.receivedAt)} 未回复`,
  )

describe('the clock that runs next', () => {
  const dispute = () => story(opened())
  it.each([
    ['an urgent dispute is answered within 30 minutes', dispute(), 'answer 2025-02-01 10:30 shift-leader'],
    [
      '… somebody is there within 2 hours',
      dispute().does('duty-officer', '2025-02-01 10:10', accepted),
      'scene 2025-02-01 12:00 shift-leader',
    ],
    [
      '… and it is settled within 15 days',
      dispute().does('duty-officer', '2025-02-01 10:10', worked('on-the-scene')),
      'settle 2025-02-17 00:00 shift-leader',
    ],
    ['a need is answered within 3 days', story(need()), 'answer 2025-02-05 00:00 chief'],
    [
      '… and settled within 15',
      story(need()).does('community-officer', '2025-02-04 23:59', accepted),
      'settle 2025-02-17 00:00 chief',
    ],
    [
      'another owner’s need goes to the community officer first',
      story(need({ ownerId: 'auxiliary' })),
      'answer 2025-02-05 00:00 community-officer',
    ],
    [
      'an order is settled by its own date',
      story(need({ subject: 'order', settleBy: '2025-02-03', reporterId: 'chief' })).does(
        'officer',
        '2025-02-01 11:00',
        accepted,
      ),
      'settle 2025-02-04 00:00 community-officer',
    ],
    [
      'a promise gives it another date',
      story(need())
        .does('community-officer', '2025-02-02 10:00', accepted)
        .does('chief', '2025-02-03 10:00', { kind: 'promised', settleBy: '2025-03-05' }),
      'settle 2025-03-06 00:00 chief',
    ],
    [
      'once settled, those who reported are told within 3 days',
      story(need()).does('community-officer', '2025-02-02 10:00', settled),
      'tell 2025-02-06 00:00 chief',
    ],
    [
      '… and once told, silence closes it after 7',
      story(need())
        .does('community-officer', '2025-02-02 10:00', settled)
        .does('community-officer', '2025-02-03 10:00', { kind: 'told', to: 'volunteer' }),
      'silence 2025-02-11 00:00 closes',
    ],
    [
      'where nobody is to be told, silence runs from the settling',
      story(need({ reporterId: null })).does('community-officer', '2025-02-02 10:00', settled),
      'silence 2025-02-10 00:00 closes',
    ],
    ['the chief’s own stands', story(need({ ownerId: 'chief' })), 'answer 2025-02-05 00:00 stands'],
    ['what a deputy has goes to the chief', story(opened({ ownerId: 'deputy' })), 'answer 2025-02-01 10:30 chief'],
  ])('%s', (_sentence, one, expected) => {
    expect(clockOf(one)).toBe(expected)
  })

  it('begins when the station knew: a report that came late by two hours is not late', () => {
    const late = opened({ at: at('2025-02-01 08:00') })
    expect(clockOf(story(late))).toBe('answer 2025-02-01 10:30 shift-leader')
  })

  it('does not begin anew when the follow-up is passed on in time', () => {
    const one = story(need()).does('community-officer', '2025-02-03 10:00', { kind: 'transferred', ownerId: 'officer' })
    expect(clockOf(one)).toBe('answer 2025-02-05 00:00 community-officer')
  })

  it('begins anew when the follow-up is reopened', () => {
    const one = story(need())
      .does('community-officer', '2025-02-02 10:00', settled)
      .does('volunteer', '2025-02-05 10:00', { kind: 'unhappy', from: 'volunteer', withReason: false })
    expect(clockOf(one)).toBe('answer 2025-02-09 00:00 chief')
  })

  it('runs by urgency from the moment at which it was known', () => {
    const one = story(need()).does('volunteer', '2025-02-03 10:00', {
      kind: 'corrected',
      findingId: 'f2',
      subject: 'hazard',
      urgency: 'urgent',
      topic: null,
    })
    expect(clockOf(one)).toBe('answer 2025-02-03 10:30 duty-officer')
  })

  it('is one of the settings that were in force when it was opened', () => {
    const short = {
      ...defaultClocks.lengths,
      need: {
        ...defaultClocks.lengths.need,
        ordinary: { ...defaultClocks.lengths.need.ordinary, answer: { unit: 'minutes', minutes: 60 } as const },
      },
    }
    const dated: ClockRules = {
      ...rules,
      settings: [
        { effectiveFrom: '2025-02-02', clocks: { ...defaultClocks, lengths: short } },
        { effectiveFrom: '2025-01-01', clocks: defaultClocks },
      ],
    }
    const dueOf = (when: string) =>
      told(nextClock(followUpOf([need({ receivedAt: at(when), at: at(when) })]), dated)?.dueAt ?? 0)
    expect(dueOf('2025-02-01 23:59')).toBe('2025-02-05 00:00')
    expect(dueOf('2025-02-02 00:00')).toBe('2025-02-02 01:00')
    expect(dueOf('2024-12-31 12:00')).toBe('2025-01-04 00:00')
  })
})

describe('a clock that runs out', () => {
  it('escalates step by step to the chief, each at its time, also when looked at a day late', () => {
    const expected = ['2025-02-01 10:30 answer shift-leader', '2025-02-01 11:00 answer chief']
    const late = story(opened())
    expect(lines(late.looks('2025-02-02 12:00'))).toEqual(expected)
    expect(late.looks('2025-02-02 12:00')).toEqual([])
    expect(late.now).toMatchObject({ ownerId: 'chief', post: 'chief', state: 'open' })
    const often = story(opened())
    for (let minute = 0; minute < 26 * 60; minute += 1) often.looks(at('2025-02-01 10:00') + minute * 60_000)
    expect(often.entries).toEqual(late.entries)
  })

  it('is in time to the very end', () => {
    const one = story(opened())
    expect(one.looks('2025-02-01 10:30')).toEqual([])
    one.does('duty-officer', '2025-02-01 10:30', accepted)
    expect(one.now.post).toBeNull()
  })

  it('escalates before an entry that comes later, though no job has looked', () => {
    const one = story(opened()).does('duty-officer', '2025-02-01 10:45', accepted)
    expect(one.entries.map(({ kind }) => kind)).toEqual(['opened', 'escalated', 'accepted'])
    expect(one.now).toMatchObject({ ownerId: 'duty-officer', post: 'shift-leader' })
  })

  it('goes to who holds the post at that moment', () => {
    const night: ClockRules = {
      ...rules,
      holdersAt: (moment) => (moment < at('2025-02-01 10:30') ? holders : { ...holders, 'shift-leader': 'deputy' }),
    }
    const one = story(opened(), night)
    one.looks('2025-02-01 10:31')
    expect(one.now.ownerId).toBe('deputy')
  })

  it('passes over a post that nobody holds', () => {
    const alone: ClockRules = { ...rules, holdersAt: () => ({ ...holders, 'shift-leader': null }) }
    expect(lines(story(opened(), alone).looks('2025-02-02 00:00'))).toEqual(['2025-02-01 10:30 answer chief'])
    const nobody: ClockRules = { ...rules, holdersAt: () => ({ ...holders, 'shift-leader': null, chief: null }) }
    expect(story(opened(), nobody).looks('2026-02-02 00:00')).toEqual([])
  })

  it('gives its whole length to whom the chief passes it down, then comes back', () => {
    const one = story(need()).does('community-officer', '2025-02-02 10:00', accepted)
    expect(lines(one.looks('2025-02-20 00:00'))).toEqual(['2025-02-17 00:00 settle chief'])
    one.does('chief', '2025-02-20 09:00', { kind: 'transferred', ownerId: 'officer' })
    expect(clockOf(one)).toBe('settle 2025-03-08 00:00 chief')
  })

  it('escalates at a correction that made it shorter than what had passed', () => {
    const urgent = { ...defaultClocks.lengths.need.urgent, settle: { unit: 'days', days: 1 } as const }
    const need1 = { ...defaultClocks.lengths.need, urgent }
    const strict: ClockRules = {
      ...rules,
      settings: [
        {
          effectiveFrom: '2025-01-01',
          clocks: { ...defaultClocks, lengths: { ...defaultClocks.lengths, need: need1 } },
        },
      ],
    }
    const one = story(need(), strict)
      .does('community-officer', '2025-02-01 11:00', accepted)
      .does('officer', '2025-02-04 10:00', {
        kind: 'corrected',
        findingId: 'f2',
        subject: 'need',
        urgency: 'urgent',
        topic: null,
      })
    expect(lines(one.looks('2025-02-04 10:01'))).toEqual(['2025-02-04 10:00 settle duty-officer'])
  })

  it('escalates to who is on at that correction, not at the time that had passed before it', () => {
    const strictNeed = {
      ...defaultClocks.lengths.need,
      urgent: { ...defaultClocks.lengths.need.urgent, settle: { unit: 'days', days: 1 } as const },
    }
    const clocks = { ...defaultClocks, lengths: { ...defaultClocks.lengths, need: strictNeed } }
    const changing: ClockRules = {
      ...rules,
      settings: [{ effectiveFrom: '2025-01-01', clocks }],
      holdersAt: (moment) => (moment < at('2025-02-04 10:00') ? holders : { ...holders, 'duty-officer': 'officer' }),
    }
    const one = story(need(), changing)
      .does('community-officer', '2025-02-01 11:00', accepted)
      .does('deputy', '2025-02-04 10:00', {
        kind: 'corrected',
        findingId: 'f2',
        subject: 'need',
        urgency: 'urgent',
        topic: null,
      })
    one.looks('2025-02-04 10:01')
    expect(one.now.ownerId).toBe('officer')
  })

  it('does not hold back another clock when there was nobody to escalate to', () => {
    const later: ClockRules = {
      ...rules,
      holdersAt: (moment) => (moment < at('2025-02-10 00:00') ? { ...holders, chief: null } : holders),
    }
    expect(lines(story(need(), later).looks('2025-02-28 00:00'))).toEqual(['2025-02-17 00:00 settle chief'])
  })

  it('gives no more time to an owner who accepts it late', () => {
    const one = story(opened())
      .does('duty-officer', '2025-02-01 10:05', accepted)
      .does('shift-leader', '2025-02-01 12:10', { kind: 'transferred', ownerId: 'officer' })
      .does('officer', '2025-02-01 12:30', accepted)
    expect(clockOf(one)).toBe('scene 2025-02-01 14:10 chief')
  })

  it('leaves the follow-up overdue since its first time, however often it was passed on', () => {
    const one = story(need()).does('community-officer', '2025-02-02 10:00', accepted)
    one.looks('2025-02-20 00:00')
    expect(overdueSince(one.now, rules, at('2025-02-20 00:00'))).toBe(at('2025-02-17 00:00'))
    expect(overdueSince(one.now, rules, at('2025-02-17 00:00'))).toBeNull()
  })
})
