import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../calendar/index.ts'
import {
  allowedNow,
  append,
  type ClockRules,
  clockEntriesUntil,
  type FollowUpEntry,
  followUpOf,
  followUpSubjects,
  isClosed,
  nextClock,
  type Opened,
  resident,
  runningClocks,
} from './index.ts'
import { actor, at, holders, made, opened, rules, type Step } from './story.test-support.ts'

const begin = at('2025-02-01 10:00')
const minute = 60_000
const dayMs = 1440 * minute

const members = ['duty-officer', 'community-officer', 'officer', 'deputy', 'chief', 'volunteer', 'neighbour', 'cadre']
const member = fc.constantFrom(...members)
const asker = fc.constantFrom('volunteer', 'neighbour', resident)
const date = fc.integer({ min: 1, max: 28 }).map((day) => `2025-02-${String(day).padStart(2, '0')}`)
const urgency = fc.constantFrom('urgent' as const, 'ordinary' as const)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'accepted' }),
  fc
    .constantFrom('on-the-scene' as const, 'other' as const)
    .map((step): Step => ({ kind: 'worked', step, visitKind: null, dispute: null })),
  member.map((ownerId): Step => ({ kind: 'transferred', ownerId })),
  fc.constant<Step>({ kind: 'escalated', clock: null, post: 'shift-leader', ownerId: 'shift-leader' }),
  fc.constant<Step>({ kind: 'settled' }),
  fc.constant<Step>({ kind: 'settled' }),
  asker.map((to): Step => ({ kind: 'told', to })),
  asker.map((to): Step => ({ kind: 'told', to })),
  asker.map((from): Step => ({ kind: 'confirmed', from })),
  fc.record({ from: asker, withReason: fc.boolean() }).map((word): Step => ({ kind: 'unhappy', ...word })),
  fc.boolean().map((withReason): Step => ({ kind: 'reopened', withReason })),
  date.map((settleBy): Step => ({ kind: 'promised', settleBy })),
  urgency.map((urgency): Step => ({ kind: 'corrected', findingId: 'f2', subject: 'hazard', urgency, topic: null })),
  urgency.map(
    (urgency): Step => ({ kind: 'joined', followUpId: 'x', urgency, reporterIds: ['neighbour'], residentAsked: true }),
  ),
  fc.constant<Step>({ kind: 'merged', intoId: 'x' }),
)

/** Times crowd at the ends of clocks: on the minute, by half-hours and by midnights. */
const later = fc.oneof(
  fc.constantFrom(0, 30, 120, 840).map((minutes) => minutes * minute),
  fc.integer({ min: 0, max: 5 }).map((days) => days * dayMs),
  fc.integer({ min: 0, max: 3 * 1440 }).map((minutes) => minutes * minute),
)
type Attempt = { readonly by: string; readonly when: Instant; readonly step: Step; readonly behind: number }
const attempts = fc
  .array(fc.record({ by: member, wait: later, step, behind: fc.nat({ max: 2 }) }), { maxLength: 14 })
  .map((list): readonly Attempt[] => {
    let when = begin
    return list.map(({ by, wait, step, behind }) => {
      when += wait
      return { by, when, step, behind }
    })
  })
const first: fc.Arbitrary<Opened> = fc
  .record({
    subject: fc.constantFrom(...followUpSubjects),
    urgency,
    ownerId: member,
    reporterId: fc.constantFrom('volunteer', 'neighbour', null),
    residentAsked: fc.boolean(),
    settleBy: fc.option(date),
  })
  .map((more) => opened(more))
const world = fc
  .record({ noShiftLeader: fc.boolean(), noChief: fc.boolean(), changesDaily: fc.boolean() })
  .map(({ noShiftLeader, noChief, changesDaily }): ClockRules => {
    const holdersAt = (moment: Instant) => ({
      ...holders,
      'shift-leader': noShiftLeader
        ? null
        : changesDaily && Math.floor(moment / dayMs) % 2 === 0
          ? 'deputy'
          : 'shift-leader',
      chief: noChief ? null : 'chief',
    })
    return { ...rules, holdersAt }
  })

/** What stands written after all attempts; between them a job looks at these times, or never. */
function written(first: Opened, list: readonly Attempt[], under: ClockRules, looks: readonly Instant[] = []) {
  const entries: FollowUpEntry[] = [first]
  const times = [...looks].sort((a, b) => a - b)
  const look = (now: Instant) => entries.push(...clockEntriesUntil(followUpOf(entries), under, now))
  for (const { by, when, step, behind } of list) {
    while (times[0] !== undefined && times[0] <= when) look(times.shift() ?? when)
    // seen with what members wrote: how many of the clocks' entries are written already must not matter
    const basedOn = versionBefore(entries, behind)
    entries.push(...append(entries, made(by, when, step), basedOn, actor(by), under).entries)
  }
  return entries
}

/** The version at which `behind` entries of members were still to come. */
function versionBefore(entries: readonly FollowUpEntry[], behind: number): number {
  const byMembers = entries.flatMap(({ by }, index) => (by === null ? [] : [index + 1]))
  return byMembers[Math.max(0, byMembers.length - 1 - behind)] ?? 1
}

const end = begin + 400 * dayMs
const runs = { numRuns: 500 }

describe('for any follow-up and whatever members try', () => {
  it('it has one owner and one next date until it is closed, and none after', () => {
    fc.assert(
      fc.property(first, attempts, world, (first, list, under) => {
        const entries = written(first, list, under)
        for (let version = 1; version <= entries.length; version += 1) {
          const followUp = followUpOf(entries.slice(0, version))
          expect(followUp.ownerId).not.toBe('')
          expect(followUp.handlerIds).toContain(followUp.ownerId)
          const isSettled = ['settled', 'confirmed', 'closed-unanswered'].includes(followUp.state)
          expect(followUp.settledAt !== null).toBe(isSettled)
          const next = nextClock(followUp, under)
          expect(next === null).toBe(isClosed(followUp))
          expect(Number.isFinite(next?.runsOutAt ?? 0)).toBe(true)
        }
      }),
      runs,
    )
  })

  it('its state does not depend on how its entries are batched', () => {
    fc.assert(
      fc.property(first, attempts, world, fc.nat(), (first, list, under, cut) => {
        const entries = written(first, list, under)
        const at = 1 + (cut % entries.length)
        const whole = followUpOf(entries)
        expect(followUpOf(entries.slice(at), followUpOf(entries.slice(0, at)))).toEqual(whole)
        expect(
          entries.slice(1).reduce((standing, entry) => followUpOf([entry], standing), followUpOf([first])),
        ).toEqual(whole)
      }),
      runs,
    )
  })

  it('the same is written whenever a job looks, often or never', () => {
    const looks = fc.array(
      fc.integer({ min: 0, max: 60 * 1440 }).map((minutes) => begin + minutes * minute),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(first, attempts, world, looks, (first, list, under, looks) => {
        const upTo = (entries: readonly FollowUpEntry[]) => [
          ...entries,
          ...clockEntriesUntil(followUpOf(entries), under, end),
        ]
        const onTheMinute = list.flatMap(({ when }) => [when, when + 30 * minute])
        const seldom = upTo(written(first, list, under))
        const often = upTo(written(first, list, under, [...looks, ...onTheMinute]))
        expect(often).toEqual(seldom)
      }),
      { numRuns: 2000 },
    )
  })

  it('an escalation never happens twice: looked at again nothing is due, and none goes to who has it already', () => {
    fc.assert(
      fc.property(first, attempts, world, (first, list, under) => {
        const before = written(first, list, under)
        const entries = [...before, ...clockEntriesUntil(followUpOf(before), under, end)]
        expect(clockEntriesUntil(followUpOf(entries), under, end)).toEqual([])
        entries.forEach((entry, version) => {
          if (entry.kind !== 'escalated' || entry.by !== null) return
          const standing = followUpOf(entries.slice(0, version))
          const clock = runningClocks(standing, under).find((running) => running.clock === entry.clock)
          expect(entry.ownerId).not.toBe(standing.ownerId)
          expect(entry.receivedAt).toBeGreaterThanOrEqual(clock?.dueAt ?? Number.POSITIVE_INFINITY)
          // the same clock needs its whole length again before it runs out for the next one
          const after = runningClocks(followUpOf(entries.slice(0, version + 1)), under)
          const same = after.find((running) => running.clock === entry.clock)
          expect(same?.runsOutAt).toBeGreaterThan(entry.receivedAt)
        })
      }),
      runs,
    )
  })

  it('what is known never goes back in time, and only what is allowed was written', () => {
    fc.assert(
      fc.property(first, attempts, world, (first, list, under) => {
        const entries = written(first, list, under)
        entries.slice(1).forEach((entry, index) => {
          const standing = followUpOf(entries.slice(0, index + 1))
          expect(entry.receivedAt).toBeGreaterThanOrEqual(standing.changedAt)
          if (entry.by !== null) expect(allowedNow(standing)).toContain(entry.kind)
        })
      }),
      runs,
    )
  })

  it('nobody’s report just disappears: it closes only when everyone else was told', () => {
    fc.assert(
      fc.property(first, attempts, world, (first, list, under) => {
        const before = written(first, list, under)
        const entries = [...before, ...clockEntriesUntil(followUpOf(before), under, end)]
        const { state, reporterIds, settledBy } = followUpOf(entries)
        if (state !== 'confirmed' && state !== 'closed-unanswered') return
        const settledLast = entries.findLastIndex(({ kind }) => kind === 'settled')
        const since = entries.slice(settledLast)
        for (const reporter of reporterIds) {
          const heard = since.some(
            (entry) =>
              (entry.kind === 'told' && entry.to === reporter) ||
              (entry.kind === 'confirmed' && entry.from === reporter),
          )
          expect(heard || reporter === settledBy).toBe(true)
        }
      }),
      runs,
    )
  })
})
