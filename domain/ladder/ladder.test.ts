import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FollowUpEntry, followUpOf } from '../follow-ups/index.ts'
import { at, need, opened, rules, type Step, story, told, worked } from '../follow-ups/story.test-support.ts'
import { defaultLadder, type LadderFacts, ladderOf, ladderRules, type OtherHere, rungs } from './index.ts'

const facts = (entries: readonly FollowUpEntry[], more: Partial<LadderFacts> = {}): LadderFacts => ({
  followUp: followUpOf(entries),
  clocks: rules,
  settings: [{ effectiveFrom: '2025-01-01', ladder: defaultLadder }],
  othersHere: [],
  placeHasTier: true,
  nextAppointmentAt: null,
  ...more,
})
type Story = { readonly entries: readonly FollowUpEntry[] }
/** `rung reason since → rung when`, at a moment. */
const saidOf = ({ entries }: Story, when: string, more: Partial<LadderFacts> = {}): string => {
  const ladder = ladderOf(facts(entries, more), at(when))
  if (ladder === null) return 'none'
  const { stands, next } = ladder
  const time = (instant: number | null) => (instant === null ? 'some day' : told(instant).slice(5))
  return `${stands.rung} ${stands.reason} ${time(stands.at)} → ${next ? `${next.rung} ${time(next.at)}` : 'none'}`
}
const other = (when: string, more: Partial<OtherHere> = {}): OtherHere => ({
  openedAt: at(when),
  subject: 'need',
  merged: false,
  ...more,
})

const accepted: Step = { kind: 'accepted' }
const check: Step = { kind: 'worked', step: 'on-the-scene', visitKind: 'targeted', dispute: null }
const promised: Step = { kind: 'promised', settleBy: '2025-04-10' }
const inHand = () => story(need()).does('community-officer', '2025-02-02 10:00', accepted)

describe('the ladder', () => {
  it('goes through its rungs from the canvass to the revisit', () => {
    expect(rungs.filter((rung) => !ladderRules.some((rule) => rule.rung === rung))).toEqual([])
    const heights = ladderRules.map(({ rung }) => rungs.indexOf(rung))
    expect([...heights].sort((a, b) => b - a)).toEqual(heights)
  })

  const dispute = () => story(opened())
  const agenda = '2025-03-10 09:00'
  it.each<[string, Story, string, string]>([
    [
      'a need that was reported waits for a patrol',
      story(need()),
      '2025-02-01 10:00',
      'canvass reported 02-01 10:00 → patrol 02-05 00:00',
    ],
    [
      'an urgent dispute goes to the duty officer at once',
      dispute(),
      '2025-02-01 10:00',
      'duty-officer urgent 02-01 10:00 → patrol 02-01 12:00',
    ],
    [
      'answered, it waits for its date',
      inHand(),
      '2025-02-02 10:00',
      'patrol answered 02-02 10:00 → targeted 02-17 00:00',
    ],
    ['… to the very end of it', inHand(), '2025-02-16 23:59', 'patrol answered 02-02 10:00 → targeted 02-17 00:00'],
    [
      'not settled by its date: a targeted check',
      inHand(),
      '2025-02-17 00:00',
      'targeted not-settled-by-date 02-17 00:00 → appointment 03-05 00:00',
    ],
    [
      'not settled after the check: the chief’s agenda, 15 days after the check',
      inHand().does('officer', '2025-02-20 10:00', check),
      '2025-02-20 10:00',
      'targeted not-settled-by-date 02-17 00:00 → appointment 03-08 00:00',
    ],
    [
      'a check before its date brings it up at its date at the earliest',
      story(need({ settleBy: '2025-03-31' })).does('community-officer', '2025-02-03 10:00', check),
      '2025-03-01 10:00',
      'patrol answered 02-03 10:00 → targeted 04-01 00:00',
    ],
    [
      '… without a check as well',
      inHand(),
      agenda,
      'appointment not-settled-after-check 03-05 00:00 → promise some day',
    ],
    [
      'promised there: until its day is over',
      inHand().does('chief', '2025-03-12 10:00', promised),
      '2025-03-12 10:00',
      'promise promised 03-12 10:00 → revisit 04-11 00:00',
    ],
    [
      '… then somebody looks in again',
      inHand().does('chief', '2025-03-12 10:00', promised),
      '2025-04-11 00:00',
      'revisit promised-date-over 04-11 00:00 → none',
    ],
    [
      'settled at any rung: the revisit',
      inHand().does('officer', '2025-02-20 10:00', { kind: 'settled' }),
      '2025-02-20 10:00',
      'revisit settled 02-20 10:00 → none',
    ],
    [
      'reopened, it begins at the foot',
      inHand()
        .does('officer', '2025-02-03 10:00', { kind: 'settled' })
        .does('officer', '2025-02-04 10:00', { kind: 'reopened', withReason: true }),
      '2025-02-04 10:00',
      'canvass reported 02-04 10:00 → patrol 02-08 00:00',
    ],
    [
      'a promise without a finding begins as a promise',
      story(need({ by: 'chief', subject: 'promise', settleBy: '2025-02-10' })),
      '2025-02-01 10:00',
      'promise promised 02-01 10:00 → revisit 02-11 00:00',
    ],
    ['the chief’s order is not on it', story(need({ by: 'chief', subject: 'order' })), '2025-02-01 10:00', 'none'],
    [
      'what is merged has left it',
      inHand().does('officer', '2025-02-03 10:00', { kind: 'merged', intoId: 'x' }),
      agenda,
      'none',
    ],
    [
      'a change of base data goes no higher than the patrol that confirms it',
      story(need({ subject: 'base-data-change' })).does('officer', '2025-02-02 10:00', accepted),
      '2025-06-01 00:00',
      'patrol answered 02-02 10:00 → none',
    ],
  ])('%s', (_sentence, one, when, expected) => {
    expect(saidOf(one, when)).toBe(expected)
  })

  it('what is on the agenda waits for the chief’s next appointment', () => {
    const more = { nextAppointmentAt: at('2025-03-20 09:00') }
    expect(saidOf(inHand(), agenda, more)).toBe('appointment not-settled-after-check 03-05 00:00 → promise 03-20 09:00')
  })

  it('says whose turn it is', () => {
    const turns = (one: Story, when: string) => {
      const ladder = ladderOf(facts(one.entries), at(when))
      return [ladder?.stands.turn, ladder?.next?.turn]
    }
    expect(turns(dispute(), '2025-02-01 10:00')).toEqual(['duty-officer', 'owner'])
    expect(turns(inHand(), agenda)).toEqual(['chief', 'chief'])
    const settled = (one: ReturnType<typeof story>) => one.does('officer', '2025-02-02 10:00', { kind: 'settled' })
    expect(turns(settled(story(need())), agenda)).toEqual(['reporter', undefined])
    expect(turns(settled(story(need({ reporterId: null }))), agenda)).toEqual(['owner', undefined])
  })

  it('does not move its date when the follow-up is passed on by a clock', () => {
    const one = inHand()
    one.looks('2025-02-18 00:00')
    expect(one.now.ownerId).toBe('chief')
    expect(saidOf(one, '2025-02-18 00:00')).toBe('targeted not-settled-by-date 02-17 00:00 → appointment 03-05 00:00')
  })
})

describe('the third time at a place in 90 days', () => {
  const twice = [other('2024-11-04 00:00'), other('2025-01-05 10:00', { subject: 'dispute' })]
  const brought = (othersHere: readonly OtherHere[], more: Partial<LadderFacts> = {}): boolean =>
    saidOf(inHand(), '2025-02-02 10:00', { othersHere, ...more }).startsWith('appointment again-at-this-place')

  it.each<[string, boolean, readonly OtherHere[], Partial<LadderFacts>]>([
    ['goes to the chief’s agenda', true, twice, {}],
    ['not the second', false, twice.slice(1), {}],
    ['not when the first is a day too old', false, [other('2024-11-03 23:59'), ...twice.slice(1)], {}],
    ['not one that came after this one', false, [...twice.slice(1), other('2025-02-01 10:01')], {}],
    ['not what was merged', false, [other('2025-01-05 10:00', { merged: true }), ...twice.slice(1)], {}],
    [
      'not changes of base data',
      false,
      [other('2025-01-05 10:00', { subject: 'base-data-change' }), ...twice.slice(1)],
      {},
    ],
    ['not at a village', false, twice, { placeHasTier: false }],
    [
      'by the threshold of the day it was opened',
      true,
      twice.slice(1),
      {
        settings: [
          { effectiveFrom: '2025-02-02', ladder: { ...defaultLadder, timesAtPlace: 9 } },
          { effectiveFrom: '2025-02-01', ladder: { ...defaultLadder, timesAtPlace: 2 } },
        ],
      },
    ],
  ])('%s', (_sentence, expected, othersHere, more) => {
    expect(brought(othersHere, more)).toBe(expected)
  })

  it('goes to the duty officer first when it is urgent, and is promised only at an appointment', () => {
    const more = { othersHere: twice, nextAppointmentAt: at('2025-02-10 09:00') }
    expect(saidOf(story(opened()), '2025-02-01 10:00', more)).toBe(
      'duty-officer urgent 02-01 10:00 → appointment 02-01 10:30',
    )
    const there = story(opened()).does('duty-officer', '2025-02-01 10:10', worked('on-the-scene'))
    expect(saidOf(there, '2025-02-01 10:10', more)).toBe(
      'appointment again-at-this-place 02-01 10:10 → promise 02-10 09:00',
    )
  })
})

describe('for any follow-up that is left alone', () => {
  const steps: readonly Step[] = [accepted, check, promised, { kind: 'settled' }, worked('on-the-scene')]
  const one = fc
    .record({ urgent: fc.boolean(), made: fc.subarray([...steps]), days: fc.integer({ min: 0, max: 40 }) })
    .map(({ urgent, made, days }) => {
      const told = story(urgent ? opened() : need())
      for (const step of made) told.tries('chief', at('2025-02-01 11:00') + days * 86_400_000, step)
      return told
    })
  const minutes = fc.integer({ min: 0, max: 200 * 1440 })
  const more = fc.record({ othersHere: fc.subarray([other('2025-01-02 10:00'), other('2025-01-05 10:00')]) })

  it('time leads it up and never down, and what comes next is above', () => {
    fc.assert(
      fc.property(one, minutes, minutes, more, ({ entries, now }, wait, longer, more) => {
        const ladderAt = (after: number) => ladderOf(facts(entries, more), now.changedAt + after * 60_000)
        const [early, late] = [ladderAt(wait), ladderAt(wait + longer)]
        const height = (step: { readonly rung: (typeof rungs)[number] } | null | undefined) =>
          step ? rungs.indexOf(step.rung) : rungs.length
        expect(early).not.toBeNull()
        expect(height(late?.stands)).toBeGreaterThanOrEqual(height(early?.stands))
        expect(height(early?.next)).toBeGreaterThan(height(early?.stands))
        expect(early?.stands.at).toBeLessThanOrEqual(now.changedAt + wait * 60_000)
      }),
    )
  })
})
